/** Small helpers for values that are lists of words. */

import type { Problem, Suggestion } from '../value-type.ts';
import { type ExtractFlags, extractFirstWord, type Word } from './extract-word.ts';

/** A part of a value by its offsets. */
export interface Item {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** More problems than this of one value help nobody, and take time. */
export const MOST_PROBLEMS = 50;

/** No list that people write is longer; what stands behind so much is not looked at. */
const MOST_WORDS = 2000;
const MOST_CHARACTERS = 65536;

/** Words of a value; `invalidAt` is where the first word starts that cannot be read. */
export interface WordList {
  readonly words: readonly Word[];
  readonly invalidAt: number | undefined;
}

/** All words of a value up to the first that cannot be read, as `extractWords`, in limited time. */
export function readWords(text: string, flags: ExtractFlags = {}): WordList {
  const isCut = text.length > MOST_CHARACTERS;
  const judged = isCut ? cut(text) : text;
  const words: Word[] = [];
  let from: number | undefined = 0;
  while (words.length < MOST_WORDS) {
    const word = extractFirstWord(judged, from, flags);
    if (word === 'invalid') return { words, invalidAt: isCut ? undefined : (from ?? 0) };
    if (!word) break;
    words.push(word);
    from = word.next;
  }
  return { words, invalidAt: undefined };
}

/** The start of a text, up to the end of a word if there is one. */
function cut(text: string): string {
  const start = text.slice(0, MOST_CHARACTERS);
  const blank = Math.max(start.lastIndexOf(' '), start.lastIndexOf('\t'));
  return blank > 0 ? start.slice(0, blank) : start;
}

/** The characters without blanks around an offset; an empty item where there are none. */
export function itemAt(text: string, offset: number): Item {
  let start = Math.min(offset, text.length);
  let end = start;
  while (start > 0 && !isBlank(text[start - 1]!)) start--;
  while (end < text.length && !isBlank(text[end]!)) end++;
  return { start, end, text: text.slice(start, end) };
}

/** The items of a list that the one at the offset is not; at most the first thousand. */
export function otherItems(text: string, offset: number): Set<string> {
  if (text.length > MOST_CHARACTERS) return new Set();
  const { start, end } = itemAt(text, offset);
  return new Set(`${text.slice(0, start)} ${text.slice(end)}`.split(/[ \t\n\r]+/, 1000));
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r';
}

/** A text as messages quote it: not longer than a line. */
export function quoted(text: string): string {
  return text.length <= 80 ? `“${text}”` : `“${text.slice(0, 79)}…”`;
}

/** Words in the place of an item. */
export function suggest(
  item: Item,
  kind: Suggestion['kind'],
  words: Iterable<Omit<Suggestion, 'kind' | 'start' | 'end'>>,
): Suggestion[] {
  return [...words].map((word) => ({ ...word, kind, start: item.start, end: item.end }));
}

/** A backslash at the very end, or a quote without its partner: systemd cannot tell words apart. */
export function quotingProblem(text: string, at: number, verdict: string): Problem {
  const isBackslash = text.endsWith('\\') && !/["']/.test(text.slice(at));
  const why = isBackslash ? 'nothing follows the backslash at its end' : 'a quote has no partner';
  return { code: 'invalid-quoting', start: at, end: text.length, message: `${verdict}: ${why}.` };
}
