/**
 * Numbers as systemd reads them (`src/basic/parse-util.c` on `strtoul` and its kin): decimal, `0x` hexadecimal, `0` or
 * `0o` octal, `0b` binary, with white space and a sign before them. Undefined for anything else, and for what does not
 * fit.
 */

/** What a number must not look like (the flags of `safe_atou_full`). */
export interface NumberRules {
  /** Without it, what the number starts with tells. */
  readonly base?: 2 | 8 | 10 | 16;
  /** `SAFE_ATO_REFUSE_PLUS_MINUS` */
  readonly refuseSign?: boolean;
  /** `SAFE_ATO_REFUSE_LEADING_ZERO` */
  readonly refuseLeadingZero?: boolean;
  /** `SAFE_ATO_REFUSE_LEADING_WHITESPACE` */
  readonly refuseLeadingWhitespace?: boolean;
}

const MAX_32 = 0xffffffffn;
export const MAX_64 = 0xffffffffffffffffn;

/** 0 … 2³²−1 (`safe_atou_full`). */
export function parseUnsigned(text: string, rules: NumberRules = {}): number | undefined {
  const number = parseUnsigned64(text, rules);
  return number !== undefined && number <= MAX_32 ? Number(number) : undefined;
}

/** 0 … 2⁶⁴−1 (`safe_atollu_full`). */
export function parseUnsigned64(text: string, rules: NumberRules = {}): bigint | undefined {
  const read = readWhole(text, rules);
  if (!read || read.magnitude > MAX_64) return undefined;
  // strtoull takes a minus sign and wraps around; systemd then looks for the sign where the number should start.
  if (read.startsWithMinus && read.magnitude !== 0n) return undefined;
  return read.isNegative ? BigInt.asUintN(64, -read.magnitude) : read.magnitude;
}

/** −2³¹ … 2³¹−1 (`safe_atoi`). */
export function parseInteger(text: string): number | undefined {
  const number = parseInteger64(text);
  return number !== undefined && BigInt.asIntN(32, number) === number ? Number(number) : undefined;
}

/** −2⁶³ … 2⁶³−1 (`safe_atolli`, `safe_atoli`). */
export function parseInteger64(text: string): bigint | undefined {
  const read = readWhole(text, {});
  if (!read) return undefined;
  const number = read.isNegative ? -read.magnitude : read.magnitude;
  return BigInt.asIntN(64, number) === number ? number : undefined;
}

/** The number that a text starts with, as `strtoull` sees it. */
export interface ReadNumber {
  /** Without its sign; capped above 2⁶⁴. */
  readonly magnitude: bigint;
  readonly isNegative: boolean;
  /** Offset behind the last digit. */
  readonly end: number;
}

const DIGITS: Readonly<Record<number, RegExp>> = {
  2: /[01]+/y,
  8: /[0-7]+/y,
  10: /[0-9]+/y,
  16: /[0-9a-fA-F]+/y,
};
const PREFIX: Readonly<Record<number, string>> = { 2: '0b', 8: '0o', 10: '', 16: '0x' };
/** `isspace`, and systemd's own `WHITESPACE`, which is less. */
const SPACE = /[ \t-\r]*/y;
const ZEROS = /0*/y;
const WHITESPACE = /[ \t\n\r]*/y;
/** More digits than these do not fit into 64 bits in any base. */
const TOO_MANY_DIGITS = 65;

/** `strtoull` at `from`; base 0: what the number starts with tells. Undefined where there is no number. */
export function readNumber(text: string, from: number, base: 0 | 2 | 8 | 10 | 16): ReadNumber | undefined {
  let at = endOf(SPACE, text, from);
  const sign = text[at];
  if (sign === '+' || sign === '-') at++;
  let used: number = base;
  if ((base === 0 || base === 16) && /^0[xX][0-9a-fA-F]/.test(text.slice(at, at + 3))) {
    used = 16;
    at += 2;
  } else if (base === 0) {
    used = text[at] === '0' ? 8 : 10;
  }
  const end = endOf(DIGITS[used]!, text, at);
  if (end === at) return undefined;
  return { magnitude: magnitudeOf(text, at, end, used), isNegative: sign === '-', end };
}

function magnitudeOf(text: string, start: number, end: number, base: number): bigint {
  const at = endOf(ZEROS, text, start);
  if (at === end) return 0n;
  if (end - at >= TOO_MANY_DIGITS) return MAX_64 + 1n;
  return BigInt(PREFIX[base]! + text.slice(at, end));
}

/** A text that is a number and nothing else (the common part of `safe_atou_full` …). */
function readWhole(text: string, rules: NumberRules): (ReadNumber & { startsWithMinus: boolean }) | undefined {
  let at = behindBlanks(text, 0);
  if (rules.refuseLeadingWhitespace && at > 0) return undefined;
  if (rules.refuseSign && (text[at] === '+' || text[at] === '-')) return undefined;
  if (rules.refuseLeadingZero && text[at] === '0' && text.length > at + 1) return undefined;
  let base: 0 | 2 | 8 | 10 | 16 = rules.base ?? 0;
  if (base === 0) {
    // `mangle_base`: Python's prefixes, which strtoul does not know.
    const mark = text.slice(at, at + 2).toLowerCase();
    if (mark === '0b' || mark === '0o') {
      base = mark === '0b' ? 2 : 8;
      at += 2;
    }
  }
  const read = readNumber(text, at, base);
  return read && read.end === text.length ? { ...read, startsWithMinus: text[at] === '-' } : undefined;
}

/** Offset behind systemd's white space. */
export function behindBlanks(text: string, from: number): number {
  return endOf(WHITESPACE, text, from);
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** A number for people to read: `1 610 612 736`, with no-break spaces. */
export function grouped(number: bigint | number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, '\u00a0');
}
