/** Values that are resource limits: `SOFT[:HARD]`. */

import { readableTimespan } from '../time/time-span.ts';
import type { Context, Problem, ValueType } from '../value-type.ts';
import { BINARY_UNITS } from './limit-types.ts';
import { grouped } from './number.ts';
import { type Choice, hint, quoted, withUnits } from './number-type.ts';
import { type OneLimit, type RlimitKind, readRlimit, rlimitKind, UNLIMITED } from './rlimit.ts';
import { describeBytes, sizeMeantBy } from './size.ts';

const TAKES: Readonly<Record<RlimitKind, string>> = {
  bytes: 'a size (with K, M, G or T behind it) or “infinity”',
  number: 'a whole number or “infinity”',
  seconds: 'a time span (plain numbers are seconds) or “infinity”',
  microseconds: 'a time span (plain numbers are microseconds) or “infinity”',
  nice: 'a nice level with its sign (-20 to +19), or 0 to 40',
};

/** `src/shared/conf-parser.c: config_parse_rlimit` */
export const rlimit: ValueType = {
  check({ value: text }, context) {
    const kind = rlimitKind(context.argument);
    const problem = (
      code: Problem['code'],
      start: number,
      end: number,
      why: string,
      instead: string[] = [],
    ): Problem[] => [{ code, start, end, message: `systemd ignores this line: ${why}`, instead }];
    const limits = readRlimit(text, kind);
    if (!limits) return problem('invalid-quoting', 0, text.length, 'nothing follows the backslash at its end.');
    const { soft, hard, surplusAt } = limits;
    const wrong = [soft, hard].find((limit) => limit && limit.amount === undefined);
    if (wrong) {
      const meant = kind === 'bytes' ? sizeMeantBy(wrong.text) : undefined;
      const instead = meant === undefined ? [] : [meant];
      const code =
        text === '' ? 'empty-value' : kind === 'seconds' || kind === 'microseconds' ? 'invalid-time' : 'invalid-number';
      const why = `${context.directive}= takes ${TAKES[kind]}, not ${quoted(wrong.text)}.${hint(instead)}`;
      return problem(code, ...placeOf(wrong, text), why, instead);
    }
    if (surplusAt !== undefined) {
      const why = `${context.directive}= takes a soft and a hard limit, and nothing behind them.`;
      return problem('invalid-number', surplusAt, text.length, why);
    }
    if (hard && soft.amount! > hard.amount!) {
      const why = `the soft limit, in front, must not be above the hard limit behind it.`;
      return problem('invalid-number', 0, text.length, why, [`${hard.text}:${soft.text}`]);
    }
    return [];
  },
  complete({ value: text }, offset, context) {
    const kind = rlimitKind(context.argument);
    const colon = text.indexOf(':');
    const isHard = colon >= 0 && offset > colon;
    const [start, end] = isHard ? [colon + 1, text.length] : [0, colon < 0 ? text.length : colon];
    const numbers = proposals(kind, text.slice(start, end), context);
    const words = kind === 'nice' ? [] : [{ label: 'infinity', detail: 'no limit', kind: 'word' as const, start, end }];
    return [...words, ...numbers.map((each) => ({ ...each, kind: 'number' as const, start, end }))];
  },
  describe({ value: text }, offset, context) {
    const kind = rlimitKind(context.argument);
    const limits = readRlimit(text, kind);
    if (!limits) return undefined;
    const { soft, hard } = limits;
    const limit = hard && offset >= hard.start ? hard : soft;
    if (limit.amount === undefined) return undefined;
    const which = hard ? (limit === hard ? 'Hard limit' : 'Soft limit') : 'Soft and hard limit';
    return { start: limit.start, end: limit.end, text: `${which}: ${amountInWords(limit.amount, kind)}.` };
  },
};

/** An empty part has no characters: mark the whole value. */
function placeOf({ start, end }: OneLimit, text: string): [number, number] {
  return start === end ? [0, text.length] : [start, end];
}

function amountInWords(amount: bigint, kind: RlimitKind): string {
  if (kind === 'nice') {
    return amount === 0n
      ? 'no nice level can be asked for'
      : `nice level ${20n - amount} at best (${amount} as the kernel counts)`;
  }
  if (amount === UNLIMITED) return 'none';
  if (kind === 'bytes') return describeBytes(amount);
  if (kind === 'seconds') return `${readableTimespan(amount * 1_000_000n)} of CPU time`;
  if (kind === 'microseconds') return `${readableTimespan(amount)} of CPU time without a blocking call`;
  return grouped(amount);
}

/** Limits that are often set. */
const COMMON: Readonly<Record<string, readonly Choice[]>> = {
  RLIMIT_NOFILE: [
    { label: '1024:524288', detail: "systemd's default" },
    { label: '4096' },
    { label: '65536' },
    { label: '524288', detail: 'the most that systemd allows by default' },
  ],
  RLIMIT_NPROC: [{ label: '64' }, { label: '512' }, { label: '4096' }],
  RLIMIT_CORE: [
    { label: '0', detail: 'no core dumps' },
    { label: '0:infinity', detail: 'none, unless the process asks for them' },
  ],
  RLIMIT_MEMLOCK: [{ label: '8M' }, { label: '64M' }],
  RLIMIT_STACK: [{ label: '8M' }, { label: '16M' }],
  RLIMIT_RTPRIO: [{ label: '0' }, { label: '99', detail: 'the highest priority' }],
  RLIMIT_CPU: [{ label: '30' }, { label: '10min' }, { label: '1h' }],
  RLIMIT_RTTIME: [{ label: '200ms' }, { label: '1s' }],
  RLIMIT_NICE: [
    { label: '+0', detail: 'no better than usual' },
    { label: '-5' },
    { label: '-20', detail: 'all nice levels' },
  ],
};

function proposals(kind: RlimitKind, typed: string, { argument }: Context): readonly Choice[] {
  const common = COMMON[argument ?? ''] ?? (kind === 'bytes' ? [{ label: '64M' }, { label: '1G' }] : []);
  return kind === 'bytes' ? withUnits(typed, BINARY_UNITS, common) : common;
}
