/** Resource limits (`src/basic/rlimit-util.c`). */
import { extractFirstWord } from '../common/extract-word.ts';
import { INFINITE, parseSeconds } from '../time/time-span.ts';
import { MAX_64, parseUnsigned64 } from './number.ts';
import { parseSize } from './size.ts';

/** What a limit counts; decides how it is written. */
export type RlimitKind = 'bytes' | 'number' | 'seconds' | 'microseconds' | 'nice';

/** `rlimit_parse_table` */
const KINDS: Readonly<Record<string, RlimitKind>> = {
  RLIMIT_CPU: 'seconds',
  RLIMIT_FSIZE: 'bytes',
  RLIMIT_DATA: 'bytes',
  RLIMIT_STACK: 'bytes',
  RLIMIT_CORE: 'bytes',
  RLIMIT_RSS: 'bytes',
  RLIMIT_NOFILE: 'number',
  RLIMIT_AS: 'bytes',
  RLIMIT_NPROC: 'number',
  RLIMIT_MEMLOCK: 'bytes',
  RLIMIT_LOCKS: 'number',
  RLIMIT_SIGPENDING: 'number',
  RLIMIT_MSGQUEUE: 'bytes',
  RLIMIT_NICE: 'nice',
  RLIMIT_RTPRIO: 'number',
  RLIMIT_RTTIME: 'microseconds',
};

/** No limit (`RLIM_INFINITY`). */
export const UNLIMITED = MAX_64;

export function rlimitKind(resource: string | undefined): RlimitKind {
  return KINDS[resource ?? ''] ?? 'number';
}

/** One of the two limits of a value. */
export interface OneLimit {
  /** As written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** In bytes, seconds … (see `RlimitKind`); undefined where systemd does not take it. */
  readonly amount: bigint | undefined;
}

export interface Rlimit {
  readonly soft: OneLimit;
  /** Absent where one number stands for both. */
  readonly hard?: OneLimit;
  /** What stands behind the hard limit, where it does not belong. */
  readonly surplusAt?: number;
}

/** `SOFT[:HARD]` (`rlimit_parse`). Undefined where a backslash stands at the end. */
export function readRlimit(text: string, kind: RlimitKind): Rlimit | undefined {
  const flags = { dontCoalesceSeparators: true };
  const first = extractFirstWord(text, 0, flags, ':');
  if (!first || first === 'invalid') return undefined;
  const soft = { text: first.value, start: first.start, end: first.end, amount: parseOne(first.value, kind) };
  const second = extractFirstWord(text, first.next, flags, ':');
  if (second === 'invalid') return undefined;
  if (!second) return { soft };
  const hard = { text: second.value, start: second.start, end: second.end, amount: parseOne(second.value, kind) };
  const isSurplus = second.next !== undefined && second.next < text.length;
  return isSurplus ? { soft, hard, surplusAt: second.next - 1 } : { soft, hard };
}

/** `rlimit_parse_one` and what it calls. */
function parseOne(text: string, kind: RlimitKind): bigint | undefined {
  if (kind === 'nice') return parseNiceLimit(text);
  if (kind === 'seconds') {
    const span = parseSeconds(text);
    if (typeof span !== 'bigint') return undefined;
    return span === INFINITE ? UNLIMITED : (span + 999_999n) / 1_000_000n;
  }
  if (kind === 'microseconds') return parseMicroseconds(text);
  if (text === 'infinity') return UNLIMITED;
  const amount = kind === 'bytes' ? parseSize(text, 1024) : parseUnsigned64(text);
  return amount !== undefined && amount < UNLIMITED ? amount : undefined;
}

/** `rlimit_parse_usec`: a span in which a number without a unit counts microseconds. */
function parseMicroseconds(text: string): bigint | undefined {
  const isBare = /([0-9]\.?)(?=[ \t\n\r]*$|[ \t\n\r]+[0-9.+-])/g;
  const span = parseSeconds(text.replace(isBare, '$1us'));
  return typeof span === 'bigint' ? span : undefined;
}

/**
 * `rlimit_parse_nice`: with a sign, a nice level from −20 to +19; without one, the limit as the kernel counts it, which
 * is 20 less the nice level.
 */
function parseNiceLimit(text: string): bigint | undefined {
  const sign = text[0];
  const isLevel = sign === '+' || sign === '-';
  const number = parseUnsigned64(isLevel ? text.slice(1) : text);
  if (number === undefined) return undefined;
  if (sign === '+') return number < 20n ? 20n - number : undefined;
  if (sign === '-') return number <= 20n ? 20n + number : undefined;
  return number <= 40n ? number : undefined;
}
