import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  MarkupKind,
  type Range,
} from 'vscode-languageserver-types';
import { type Directive, directivesOf, directive as find, knownIn, SPECIFIERS, typesWith } from '../catalog/lookup.ts';
import type { Prose } from '../catalog/prose.ts';
import { isRepeatable } from '../catalog/repeatable.ts';
import { type Span, Text } from '../syntax/text.ts';
import type { JudgedSection, Setting, UnitFile } from '../units/unit-file.ts';
import type { SpecifierPlace } from '../values/common/specifiers.ts';
import { contextOf, valueTypeOf } from '../values/table.ts';
import type { Suggestion } from '../values/value-type.ts';
import { describeDirective } from './describe.ts';
import { placeAt } from './place.ts';
import { rangeOf, type UnitDocument } from './unit-document.ts';

/** What `resolveCompletion` needs to find the item's subject again; travels with the item. */
export type CompletionData =
  | { readonly specifier: string }
  | { readonly section: string }
  | { readonly section: string; readonly name: string; readonly version: number }
  | { readonly section: string; readonly name: string; readonly word: string };

/** Opens the list of values as soon as a directive has been put in. */
const SHOW_VALUES = { command: 'editor.action.triggerSuggest', title: 'Show the values' };

/** A value before anything has been typed. */
const EMPTY = Text.at('', 0);

/** First what is wanted most; the sort keys of the groups. */
const ORDER = { wanted: '1', present: '5', section: '6', old: '8', tooNew: '9' } as const;

/** What can stand at an offset: section headers, directives of the section, words of a value. */
export function complete(unit: UnitDocument, offset: number): CompletionItem[] {
  const { file } = unit;
  if (file.foreign) return [];
  const place = placeAt(file, offset);
  if (place.isInComment) return [];
  const { setting, section } = place;
  if (setting && offset > setting.assignment.equals) return values(unit, setting, offset);

  const line = lineAround(file.tree.text, offset);
  // The continued lines of a value that systemd cannot read yet, or words behind a name: no place for names.
  if (!/^\s*(?:\[[^\]]*|[\w-]*)$/.test(line.before)) return [];
  if (line.before.trimStart().startsWith('[')) return headers(unit, offset, line);
  if (isContinued(unit, offset)) return [];
  if (!section || section.state === 'outside') return headers(unit, offset, line);
  const names = directives(unit, section, offset, line);
  return line.before.trim() === '' ? [...names, ...headers(unit, offset, line)] : names;
}

/** Adds the documentation to an item of the list. */
export function resolveCompletion(
  item: CompletionItem,
  prose: Prose,
  dress = (markdown: string): string => markdown,
): CompletionItem {
  const data = item.data as CompletionData | undefined;
  if (!data) return item;
  const markdown = documentation(data, prose);
  return markdown ? { ...item, documentation: { kind: MarkupKind.Markdown, value: dress(markdown) } } : item;
}

function documentation(data: CompletionData, prose: Prose): string | undefined {
  if ('specifier' in data) {
    const explanation = prose.specifier(data.specifier);
    return explanation && `${explanation.summary}\n\n${explanation.body}`;
  }
  if (!('name' in data)) {
    const explanation = prose.section(data.section);
    return explanation && `${explanation.summary}\n\n${explanation.body}`;
  }
  const directive = find(data.section, data.name);
  if (!directive) return undefined;
  if ('word' in data) return prose.directive(directive)?.values.get(data.word);
  return describeDirective(directive, prose, data.version);
}

interface LineAround {
  /** The physical line up to the cursor, and behind it. */
  readonly before: string;
  readonly after: string;
}

function lineAround(text: string, offset: number): LineAround {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const after = /^[^\r\n]*/.exec(text.slice(offset, offset + 4096))?.[0] ?? '';
  return { before: text.slice(start, offset), after };
}

/** True on a line that continues the one above it. */
function isContinued({ file }: UnitDocument, offset: number): boolean {
  const { entry } = placeAt(file, offset);
  if (!entry || entry.kind === 'blank' || entry.kind === 'comment') return false;
  const line = file.tree.lines[entry.firstLine]!;
  return offset > line.end;
}

function headers(unit: UnitDocument, offset: number, line: LineAround): CompletionItem[] {
  const { file } = unit;
  const present = new Set(file.sections.map((section) => section.name));
  const typed = line.before.trimStart();
  // Up to the closing bracket, which the editor may have put in by itself.
  const rest = /^[A-Za-z-]*\]?/.exec(line.after)?.[0] ?? '';
  const range = rangeOf(unit, { start: offset - typed.length, end: offset + (typed === '' ? 0 : rest.length) });
  const isOpened = typed.startsWith('[');
  return file.sectionNames.map((name, index) => {
    const isPresent = present.has(name);
    const types = typesWith(name);
    const group = isOpened ? (isPresent ? ORDER.present : ORDER.wanted) : ORDER.section;
    return {
      label: `[${name}]`,
      kind: CompletionItemKind.Module,
      sortText: `${group}${isPresent ? 1 : 0}${index}`,
      ...(isPresent ? { labelDetails: { description: 'is there' } } : {}),
      ...(types.length === 1 ? { detail: `only in .${types[0]} files` } : {}),
      textEdit: { range, newText: `[${name}]` },
      data: { section: name } satisfies CompletionData,
    };
  });
}

