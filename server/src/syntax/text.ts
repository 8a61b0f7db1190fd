/** A range of the source, as UTF-16 offsets: `start` inclusive, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** From `at` in the logical text on, characters stand one after the other from `source` in the file. */
interface Segment {
  readonly at: number;
  readonly source: number;
}

/**
 * A piece of a logical line: the characters as systemd sees them, with the way back to where each stands in the file.
 *
 * Where a value is continued over several lines, `value` is the joined text (each continuation backslash is a space, as
 * in systemd, and comment lines in between are gone), so a parser of values never has to know about lines.
 */
export class Text {
  readonly value: string;
  /** Where the first character stands in the file. */
  readonly #start: number;
  /** Only for a text of several pieces: most values stand on one line, and there are many of them. */
  readonly #segments: readonly Segment[] | undefined;

  private constructor(value: string, start: number, segments?: readonly Segment[]) {
    this.value = value;
    this.#start = start;
    this.#segments = segments;
  }

  /** A text that stands in one piece at `source`. */
  static at(value: string, source: number): Text {
    return new Text(value, source);
  }

  /** The text that several pieces make when they are joined without anything between them. */
  static join(pieces: readonly { readonly value: string; readonly source: number }[]): Text {
    const segments: Segment[] = [];
    let value = '';
    for (const piece of pieces) {
      segments.push({ at: value.length, source: piece.source });
      value += piece.value;
    }
    return new Text(value, segments[0]?.source ?? 0, segments);
  }

  get length(): number {
    return this.value.length;
  }

  /** Where the character at `offset` of this text stands in the file (UTF-16 offset). */
  source(offset: number): number {
    if (!this.#segments) return this.#start + offset;
    const segment = segmentAt(this.#segments, offset);
    return segment.source + (offset - segment.at);
  }

  /** The range of the file that the characters from `start` to `end` of this text take. */
  span(start = 0, end = this.value.length): Span {
    if (end <= start) return { start: this.source(start), end: this.source(start) };
    // The end belongs to the last character, not to the line that the next one stands in.
    return { start: this.source(start), end: this.source(end - 1) + 1 };
  }

  /** The offset in this text for an offset of the file; undefined outside of it. The end counts as inside. */
  offsetOf(source: number): number | undefined {
    if (!this.#segments) {
      const offset = source - this.#start;
      return offset >= 0 && offset <= this.value.length ? offset : undefined;
    }
    for (let i = this.#segments.length - 1; i >= 0; i--) {
      const segment = this.#segments[i]!;
      if (source < segment.source) continue;
      const end = this.#segments[i + 1]?.at ?? this.value.length;
      const offset = segment.at + (source - segment.source);
      return offset <= end ? offset : undefined;
    }
    return undefined;
  }

  /** A part of this text. */
  slice(start: number, end = this.value.length): Text {
    const source = this.source(start);
    if (!this.#segments) return new Text(this.value.slice(start, end), source);
    const segments: Segment[] = [{ at: 0, source }];
    for (const segment of this.#segments) {
      if (segment.at > start && segment.at < end) segments.push({ at: segment.at - start, source: segment.source });
    }
    return new Text(this.value.slice(start, end), source, segments);
  }

  /** This text without white space at both ends (`src/basic/string-util.c: strstrip`). */
  trim(): Text {
    let start = 0;
    let end = this.value.length;
    while (start < end && isBlank(this.value.charCodeAt(start))) start++;
    while (end > start && isBlank(this.value.charCodeAt(end - 1))) end--;
    return start === 0 && end === this.value.length ? this : this.slice(start, end);
  }
}

function segmentAt(segments: readonly Segment[], offset: number): Segment {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (segments[middle]!.at <= offset) low = middle;
    else high = middle - 1;
  }
  return segments[low]!;
}

/** systemd's white space: blank, tab, line feed, carriage return (`src/fundamental/string-util.h: WHITESPACE`). */
export function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 13;
}
