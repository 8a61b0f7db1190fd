/** Specifiers in one word of a value: what it becomes, or the problem that keeps systemd from taking it. */
import { isLongerThan } from '../../syntax/lines.ts';
import type { Text } from '../../syntax/text.ts';
import type { Context, Problem } from '../value-type.ts';
import type { Piece } from './piece.ts';
import { expandSpecifiers } from './specifiers.ts';

/** What systemd does when a word is not to its taste, as the start of a sentence. */
export type Outcome = 'ignores this line' | 'refuses this unit' | 'skips this word';

/** The most that the result may have, in bytes; 1 MB unless told (`unit_full_printf_full`). */
export interface Limits {
  readonly longest?: number;
  readonly outcome?: Outcome;
}

/** The word with its specifiers replaced (`unit_full_printf` and its kin). */
export function resolve(
  text: Text,
  piece: Piece,
  context: Context,
  { longest = 1024 * 1024, outcome = 'ignores this line' }: Limits = {},
): { value: string } | { problem: Problem } {
  const { value, unknownAt } = expandSpecifiers(piece.value, 'unit', context);
  if (unknownAt !== undefined) {
    const specifier = piece.value.slice(unknownAt, unknownAt + 2);
    return {
      problem: {
        code: 'invalid-specifier',
        ...rangeOf(text.value, piece, unknownAt, unknownAt + 2),
        message: `systemd ${outcome}: it knows no specifier “${specifier}” here. A plain percent sign is “%%”.`,
        instead: [`%${specifier}`],
      },
    };
  }
  if (isLongerThan(value, longest)) {
    return {
      problem: {
        code: 'invalid-list-item',
        start: piece.start,
        end: piece.end,
        message: `systemd ${outcome}: this is too long, it may have ${longest} bytes.`,
      },
    };
  }
  return { value };
}

/**
 * Where a part of a word stands in the value it came from: exact for a word without quotes and escapes, else where the
 * part is found as it is written, else the whole word.
 */
export function rangeOf(text: string, piece: Piece, from: number, to: number): { start: number; end: number } {
  const { value, start, end } = piece;
  if (value.length === end - start) return { start: start + from, end: start + to };
  const part = value.slice(from, to);
  const found = part === '' ? -1 : text.slice(start, end).indexOf(part, from);
  return found >= 0 ? { start: start + found, end: start + found + part.length } : { start, end };
}
