import type { Context, Description, Problem, Suggestion, ValueType } from '../value-type.ts';
import { COMMON_UNITS, describeSpanFault, nearUnits } from './time-messages.ts';
import { grouped, INFINITE, parseSeconds, readableTimespan, type SpanFault } from './time-span.ts';

export interface SpanOptions {
  /** Reads microseconds (the default) or nanoseconds. */
  readonly parse?: (text: string) => bigint | SpanFault;
  readonly inNanoseconds?: boolean;
  /** Nothing at all, or blanks, is the default. */
  readonly mayBeEmpty?: boolean;
  /** 0 means `infinity`. */
  readonly isZeroInfinite?: boolean;
  /** `infinity` is worth proposing. */
  readonly hasInfinity?: boolean;
  /** What is wrong with a length, as a clause. */
  readonly refuse?: (length: bigint) => string | undefined;
}

/** A value type of time spans, with its parts for types that are made of it. */
export interface SpanType extends ValueType {
  complete: NonNullable<ValueType['complete']>;
  /** The problems of a text, marked in the value as it is written. */
  judge(text: string, written: string, context: Context): Problem[];
  /** What a text means, for a value of a length. */
  explain(text: string, length: number, offset: number): Description | undefined;
}

/** A time span: the whole value. */
export function timeSpan(options: SpanOptions): SpanType {
  const { parse = parseSeconds, mayBeEmpty = false, hasInfinity = true, refuse } = options;

  const judge = (text: string, written: string, context: Context): Problem[] => {
    const problem = (clause: string, start = 0, end = written.length): Problem => ({
      code: text === '' ? 'empty-value' : 'invalid-time',
      start,
      end,
      message: `systemd ignores this line: ${clause}`,
    });
    if (mayBeEmpty && /^[ \t\n\r]*$/.test(text)) return [];
    const span = parse(text);
    if (typeof span === 'bigint') {
      const refusal = refuse?.(span);
      return refusal === undefined ? [] : [problem(`${context.directive}= is too short or too long: ${refusal}.`)];
    }
    const examples = `Write a time span such as “90”, “1min 30s”${hasInfinity ? ' or “infinity”' : ''}.`;
    if (text === '') return [problem(`${context.directive}= takes no empty value. ${examples}`)];
    const clause = `${context.directive}= takes a time span, and ${describeSpanFault(text, span)}. ${examples}`;
    // Behind specifiers, places are no longer those of the value.
    if (text !== written) return [problem(clause)];
    const instead = nearUnits(text.slice(span.start, span.end));
    return [{ ...problem(clause, span.start, span.end), ...(instead.length > 0 ? { instead } : {}) }];
  };

  const explain = (text: string, length: number, offset: number): Description | undefined => {
    if (offset < 0 || offset > length) return undefined;
    const span = parse(text);
    return typeof span === 'bigint' ? { start: 0, end: length, text: meaning(span, options) } : undefined;
  };

  return {
    judge,
    explain,
    check: (value, context) => judge(value.value, value.value, context),
    complete: (value, offset) => unitsAt(value.value, offset, options),
    describe: (value, offset) => explain(value.value, value.length, offset),
  };
}

/** `1 h 30 min (5 400 000 000 µs)` */
function meaning(span: bigint, { inNanoseconds, isZeroInfinite }: SpanOptions): string {
  if (span === INFINITE) return '`infinity`: without a limit';
  if (span === 0n && isZeroInfinite) return '0: without a limit, as `infinity`';
  if (!inNanoseconds) return `${readableTimespan(span)} (${grouped(span)} µs)`;
  const below = span % 1000n;
  const readable = span < 1000n ? `${span} ns` : readableTimespan(span / 1000n);
  return `${below === 0n || span < 1000n ? readable : `${readable} ${below} ns`} (${grouped(span)} ns)`;
}

/** What a unit is called in full. */
const NAMES: Readonly<Record<string, string>> = {
  ns: 'nanoseconds',
  us: 'microseconds',
  ms: 'milliseconds',
  s: 'seconds',
  min: 'minutes',
  h: 'hours',
  d: 'days',
  w: 'weeks',
  month: 'months of 30.44 days',
  y: 'years of 365.25 days',
};

/** Units behind a number; `infinity` where there is nothing yet. */
function unitsAt(text: string, offset: number, { inNanoseconds, hasInfinity = true }: SpanOptions): Suggestion[] {
  let start = offset;
  while (start > 0 && offset - start < 20 && /[a-zA-Zµμ]/.test(text[start - 1]!)) start--;
  let end = offset;
  while (end < text.length && end - offset < 20 && /[a-zA-Zµμ]/.test(text[end]!)) end++;
  if (/\d/.test(text[start - 1] ?? '') || /\d[ \t]+$/.test(text.slice(Math.max(0, start - 20), start))) {
    return [...(inNanoseconds ? ['ns'] : []), ...COMMON_UNITS].map((label) => ({
      label,
      kind: 'word',
      start,
      end,
      detail: NAMES[label]!,
    }));
  }
  const isFirst = /^[ \t]*$/.test(text.slice(0, Math.min(start, 100)));
  if (!isFirst || !hasInfinity || start > 100) return [];
  return [{ label: 'infinity', kind: 'word', start, end, detail: 'without a limit' }];
}