function directives(unit: UnitDocument, section: JudgedSection, offset: number, line: LineAround): CompletionItem[] {
  const { file } = unit;
  const typed = line.before.trimStart();
  const rest = /^[\w-]*/.exec(line.after)?.[0] ?? '';
  const range = rangeOf(unit, { start: offset - typed.length, end: offset + rest.length });
  const hasEquals = /^\s*=/.test(line.after.slice(rest.length));
  const here = placeAt(file, offset).setting;
  const set = new Set(
    file.sections
      .filter((each) => each.name === section.name)
      .flatMap((each) => each.settings)
      .filter((setting) => setting !== here)
      .map((setting) => setting.assignment.name.value),
  );
  return directivesOf(section.name).map((directive) =>
    directiveItem(directive, file, range, { hasEquals, isSet: set.has(directive.name) }),
  );
}

function directiveItem(
  directive: Directive,
  file: UnitFile,
  range: Range,
  { hasEquals, isSet }: { hasEquals: boolean; isSet: boolean },
): CompletionItem {
  const { version } = file.target;
  const isOld = directive.removed || directive.replacement !== undefined || directive.page === undefined;
  const isTooNew = !knownIn(directive, version);
  const isSpent = isSet && !isRepeatable(directive);
  const group = isOld ? ORDER.old : isTooNew ? ORDER.tooNew : isSpent ? ORDER.present : ORDER.wanted;
  const note = isSpent
    ? 'is set'
    : isTooNew && directive.since !== undefined
      ? `systemd ${directive.since}`
      : undefined;
  const context = contextOf(file, directive);
  // A command begins with a path in nearly all cases: a list of prefixes would stand in the way.
  const hasValues =
    !hasEquals &&
    directive.parser !== 'exec' &&
    (valueTypeOf(directive, version).complete?.(EMPTY, 0, context).length ?? 0) > 0;
  return {
    label: directive.name,
    kind: CompletionItemKind.Property,
    sortText: group + directive.name,
    ...(note === undefined ? {} : { labelDetails: { description: note } }),
    ...(isOld || isTooNew ? { tags: [CompletionItemTag.Deprecated] } : {}),
    textEdit: { range, newText: hasEquals ? directive.name : `${directive.name}=` },
    ...(hasValues ? { command: SHOW_VALUES } : {}),
    data: { section: directive.section, name: directive.name, version } satisfies CompletionData,
  };
}

function values(unit: UnitDocument, { assignment, directive }: Setting, offset: number): CompletionItem[] {
  if (!directive) return [];
  const { value } = assignment;
  const { version } = unit.file.target;
  const inValue = value.offsetOf(offset) ?? value.length;
  const place = directive.section === 'Install' ? 'install' : 'unit';
  const suggestions = isBehindPercent(value.value, inValue)
    ? specifierSuggestions(value.value, inValue, place, version)
    : (valueTypeOf(directive, version).complete?.(value, inValue, contextOf(unit.file, directive)) ?? []);
  return suggestions.map((suggestion, index) => {
    const range = rangeOf(unit, replaced(unit, value.span(suggestion.start, suggestion.end), offset));
    const data: CompletionData =
      suggestion.kind === 'specifier'
        ? { specifier: suggestion.label }
        : { section: directive.section, name: directive.name, word: suggestion.label };
    return {
      label: suggestion.label,
      kind: KINDS[suggestion.kind],
      sortText: (suggestion.tooNew ? ORDER.tooNew : ORDER.wanted) + String(index).padStart(4, '0'),
      ...(suggestion.tooNew ? { tags: [CompletionItemTag.Deprecated] } : {}),
      ...(suggestion.detail === undefined ? {} : { labelDetails: { description: suggestion.detail } }),
      ...(suggestion.documentation === undefined
        ? { data }
        : { documentation: { kind: MarkupKind.Markdown, value: suggestion.documentation } }),
      textEdit: { range, newText: suggestion.label },
    };
  });
}

const KINDS: Readonly<Record<Suggestion['kind'], CompletionItemKind>> = {
  word: CompletionItemKind.EnumMember,
  boolean: CompletionItemKind.EnumMember,
  unit: CompletionItemKind.Module,
  user: CompletionItemKind.Constant,
  path: CompletionItemKind.File,
  number: CompletionItemKind.Value,
  specifier: CompletionItemKind.Variable,
  variable: CompletionItemKind.Variable,
};

/** An odd number of percent signs opens a specifier. */
function isBehindPercent(value: string, offset: number): boolean {
  return (/%+$/.exec(value.slice(0, offset))?.[0].length ?? 0) % 2 === 1;
}

function specifierSuggestions(value: string, offset: number, place: SpecifierPlace, version: number): Suggestion[] {
  const end = /[A-Za-z]/.test(value[offset] ?? '') ? offset + 1 : offset;
  return SPECIFIERS[place]
    .filter(({ deprecated, absentIn }) => !deprecated && !absentIn.some((without) => version <= without))
    .map(({ letter }) => ({ label: `%${letter}`, kind: 'specifier', start: offset - 1, end }));
}

/**
 * What a value takes the place of: the old one as far as it stands on the cursor's line (an edit over several lines is
 * refused by editors), or nothing where only blanks stand behind `Name=`.
 */
function replaced({ file }: UnitDocument, span: Span, offset: number): Span {
  if (span.start === span.end) return { start: offset, end: offset };
  const { before } = lineAround(file.tree.text, offset);
  const start = Math.max(span.start, offset - before.length);
  const lineEnd = file.tree.text.slice(offset).search(/[\r\n]/);
  const end = lineEnd < 0 ? span.end : Math.min(span.end, offset + lineEnd);
  return { start: Math.min(start, offset), end: Math.max(end, offset) };
}
