import type { DocumentLink } from 'vscode-languageserver-types';
import type { Setting } from '../units/unit-file.ts';
import { rangeOf, type UnitDocument } from './unit-document.ts';

/** What `links` needs to know of the outside world; absent where there is no file system. */
export interface Files {
  /** True where a path is an ordinary file that may be read. */
  exists(path: string): Promise<boolean>;
  /** The URI under which the editor opens a path. */
  uriOf(path: string): string;
}

/** Parsers whose value names a file: only those make links, a path inside a command's argument may be anything. */
const FILE_PARSERS = new Set(['unit_env_file', 'unit_path_printf', 'exec', 'pid_file', 'unit_condition_path']);

/** Most files that are looked for in one document. */
const MOST_FILES = 200;

/** Links: the URLs and manual pages of `Documentation=`, and the files of the machine that are there. */
export async function documentLinks(unit: UnitDocument, files?: Files): Promise<DocumentLink[]> {
  const links = unit.file.settings
    .filter(({ directive }) => directive?.parser === 'documentation')
    .flatMap((setting) => documentation(unit, setting));
  if (files) links.push(...(await existingFiles(unit, files)));
  return links;
}

function documentation(unit: UnitDocument, { assignment: { value } }: Setting): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const match of value.value.matchAll(/\S+/g)) {
    const target = targetOf(match[0]);
    if (!target) continue;
    const range = rangeOf(unit, value.span(match.index, match.index + match[0].length));
    links.push({ range, ...target });
  }
  return links;
}

function targetOf(word: string): { target: string; tooltip: string } | undefined {
  if (word.includes('%')) return undefined;
  if (/^https?:\/\/\S+$/.test(word)) return { target: word, tooltip: 'Open the web page' };
  if (/^file:\/\/\/\S+$/.test(word)) return { target: word, tooltip: 'Open the file' };
  const page = /^man:([\w@.:+-]+)\((\w+)\)$/.exec(word);
  if (!page?.[1] || !page[2]) return undefined;
  return { target: manualPage(page[1], page[2]), tooltip: `Open the manual page ${page[1]}(${page[2]})` };
}

/** systemd's own pages at its site, all others where Debian publishes the pages of everything it ships. */
function manualPage(name: string, section: string): string {
  const isOwn =
    /^(?:systemd|journal|bootctl|hostnamectl|localectl|loginctl|networkctl|resolvectl|timedatectl|sd[-_])/.test(name);
  return isOwn
    ? `https://www.freedesktop.org/software/systemd/man/latest/${name}.html`
    : `https://manpages.debian.org/${encodeURIComponent(name)}.${section}`;
}

async function existingFiles(unit: UnitDocument, files: Files): Promise<DocumentLink[]> {
  const named = unit.file.settings
    .filter(({ directive }) => directive && FILE_PARSERS.has(directive.parser))
    .slice(0, MOST_FILES)
    .flatMap(({ assignment: { value } }) => {
      // Prefixes (`-/etc/default/shop`, `+/usr/bin/shop`, `!/run/x`) belong to the directive, not to the path.
      const match = /^[-@:+!|]*(\/[^\s"'\\%*?[\]]+)(?=$|\s)/.exec(value.value);
      if (!match?.[1]) return [];
      const start = match[0].length - match[1].length;
      return [{ path: match[1], span: value.span(start, match[0].length) }];
    });
  const links = await Promise.all(
    named.map(async ({ path, span }) => {
      if (!(await files.exists(path))) return [];
      return [{ range: rangeOf(unit, span), target: files.uriOf(path), tooltip: `Open ${path}` }];
    }),
  );
  return links.flat();
}
