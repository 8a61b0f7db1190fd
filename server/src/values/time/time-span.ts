/**
 * Spans of time: `5min 30s`, `1.5h`, `infinity` (`src/basic/time-util.c`). Lengths are exact up to 2^64 − 1.
 */

/** What `infinity` is: the largest number of 64 bits (`USEC_INFINITY`, `NSEC_INFINITY`). */
export const INFINITE = 0xffff_ffff_ffff_ffffn;

/** Units with their lengths in seconds, in the order in which they are tried: the first that fits is taken. */
const SECONDS: readonly (readonly [name: string, seconds: number])[] = [
  ['seconds', 1],
  ['second', 1],
  ['sec', 1],
  ['s', 1],
  ['minutes', 60],
  ['minute', 60],
  ['min', 60],
  ['months', 2_629_800],
  ['month', 2_629_800],
  ['M', 2_629_800],
  ['msec', 1e-3],
  ['ms', 1e-3],
  ['m', 60],
  ['hours', 3_600],
  ['hour', 3_600],
  ['hr', 3_600],
  ['h', 3_600],
  ['days', 86_400],
  ['day', 86_400],
  ['d', 86_400],
  ['weeks', 604_800],
  ['week', 604_800],
  ['w', 604_800],
  ['years', 31_557_600],
  ['year', 31_557_600],
  ['y', 31_557_600],
  ['usec', 1e-6],
  ['us', 1e-6],
  // The Greek letter and the micro sign.
  ['\u03bcs', 1e-6],
  ['\u00b5s', 1e-6],
];

/** A name and a length, whole and exact as a floating-point number. */
type Unit = readonly [name: string, length: number];

/** In what a span is counted, and what a number without a unit stands for. */
interface Scale {
  readonly byFirstLetter: ReadonlyMap<string, readonly Unit[]>;
  readonly bare: Unit;
}

const IN_NANOSECONDS: readonly Unit[] = [
  ...SECONDS.map(([name, seconds]): Unit => [name, Math.round(seconds * 1e6) * 1e3]),
  ['nsec', 1],
  ['ns', 1],
];

const MICROSECONDS = scale(
  SECONDS.map(([name, seconds]) => [name, Math.round(seconds * 1e6)]),
  1e6,
);
const NANOSECONDS = scale(IN_NANOSECONDS, 1);

function scale(units: readonly Unit[], bare: number): Scale {
  const byFirstLetter = new Map<string, Unit[]>();
  for (const unit of units) byFirstLetter.set(unit[0][0]!, [...(byFirstLetter.get(unit[0][0]!) ?? []), unit]);
  return { byFirstLetter, bare: ['', bare] };
}

/** The names of all units, for "did you mean". */
export const UNIT_NAMES: readonly string[] = IN_NANOSECONDS.map(([name]) => name);

/** Why a text is no span, and where (offsets in the text). */
export interface SpanFault {
  readonly fault: 'empty' | 'number' | 'unit' | 'negative' | 'fraction' | 'too-long' | 'behind-infinity';
  readonly start: number;
  readonly end: number;
}

/** Microseconds of a span; a number without a unit counts seconds (`parse_sec`, which is `parse_time`). */
export function parseSeconds(text: string): bigint | SpanFault {
  return parseSpan(text, MICROSECONDS);
}

/** Nanoseconds of a span; a number without a unit counts nanoseconds (`parse_nsec`). */
export function parseNanoseconds(text: string): bigint | SpanFault {
  return parseSpan(text, NANOSECONDS);
}

/** What lies behind so many characters is let pass, so that no text takes long. */
const MOST_LOOKED_AT = 100_000;

function parseSpan(text: string, { byFirstLetter, bare }: Scale): bigint | SpanFault {
  let at = skipBlanks(text, 0);
  if (text.startsWith('infinity', at)) {
    const behind = skipBlanks(text, at + 'infinity'.length);
    return behind === text.length ? INFINITE : { fault: 'behind-infinity', start: behind, end: text.length };
  }
  const sum = new Sum();
  const number: ReadNumber = { count: 0, point: -1, end: 0 };
  let isFirst = true;
  for (;;) {
    at = skipBlanks(text, at);
    if (at === text.length || at > MOST_LOOKED_AT)
      return isFirst ? { fault: 'empty', start: 0, end: text.length } : sum.total;
    const fault = readNumber(text, at, number);
    if (fault) return fault;
    const { count, point, end: numberEnd } = number;
    const unitAt = skipBlanks(text, numberEnd);
    const [name, length] = (isNoLetter(text, unitAt) ? undefined : unitAtOffset(text, unitAt, byFirstLetter)) ?? bare;
    const behind = unitAt + name.length;
    if (behind === numberEnd && behind < text.length) return wordAround(text, 'unit', behind);
    if (!sum.add(count, length)) return { fault: 'too-long', start: at, end: behind };
    // Fractions lose what is below the smallest unit, digit by digit.
    let share = length;
    for (let i = point + 1; point >= 0 && i < numberEnd; i++) {
      share = Math.floor(share / 10);
      if (share === 0) break;
      if (!sum.add(text.charCodeAt(i) - ZERO, share)) return { fault: 'too-long', start: at, end: behind };
    }
    if (point >= 0 && numberEnd === point + 1) return { fault: 'fraction', start: at, end: behind };
    at = behind;
    isFirst = false;
  }
}

/** A quick look: digits and signs begin no unit. */
function isNoLetter(text: string, at: number): boolean {
  return !(text.charCodeAt(at) > 0x40);
}

function unitAtOffset(text: string, at: number, byFirstLetter: Scale['byFirstLetter']): Unit | undefined {
  const units = byFirstLetter.get(text[at]!);
  if (units) for (const unit of units) if (text.startsWith(unit[0], at)) return unit;
  return undefined;
}

