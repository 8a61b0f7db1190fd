/** Parts of a value – words, fields of words – with the place they stand at. */
import { type ExtractFlags, extractFirstWord, type Word } from './extract-word.ts';

/** A part of a value as systemd sees it, and the characters it was made of. */
export interface Piece {
  /** Quotes gone, escapes replaced. */
  readonly value: string;
  /** UTF-16 offsets in the value of the directive. */
  readonly start: number;
  readonly end: number;
}

/** The most words that are looked at in a list; nobody writes longer ones, and the editor must not wait for them. */
export const MOST_WORDS = 2000;

/** The most characters of a value that are looked at, for the same reason. */
export const LONGEST_JUDGED = 64 * 1024;

/** The most problems that are told of one value. */
export const MOST_PROBLEMS = 50;

/** True where each character of the piece stands in the value as it is. */
export function isExact({ value, start, end }: Piece): boolean {
  return end - start === value.length;
}

/** The whole of a text as a piece. */
export function wholePiece(text: string): Piece {
  return { value: text, start: 0, end: text.length };
}

/** A word of a text as a piece; quotes around the whole of it stay outside. */
export function pieceOf(text: string, { value, start, end }: Piece): Piece {
  const opensWithQuote = text[start] === '"' || text[start] === "'";
  const isQuoted =
    opensWithQuote && value !== '' && end - start === value.length + 2 && text.startsWith(value, start + 1);
  return isQuoted ? { value, start: start + 1, end: end - 1 } : { value, start, end };
}

/** A part of a piece (offsets in the piece) as a piece of the whole value; the whole piece, where places got lost. */
export function pieceWithin(outer: Piece, inner: Piece): Piece {
  if (!isExact(outer)) return { value: inner.value, start: outer.start, end: outer.end };
  return { value: inner.value, start: outer.start + inner.start, end: outer.start + inner.end };
}

/** A piece without its first characters (a sign before a path, say). */
export function pieceBehind(piece: Piece, count: number): Piece {
  return { value: piece.value.slice(count), start: isExact(piece) ? piece.start + count : piece.start, end: piece.end };
}

/** The words of a text one by one, and at the end the rest that cannot be read, if there is one. */
export function* wordsIn(text: string, flags: ExtractFlags, separators?: string): Generator<Piece | Unreadable> {
  const isCut = text.length > LONGEST_JUDGED;
  const judged = isCut ? text.slice(0, LONGEST_JUDGED) : text;
  let from: number | undefined = 0;
  for (let count = 0; count < MOST_WORDS; count++) {
    const word: Word | undefined | 'invalid' = extractFirstWord(judged, from, flags, separators);
    // What reaches to the cut may go on behind it.
    if (isCut && (word === 'invalid' || word?.end === judged.length)) return;
    if (word === 'invalid') {
      yield { unreadableFrom: from ?? 0 };
      return;
    }
    if (!word) return;
    yield pieceOf(judged, word);
    from = word.next;
  }
}

/** Where reading words had to stop. */
export interface Unreadable {
  readonly unreadableFrom: number;
}

export function isUnreadable(piece: Piece | Unreadable): piece is Unreadable {
  return 'unreadableFrom' in piece;
}

/** Takes fields off a piece, several at a time (`src/basic/extract-word.c: extract_many_words`). */
export class FieldReader {
  readonly #outer: Piece;
  readonly #flags: ExtractFlags;
  readonly #separators: string;
  #next: number | undefined = 0;

  constructor(outer: Piece, flags: ExtractFlags, separators = ':') {
    this.#outer = outer;
    this.#flags = flags;
    this.#separators = separators;
  }

  /** At most `count` fields; `'invalid'` where one of them has an escape that systemd does not know. */
  take(count: number): Piece[] | 'invalid' {
    const fields: Piece[] = [];
    while (fields.length < count) {
      const word = extractFirstWord(this.#outer.value, this.#next, this.#flags, this.#separators);
      if (word === 'invalid') return 'invalid';
      if (!word) break;
      fields.push(pieceWithin(this.#outer, word));
      this.#next = word.next;
    }
    return fields;
  }

  /** True where no characters are left; a separator at the end may still open an empty field. */
  get isAtEnd(): boolean {
    return this.#next === undefined || this.#next >= this.#outer.value.length;
  }
}

/** The fields of the word under the cursor, as far as they are written. */
export interface FieldsAt {
  /** All fields of the word, at least one. */
  readonly fields: readonly Piece[];
  /** Which of them the offset stands in. */
  readonly index: number;
  /** The word itself. */
  readonly word: Piece;
}

/**
 * The fields of the word at an offset, for completion and hover: the characters as they stand, with no regard to what
 * systemd would make of them.
 */
export function fieldsAt(text: string, offset: number, separator = ':'): FieldsAt {
  const word = wordAt(text, offset);
  const fields: Piece[] = [];
  let start = word.start;
  for (let at = word.start; at <= word.end; at++) {
    if (text[at] === '\\') {
      at++;
    } else if (at === word.end || text[at] === separator) {
      fields.push({ value: text.slice(start, at), start, end: at });
      start = at + 1;
    }
  }
  if (fields.length === 0 || start <= word.end) {
    fields.push({
      value: text.slice(Math.min(start, word.end), word.end),
      start: Math.min(start, word.end),
      end: word.end,
    });
  }
  const index = fields.findLastIndex((field) => field.start <= offset);
  return { fields, index: Math.max(0, index), word };
}

/** In longer values there is no help at the cursor. */
const LONGEST_HELPED = 20_000;

/** A field as a reader wants to see it: without quotes. */
export function shown({ value }: Piece): string {
  return value.replace(/["']/g, '');
}

/** The word at an offset, quotes around it left out; an empty one between words. */
export function wordAt(text: string, offset: number): Piece {
  let from: number | undefined = 0;
  const nothing = { value: '', start: offset, end: offset };
  if (text.length > LONGEST_HELPED) return nothing;
  for (;;) {
    const word: Word | undefined | 'invalid' = extractFirstWord(text, from, {
      unquote: true,
      retainEscape: true,
      relax: true,
    });
    if (!word || word === 'invalid' || word.start > offset) return nothing;
    if (offset <= word.end) {
      const quote = /["']/.test(text[word.start] ?? '') ? text[word.start] : undefined;
      const start = quote === undefined ? word.start : word.start + 1;
      const isClosed = quote !== undefined && word.end > start && text[word.end - 1] === quote;
      const end = isClosed ? word.end - 1 : word.end;
      return { value: text.slice(start, end), start, end };
    }
    from = word.next;
  }
}
