/**
 * Physical lines, split where systemd splits them.
 */

/** One physical line of a file. All offsets are UTF-16 offsets into the whole text. */
export interface Line {
  /** First character. */
  readonly start: number;
  /** Behind the last character that belongs to the line (before its line end). */
  readonly end: number;
  /** Start of the next line: behind the line end. Equals `end` where the file stops without one. */
  readonly next: number;
}

/** The longest line that systemd reads, in bytes (`src/basic/fileio.h: LONG_LINE_MAX`). */
export const LONG_LINE_MAX = 1024 * 1024;

const CR = 13;
const LF = 10;

/**
 * Splits a text into physical lines.
 *
 * A line end is `\n`, `\r` or NUL, or one of the combinations `\r\n`, `\n\r`, each with an optional NUL behind it
 * (`src/basic/fileio.c: read_line_full`). An empty text has no line, and a line end at the end of the text does not
 * open another line.
 */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  const lineEnd = /[\n\r\0]/g;
  let start = 0;
  while (start < text.length) {
    lineEnd.lastIndex = start;
    const end = lineEnd.exec(text)?.index ?? text.length;
    const next = skipLineEnd(text, end);
    lines.push({ start, end, next });
    start = next;
  }
  return lines;
}

function skipLineEnd(text: string, at: number): number {
  const first = text.charCodeAt(at);
  let next = at;
  if (first === LF || first === CR) {
    const partner = first === LF ? CR : LF;
    next += text.charCodeAt(next + 1) === partner ? 2 : 1;
  }
  // A NUL ends the sequence, alone or behind the others.
  if (text.charCodeAt(next) === 0) next += 1;
  return next;
}

/** True when the text takes more than `limit` bytes as UTF-8. Only counts bytes where the length leaves doubt. */
export function isLongerThan(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  if (text.length * 3 <= limit) return false;
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // A surrogate pair is four bytes: two for each half.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit & 0xf800) === 0xd800 ? 2 : 3;
  }
  return bytes > limit;
}

/**
 * True when systemd takes the text for valid UTF-8 (`src/basic/utf8.c: utf8_is_valid`, `unichar_is_valid`): no lone
 * surrogate (which is how a byte that is not UTF-8 stands in a JavaScript string, see `cli/decode.ts`) and none of the
 * code points that Unicode keeps for no character.
 */
export function isValidUtf8(text: string): boolean {
  if (!/[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/.test(text)) return true;
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    if (point >= 0xd800 && point <= 0xdfff) return false;
    if (point >= 0xfdd0 && point <= 0xfdef) return false;
    if ((point & 0xfffe) === 0xfffe) return false;
  }
  return true;
}
