import { isLongerThan, isValidUtf8, type Line, LONG_LINE_MAX, splitLines } from './lines.ts';
import { isBlank, Text } from './text.ts';
import type { Assignment, Comment, Entry, Invalid, Section, SectionHeader, Tree } from './tree.ts';

const BYTE_ORDER_MARK = '\ufeff';
const BACKSLASH = 92;
const NUMBER_SIGN = 35;
const SEMICOLON = 59;

/**
 * Reads a unit file as systemd does (`src/shared/conf-parser.c: config_parse`, `parse_line`).
 *
 * Never fails: every text gives a tree. Names are not looked up here; which sections and directives exist is the
 * catalogue's matter.
 */
export function parse(text: string): Tree {
  const lines = splitLines(text);
  const entries: Entry[] = [];
  const reader = new Reader(text, lines);
  for (let entry = reader.next(); entry; entry = reader.next()) entries.push(entry);
  return { text, lines, entries, sections: groupSections(entries, text.length) };
}

interface Piece {
  readonly value: string;
  readonly source: number;
}

class Reader {
  readonly #text: string;
  readonly #lines: readonly Line[];
  #at = 0;
  #byteOrderMarkSeen = false;

  constructor(text: string, lines: readonly Line[]) {
    this.#text = text;
    this.#lines = lines;
  }

  /** The next entry: one physical line, or as many as a continuation joins. */
  next(): Entry | undefined {
    const firstLine = this.#at;
    const line = this.#lines[this.#at++];
    if (!line) return undefined;
    const comment = this.#comment(line, firstLine);
    if (comment) return comment;

    let value = this.#content(line);
    let source = line.end - value.length;
    if (!endsWithContinuation(value)) {
      const logical = { value: Text.at(value, source), comments: [] };
      return this.#classify(logical, firstLine, firstLine);
    }

    const pieces: Piece[] = [];
    const comments: Comment[] = [];
    let lastLine = firstLine;
    for (;;) {
      const continued = endsWithContinuation(value);
      // systemd puts a blank where the backslash stood.
      pieces.push({ value: continued ? `${value.slice(0, -1)} ` : value, source });
      if (!continued) break;
      // Comment lines do not end a continuation; a blank line does.
      let following = this.#lines[this.#at];
      while (following) {
        const between = this.#comment(following, this.#at);
        if (!between) break;
        comments.push(between);
        following = this.#lines[++this.#at];
      }
      if (!following) {
        lastLine = this.#at - 1;
        break;
      }
      lastLine = this.#at++;
      value = this.#content(following);
      source = following.end - value.length;
    }
    return this.#classify({ value: Text.join(pieces), comments }, firstLine, lastLine);
  }

  #comment(line: Line, index: number): Comment | undefined {
    let at = line.start;
    while (at < line.end && isBlank(this.#text.charCodeAt(at))) at++;
    const sign = at < line.end ? this.#text.charCodeAt(at) : 0;
    if (sign !== NUMBER_SIGN && sign !== SEMICOLON) return undefined;
    return {
      kind: 'comment',
      start: line.start,
      end: line.next,
      firstLine: index,
      lastLine: index,
      content: { start: at, end: line.end },
    };
  }

  /** The characters of a line, without the first byte-order mark of the file. */
  #content(line: Line): string {
    const content = this.#text.slice(line.start, line.end);
    if (this.#byteOrderMarkSeen || !content.startsWith(BYTE_ORDER_MARK)) return content;
    this.#byteOrderMarkSeen = true;
    return content.slice(1);
  }

  #classify(logical: { value: Text; comments: readonly Comment[] }, firstLine: number, lastLine: number): Entry {
    const start = this.#lines[firstLine]!.start;
    const end = this.#lines[lastLine]!.next;
    const text = logical.value.trim();
    const base = { start, end, firstLine, lastLine };
    if (text.length === 0) return { kind: 'blank', ...base };
    const line = { ...base, text, comments: logical.comments };
    const invalid = (reason: Invalid['reason']): Invalid => ({ kind: 'invalid', reason, ...line });

    if (isTooLong(logical.value.value)) return invalid('line-too-long');
    if (!isValidUtf8(text.value)) return invalid('invalid-utf8');
    if (text.value.startsWith('[')) {
      if (!text.value.endsWith(']')) return invalid('malformed-section');
      return { kind: 'section', ...line, name: text.slice(1, text.length - 1) } satisfies SectionHeader;
    }
    const equals = text.value.indexOf('=');
    if (equals < 0) return invalid('missing-equals');
    if (equals === 0) return invalid('missing-key');
    return {
      kind: 'assignment',
      ...line,
      name: text.slice(0, equals).trim(),
      equals: text.source(equals),
      value: text.slice(equals + 1).trim(),
    } satisfies Assignment;
  }
}

/** systemd gives up at `LONG_LINE_MAX` bytes in a line, whether or not more would follow (`read_line_full`). */
function isTooLong(value: string): boolean {
  return isLongerThan(value, LONG_LINE_MAX - 1);
}

/** True when the line ends in a backslash that is not itself escaped. */
function endsWithContinuation(line: string): boolean {
  let count = 0;
  for (let at = line.length - 1; at >= 0 && line.charCodeAt(at) === BACKSLASH; at--) count++;
  return count % 2 === 1;
}

function groupSections(entries: readonly Entry[], length: number): Section[] {
  const sections: Section[] = [];
  let open = { header: undefined as SectionHeader | undefined, malformed: undefined as Invalid | undefined, from: 0 };
  const close = (to: number): void => {
    const slice = entries.slice(open.from, to);
    const isOpening = open.header !== undefined || open.malformed !== undefined;
    if (!isOpening && slice.length === 0) return;
    sections.push({
      header: open.header,
      malformed: open.malformed,
      entries: isOpening ? slice.slice(1) : slice,
      start: slice[0]?.start ?? 0,
      end: slice.at(-1)?.end ?? length,
    });
  };
  for (const [index, entry] of entries.entries()) {
    const isMalformed = entry.kind === 'invalid' && entry.reason === 'malformed-section';
    if (entry.kind !== 'section' && !isMalformed) continue;
    close(index);
    open = {
      header: entry.kind === 'section' ? entry : undefined,
      malformed: isMalformed ? entry : undefined,
      from: index,
    };
  }
  close(entries.length);
  return sections;
}
