/** Sets of processors or memory nodes: `0-3,8` (`src/shared/cpu-set-util.c`, `src/basic/parse-util.c: parse_range`). */
import { extractFirstWord, WHITESPACE } from '../common/extract-word.ts';
import { isUnreadable, type Piece, wordsIn } from '../common/piece.ts';
import { parseUnsigned } from './number.ts';

/** The largest number that systemd takes, and one more (`CPU_SET_MAX_NCPU`). */
const MAX_NUMBERS = 8192;
const LARGEST_UNSIGNED = 0xffffffff;

export type CpuSetFault = 'not a number' | 'backwards' | 'too large';

export interface CpuSet {
  /** The words that are ranges. */
  readonly ranges: readonly { readonly word: Piece; readonly first: number; readonly last: number }[];
  /** The words that systemd skips, or for which it gives up the whole line. */
  readonly faults: readonly { readonly word: Piece; readonly fault: CpuSetFault }[];
  /** Where quotes start that do not pair: systemd gives up the line. */
  readonly invalidAt: number | undefined;
}

/**
 * A list of numbers and ranges, kept apart by commas or white space (`config_parse_cpu_set`; up to systemd 257
 * `parse_cpu_set_full`, which gives up the line at the first fault).
 */
export function readCpuSet(text: string, version: number): CpuSet {
  const ranges: { word: Piece; first: number; last: number }[] = [];
  const faults: { word: Piece; fault: CpuSetFault }[] = [];
  for (const word of wordsIn(text, { unquote: true }, `${WHITESPACE},`)) {
    if (isUnreadable(word)) return { ranges, faults, invalidAt: word.unreadableFrom };
    const range = parseRange(word.value);
    if (!range) faults.push({ word, fault: 'not a number' });
    else if (range.first > range.last) faults.push({ word, fault: 'backwards' });
    else if (range.last < MAX_NUMBERS) ranges.push({ word, ...range });
    // Up to 257 the loop over a range never reaches the very last number there is.
    else if (version > 257 || range.first !== LARGEST_UNSIGNED) faults.push({ word, fault: 'too large' });
  }
  return { ranges, faults, invalidAt: undefined };
}

/** How many different numbers there are in a set. */
export function sizeOfCpuSet({ ranges }: CpuSet): number {
  let size = 0;
  let next = 0;
  for (const { first, last } of [...ranges].sort((a, b) => a.first - b.first)) {
    size += Math.max(0, last - Math.max(first, next) + 1);
    next = Math.max(next, last + 1);
  }
  return size;
}

/** `3` or `0-7` (`parse_range`). */
export function parseRange(text: string): { first: number; last: number } | undefined {
  const word = extractFirstWord(text, 0, { dontCoalesceSeparators: true }, '-');
  if (!word || word === 'invalid') return undefined;
  const first = parseUnsigned(word.value);
  if (first === undefined) return undefined;
  if (word.next === undefined) return { first, last: first };
  const last = parseUnsigned(text.slice(word.next));
  return last === undefined ? undefined : { first, last };
}