/** What `strtoll` and the fraction behind it take: the whole part, where the point is (or −1), the end. */
interface ReadNumber {
  count: number | bigint;
  point: number;
  end: number;
}

/** Reads a number into `into`, of which there is one for all: a text may have half a million. */
function readNumber(text: string, from: number, into: ReadNumber): SpanFault | undefined {
  if (text[from] === '-') return wordAround(text, 'negative', from);
  let at = from;
  // `strtoll` skips more white space than systemd does.
  while (text[at] === '\v' || text[at] === '\f' || isBlank(text, at)) at++;
  const sign = text[at] === '-' || text[at] === '+' ? text[at++] : '';
  const start = at;
  at = skipDigits(text, at);
  if (at === start) {
    // ".5" is half a second; with a sign or anything else before the point it is nothing.
    if (text[from] !== '.') return wordAround(text, 'number', from);
    at = from;
  }
  const count = countOf(text, at === from ? at : start, at);
  if (count === undefined) return { fault: 'too-long', start: from, end: at };
  if (sign === '-' && count > 0) return { fault: 'negative', start: from, end: at };
  into.count = count;
  into.point = text[at] === '.' ? at : -1;
  into.end = text[at] === '.' ? skipDigits(text, at + 1) : at;
  return undefined;
}

const ZERO = '0'.charCodeAt(0);

/** The largest number that `strtoll` gives. */
const LARGEST = 0x7fff_ffff_ffff_ffffn;

/** A number of digits; undefined where 63 bits are not enough. */
function countOf(text: string, start: number, end: number): number | bigint | undefined {
  let from = start;
  while (from < end && text.charCodeAt(from) === ZERO) from++;
  if (end - from > 19) return undefined;
  if (end - from > 15) {
    const count = BigInt(text.slice(from, end));
    return count <= LARGEST ? count : undefined;
  }
  let count = 0;
  for (let at = from; at < end; at++) count = count * 10 + text.charCodeAt(at) - ZERO;
  return count;
}

/** To this much any exact plain number can be added. */
const SURELY_FITS = INFINITE - BigInt(Number.MAX_SAFE_INTEGER);

/** Adds up in plain numbers as long as they are exact. */
class Sum {
  #exact = 0;
  #large = 0n;
  #isNearEnd = false;

  get total(): bigint {
    return this.#large + BigInt(this.#exact);
  }

  /** Adds a product; false where 64 bits are not enough, or would mean `infinity`. */
  add(count: number | bigint, length: number): boolean {
    const product = typeof count === 'number' ? count * length : Number.POSITIVE_INFINITY;
    const sum = this.#exact + product;
    if (sum <= Number.MAX_SAFE_INTEGER) {
      this.#exact = sum;
      return !this.#isNearEnd || this.total < INFINITE;
    }
    const factor = BigInt(count);
    if (factor >= INFINITE / BigInt(length)) return false;
    this.#large = this.total + factor * BigInt(length);
    this.#exact = 0;
    this.#isNearEnd = this.#large >= SURELY_FITS;
    return this.#large < INFINITE;
  }
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text, at)) at++;
  return at;
}

function skipDigits(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > ZERO + 9) break;
  }
  return at;
}

/** Longer words are not marked as a whole. */
const LONGEST_WORD = 100;

/** The letters around a place, without digits before them: what a reader takes for one word. */
function wordAround(text: string, fault: SpanFault['fault'], at: number): SpanFault {
  const isPart = (index: number): boolean => /[^\s\d.]/.test(text[index] ?? ' ');
  let start = at;
  let end = at;
  while (start > 0 && at - start < LONGEST_WORD && isPart(start - 1)) start--;
  while (end < text.length && end - at < LONGEST_WORD && (isPart(end) || (end === at && !isBlank(text, end)))) end++;
  return { fault, start, end: Math.max(end, Math.min(text.length, at + 1)) };
}

const PARTS: readonly (readonly [name: string, microseconds: bigint])[] = [
  ['y', 31_557_600_000_000n],
  ['month', 2_629_800_000_000n],
  ['w', 604_800_000_000n],
  ['d', 86_400_000_000n],
  ['h', 3_600_000_000n],
  ['min', 60_000_000n],
  ['s', 1_000_000n],
  ['ms', 1_000n],
  ['us', 1n],
];

const MINUTE = 60_000_000n;

/** A span as systemd prints it: `1h 30min`, `1.500000s` (`format_timespan` with accuracy 0). */
export function formatTimespan(microseconds: bigint): string {
  return partsOf(microseconds, false).join(' ');
}

/** A span for people: `1 h 30 min`, `1.5 s`. */
export function readableTimespan(microseconds: bigint): string {
  if (microseconds === INFINITE) return 'without end';
  return partsOf(microseconds, true).join(' ');
}

function partsOf(microseconds: bigint, isForPeople: boolean): string[] {
  if (microseconds === INFINITE) return ['infinity'];
  if (microseconds === 0n) return [isForPeople ? '0 s' : '0'];
  const parts: string[] = [];
  let rest = microseconds;
  for (const [name, length] of PARTS) {
    if (rest < length) continue;
    const count = rest / length;
    const below = rest % length;
    const unit = isForPeople ? ` ${name === 'us' ? '\u00b5s' : name}` : name;
    // Below a minute there is one number with a point.
    if (rest < MINUTE && below > 0n) {
      const fraction = String(below).padStart(String(length).length - 1, '0');
      parts.push(`${count}.${isForPeople ? fraction.replace(/0+$/, '') : fraction}${unit}`);
      break;
    }
    parts.push(`${count}${unit}`);
    rest = below;
  }
  return parts;
}

/** Digits in groups of three: `5 400 000 000`. */
export function grouped(number: bigint): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ' ');
}
