import { expandSpecifiers, specifierProblem } from '../common/specifiers.ts';
import { onlyForOom } from '../number/choice-types.ts';
import type { ValueType } from '../value-type.ts';
import { calendarType } from './calendar-type.ts';
import { INFINITE, parseNanoseconds } from './time-span.ts';
import { timeSpan } from './time-span-type.ts';

/** Zero as well stands for "no limit" (`src/basic/time-util.c: parse_sec_fix_0`). */
const limit = timeSpan({ isZeroInfinite: true });

const plain = timeSpan({});

/** What makes a timer elapse (`src/core/load-fragment.c: config_parse_timer`): a calendar, or a span from an event on. */
const timer: ValueType = {
  check(value, context) {
    if (value.value === '') return [];
    if (isBeyondUse(value.value)) return [];
    const { value: text, unknownAt } = expandSpecifiers(value.value, 'unit', context);
    if (unknownAt !== undefined) return [specifierProblem(value, 0, unknownAt, context)];
    return timerKind(context.argument).judge(text, value.value, context);
  },
  complete: (value, offset, context) => timerKind(context.argument).complete(value, offset, context),
  describe(value, offset, context) {
    if (isBeyondUse(value.value)) return undefined;
    const { value: text, unknownAt } = expandSpecifiers(value.value, 'unit', context);
    return unknownAt === undefined ? timerKind(context.argument).explain(text, value.length, offset) : undefined;
  },
};

/** Thousands of specifiers are nobody's timer, and take long to replace. */
function isBeyondUse(text: string): boolean {
  return text.length > 20_000 && text.includes('%');
}

function timerKind(argument: string | undefined) {
  return argument === 'TIMER_CALENDAR' ? calendarType : plain;
}

/** `ManagedOOMMemoryPressureDurationSec=` (`config_parse_managed_oom_mem_pressure_duration_sec`). */
const pressureDuration = timeSpan({
  mayBeEmpty: true,
  refuse: (length) =>
    length < 1_000_000n || length === INFINITE ? 'it takes one second at least, and less than infinity' : undefined,
  hasInfinity: false,
});

/** systemd's parser → value type. */
export const TIME_TYPES: Readonly<Record<string, ValueType>> = {
  // src/shared/conf-parser.c
  sec: plain,
  sec_fix_0: limit,
  sec_def_infinity: timeSpan({ mayBeEmpty: true }),
  nsec: timeSpan({ parse: parseNanoseconds, inNanoseconds: true }),
  // src/core/load-fragment.c
  timer,
  job_timeout_sec: limit,
  job_running_timeout_sec: limit,
  service_timeout: limit,
  service_timeout_abort: timeSpan({ mayBeEmpty: true }),
  managed_oom_mem_pressure_duration_sec: onlyForOom(pressureDuration),
};
