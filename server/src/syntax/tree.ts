import type { Line } from './lines.ts';
import type { Span, Text } from './text.ts';

/** What every entry of a file has. An entry takes whole physical lines; together the entries take the whole file. */
interface EntryBase extends Span {
  /** Index of its first and last physical line in `Tree.lines`. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** A line with nothing but white space. */
export interface Blank extends EntryBase {
  readonly kind: 'blank';
}

/** A line whose first character that is not blank is `#` or `;`. */
export interface Comment extends EntryBase {
  readonly kind: 'comment';
  /** From the comment sign to the end of the line, without its line end. */
  readonly content: Span;
}

/** What a logical line has: it may go over several physical lines, with comments between them. */
interface LogicalLine extends EntryBase {
  /** The joined text without white space at its ends. */
  readonly text: Text;
  /** Comment lines between the continued lines. */
  readonly comments: readonly Comment[];
}

/** `[Name]` */
export interface SectionHeader extends LogicalLine {
  readonly kind: 'section';
  /** What stands between the brackets. */
  readonly name: Text;
}

/** `Name=value` */
export interface Assignment extends LogicalLine {
  readonly kind: 'assignment';
  readonly name: Text;
  /** Offset of `=` in the file. */
  readonly equals: number;
  /** Without white space at its ends. */
  readonly value: Text;
}

/** Why systemd cannot read a line. */
export type InvalidReason = 'missing-equals' | 'missing-key' | 'malformed-section' | 'invalid-utf8' | 'line-too-long';

/** A line that is none of the others. */
export interface Invalid extends LogicalLine {
  readonly kind: 'invalid';
  readonly reason: InvalidReason;
}

export type Entry = Blank | Comment | SectionHeader | Assignment | Invalid;

/** A section header with what follows it, up to the next header. A section that comes twice is two of these. */
export interface Section extends Span {
  /** Missing for what stands above the first header, and where the header is malformed. */
  readonly header: SectionHeader | undefined;
  /** The malformed header that opens this section; systemd stops reading there. */
  readonly malformed: Invalid | undefined;
  readonly entries: readonly Entry[];
}

/** A whole file. Made of any text whatever; the text can be put together from it again (see `rebuild`). */
export interface Tree {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly entries: readonly Entry[];
  readonly sections: readonly Section[];
}

/** The entry whose lines hold the offset; at the very end of the text, the last one. Undefined in an empty file. */
export function entryAt(tree: Tree, offset: number): Entry | undefined {
  const { entries } = tree;
  let low = 0;
  let high = entries.length - 1;
  if (high < 0) return undefined;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (entries[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return entries[low];
}

/** The section that the offset stands in. */
export function sectionAt(tree: Tree, offset: number): Section | undefined {
  let found: Section | undefined;
  for (const section of tree.sections) {
    if (section.start > offset) break;
    found = section;
  }
  return found;
}

/** Puts the text together again from the entries: equal to the input for every input. */
export function rebuild(tree: Tree): string {
  return tree.entries.map((entry) => tree.text.slice(entry.start, entry.end)).join('');
}
