import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { parserFor } from '../catalog/lookup.ts';
import { identify } from '../units/identity.ts';
import { placeAt } from './place.ts';
import { pathOf, rangeOf, type UnitDocument } from './unit-document.ts';
import type { World } from './world.ts';

/** What the items of a parser's values are, where the machine knows more of them than systemd does. */
type Subject = 'file' | 'folder' | 'user' | 'group' | 'unit';

const SUBJECTS: Readonly<Record<string, Subject>> = {
  alias: 'unit',
  also: 'unit',
  bind_paths: 'file',
  colon_separated_paths: 'folder',
  exec: 'file',
  exec_input: 'file',
  exec_output: 'file',
  extension_images: 'file',
  load_credential: 'file',
  mount_images: 'file',
  mount_node: 'file',
  namespace_path_strv: 'file',
  open_file: 'file',
  path_spec: 'file',
  pid_file: 'file',
  service_sockets: 'unit',
  socket_listen: 'file',
  socket_service: 'unit',
  strv: 'unit',
  temporary_filesystems: 'folder',
  trigger_unit: 'unit',
  unit_condition_path: 'file',
  unit_deps: 'unit',
  unit_env_file: 'file',
  unit_mounts_for: 'file',
  unit_path_printf: 'file',
  unit_slice: 'unit',
  user_group_compat: 'user',
  user_group_strv_compat: 'group',
  working_directory: 'folder',
};

/** More than a list of suggestions should have. */
const MOST = 500;

/** What the machine adds to the completion of a value: files of a folder, users, groups, units. */
export async function completeFromWorld(unit: UnitDocument, offset: number, world: World): Promise<CompletionItem[]> {
  const { setting, isInComment } = placeAt(unit.file, offset);
  if (!setting?.directive || isInComment || unit.file.foreign || offset <= setting.assignment.equals) return [];
  const { parser } = parserFor(setting.directive, unit.file.target.version);
  const isGroup = setting.directive.name.endsWith('Group');
  const subject = parser === 'user_group_compat' && isGroup ? 'group' : SUBJECTS[parser];
  const before = unit.file.tree.text.slice(setting.assignment.value.source(0), offset);
  if (subject === undefined || before.endsWith('%')) return [];
  if (subject === 'file' || subject === 'folder') return paths(unit, offset, before, subject === 'folder', world);
  return names(unit, offset, before, subject, world);
}

async function paths(
  unit: UnitDocument,
  offset: number,
  before: string,
  foldersOnly: boolean,
  world: World,
): Promise<CompletionItem[]> {
  // The path up to the cursor; signs and other parts of the value may stand before it.
  const typed = /(?:^|[\s:=+!@|"'-])(\/[^\s:"'%\\]*)$/.exec(before)?.[1];
  if (typed === undefined || !world.listFolder) return [];
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  const entries = await world.listFolder(folder);
  const range = rangeOf(unit, { start: offset - (typed.length - folder.length), end: offset });
  return entries
    .filter(({ name, isFolder }) => (isFolder || !foldersOnly) && !/[\s:%"'\\]/.test(name))
    .slice(0, MOST)
    .map(({ name, isFolder }) => ({
      label: isFolder ? `${name}/` : name,
      kind: isFolder ? CompletionItemKind.Folder : CompletionItemKind.File,
      sortText: `${isFolder ? 1 : 2}${name}`,
      textEdit: { range, newText: isFolder ? `${name}/` : name },
      ...(isFolder ? { command: { command: 'editor.action.triggerSuggest', title: 'Show what is in it' } } : {}),
    }));
}

async function names(
  unit: UnitDocument,
  offset: number,
  before: string,
  subject: 'user' | 'group' | 'unit',
  world: World,
): Promise<CompletionItem[]> {
  const typed = /[^\s,]*$/.exec(before)?.[0] ?? '';
  const range = rangeOf(unit, { start: offset - typed.length, end: offset });
  const found = await namesOf(unit, subject, world);
  const kind = subject === 'unit' ? CompletionItemKind.Module : CompletionItemKind.Constant;
  return found
    .slice(0, MOST * 4)
    .map((name) => ({ label: name, kind, sortText: `7${name}`, textEdit: { range, newText: name } }));
}

async function namesOf(
  unit: UnitDocument,
  subject: 'user' | 'group' | 'unit',
  world: World,
): Promise<readonly string[]> {
  if (subject === 'user') return (await world.users?.()) ?? [];
  if (subject === 'group') return (await world.groups?.()) ?? [];
  const files = (await world.unitFiles?.(unit.file.target.scope, pathOf(unit.document.uri))) ?? [];
  return files.filter((name) => identify(name).kind === 'unit');
}
