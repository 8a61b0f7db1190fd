/** Values of one number: priorities, weights, sizes, limits (`src/core/load-fragment.c`, `src/shared/conf-parser.c`). */

import type { Context, ValueType } from '../value-type.ts';
import { describeMode, parseMode } from './mode.ts';
import { grouped, MAX_64, parseInteger, parseInteger64, parseUnsigned, parseUnsigned64 } from './number.ts';
import { type Choice, type NumberGrammar, numberType, withUnits } from './number-type.ts';
import { describePermyriad, parsePermyriad, parsePermyriadUnbounded } from './percent.ts';
import { describeBytes, parseSize, sizeMeantBy } from './size.ts';

const LARGEST_UNSIGNED = 0xffffffff;
const LARGEST_LONG = 0x7fffffffffffffffn;

export const BINARY_UNITS: readonly Choice[] = [
  { label: 'K', detail: '1024 bytes' },
  { label: 'M', detail: '1024 K' },
  { label: 'G', detail: '1024 M' },
  { label: 'T', detail: '1024 G' },
];
const SOME_SIZES: readonly Choice[] = ['64K', '1M', '256M', '1G'].map((label) => ({ label }));
const NO_LIMIT: Choice = { label: 'infinity', detail: 'no limit' };

/** `config_parse_int`, `config_parse_long` … (`DEFINE_PARSER`) */
export const int = numberType({ takes: 'a whole number', read: parseInteger });
export const long = numberType({ takes: 'a whole number', read: parseInteger64 });
const unsignedGrammar: NumberGrammar<number> = {
  takes: `a whole number from 0 to ${LARGEST_UNSIGNED}`,
  read: (text) => parseUnsigned(text),
};
export const unsigned = numberType(unsignedGrammar);

/** `config_parse_tty_size` */
export const ttySize = numberType({ ...unsignedGrammar, emptyResets: true });

/** `config_parse_concurrency_max` */
export const concurrencyMax = numberType({ ...unsignedGrammar, emptyResets: true, words: [NO_LIMIT] });

/** A whole number within bounds (`safe_atoi`, then a comparison). */
function between(smallest: number, largest: number, rest: Partial<NumberGrammar<number>> = {}): ValueType {
  return numberType({
    takes: `a whole number from ${smallest} to ${largest}`,
    read(text) {
      const number = parseInteger(text);
      return number !== undefined && number >= smallest && number <= largest ? number : undefined;
    },
    ...rest,
  });
}

/** `config_parse_exec_nice` */
export const nice = between(-20, 19, {
  emptyResets: true,
  propose: () => [
    { label: '19', detail: 'gives way to everything else' },
    { label: '10' },
    { label: '5' },
    { label: '0', detail: 'as usual' },
    { label: '-5' },
    { label: '-10' },
    { label: '-20', detail: 'goes before everything else' },
  ],
});

/** `config_parse_exec_oom_score_adjust` */
export const oomScoreAdjust = between(-1000, 1000, {
  emptyResets: true,
  propose: () => [
    { label: '-1000', detail: 'never killed for lack of memory' },
    { label: '-500' },
    { label: '0', detail: 'as usual' },
    { label: '500' },
    { label: '1000', detail: 'killed first' },
  ],
});

/** `config_parse_exec_io_priority`, `src/shared/ioprio-util.c: ioprio_parse_priority` */
export const ioPriority = between(0, 7, {
  emptyResets: true,
  propose: () => [
    { label: '0', detail: 'highest' },
    { label: '4', detail: 'as usual' },
    { label: '7', detail: 'lowest' },
  ],
});

/** `config_parse_exec_cpu_sched_prio` */
export const cpuPriority = between(0, 99, {
  propose: () => [
    { label: '1', detail: 'lowest of the real-time policies' },
    { label: '99', detail: 'highest' },
  ],
});

/** `config_parse_swap_priority` */
export const swapPriority = between(-1, 32767, { emptyResets: true });

/** A share, between bounds; empty for the default (`src/shared/cgroup-setup.c: cg_weight_parse` and its kin). */
export function weightGrammar(smallest: number, largest: number, usual: number): NumberGrammar<bigint> {
  return {
    takes: `a whole number from ${smallest} to ${largest}`,
    emptyResets: true,
    read(text) {
      const number = parseUnsigned64(text);
      return number !== undefined && number >= smallest && number <= largest ? number : undefined;
    },
    propose: () => [
      { label: String(usual), detail: 'the default share' },
      { label: String(usual / 2), detail: 'half of it' },
      { label: String(usual * 2), detail: 'twice of it' },
    ],
    explain(weight) {
      const ratio = Number(weight) / usual;
      const times = ratio >= 0.1 ? Math.round(ratio * 100) / 100 : Number(ratio.toPrecision(2));
      return `Share ${grouped(weight)}: ${times === 1 ? 'the default' : `${times} times the default of ${usual}`}.`;
    },
  };
}

export const cgWeightGrammar = weightGrammar(1, 10_000, 100);
export const blockIoWeightGrammar = weightGrammar(10, 1000, 500);

/** `config_parse_cg_weight`, `config_parse_cg_cpu_weight` */
export const cgWeight = numberType(cgWeightGrammar);
export const cgCpuWeight = numberType({
  ...cgWeightGrammar,
  takes: `${cgWeightGrammar.takes}, or “idle”`,
  words: [{ label: 'idle', detail: 'runs only when nothing else wants the CPU' }],
});

/** `config_parse_cpu_shares`, up to systemd 257 */
export const cpuShares = complainedOf(numberType(weightGrammar(2, 262_144, 1024)), ({ directive }) =>
  directive === 'StartupCPUShares' ? 'StartupCPUWeight=' : 'CPUWeight=',
);
/** `config_parse_blockio_weight`, up to systemd 257; of these old names, the only one taken without a word. */
export const blockIoWeight = numberType(blockIoWeightGrammar);

/** A type whose directive systemd accepts with the word that it will not for long. */
export function complainedOf(type: ValueType, instead: (context: Context) => string): ValueType {
  return {
    ...type,
    check(value, context) {
      return [
        ...type.check(value, context),
        {
          code: 'obsolete-value',
          // No characters of the value: the name is what is wrong.
          start: 0,
          end: 0,
          message: `systemd ${context.version} warns of ${context.directive}= and later versions ignore it. Use ${instead(context)} instead.`,
        },
      ];
    },
  };
}

function isUMask({ directive }: Context): boolean {
  return directive === 'UMask';
}

/** `config_parse_mode`, `src/basic/parse-util.c: parse_mode` */
export const mode = numberType({
  takes: 'an octal mode such as 0755',
  read: parseMode,
  propose: (_text, context) =>
    (isUMask(context)
      ? ['0022', '0027', '0077', '0002']
      : ['0755', '0750', '0700', '0775', '0770', '0644', '0640', '0600', '0660', '0666']
    ).map((label) => ({ label, detail: modeInWords(Number.parseInt(label, 8), context) })),
  explain: (bits, context) => `\`${bits.toString(8).padStart(4, '0')}\`: ${modeInWords(bits, context)}`,
});

function modeInWords(bits: number, context: Context): string {
  if (!isUMask(context)) return describeMode(bits);
  return `new files ${describeMode(0o666 & ~bits)}, new directories ${describeMode(0o777 & ~bits)}`;
}

/** A size in bytes. */
function sizeGrammar(largest: bigint): NumberGrammar<bigint> {
  return {
    takes: 'a size in bytes (with K, M, G or T behind it for powers of 1024)',
    read(text) {
      const size = parseSize(text, 1024);
      return size !== undefined && size <= largest ? size : undefined;
    },
    meant: sizeMeantBy,
    propose: (text) => withUnits(text, BINARY_UNITS, SOME_SIZES),
    explain: (size) => `${describeBytes(size)}.`,
  };
}

/** `config_parse_iec_size`, `config_parse_iec_size_long` */
export const iecSize = numberType(sizeGrammar(MAX_64));
export const iecSizeLong = numberType(sizeGrammar(LARGEST_LONG));

/** Directives that may be 0; for the others, that is out of range (`DefaultStartupMemoryLow` is one of the others). */
const MAY_BE_NOTHING = new Set([
  'MemorySwapMax',
  'StartupMemorySwapMax',
  'MemoryZSwapMax',
  'StartupMemoryZSwapMax',
  'MemoryLow',
  'StartupMemoryLow',
  'MemoryMin',
  'DefaultMemoryLow',
  'DefaultMemoryMin',
]);

/** An amount, or hundredths of a percent of all there is. */
type AmountOrPart = { readonly amount: bigint } | { readonly part: number };

function readAmountOrPart(text: string): AmountOrPart | undefined {
  const part = parsePermyriad(text);
  if (part !== undefined) return { part };
  const amount = parseSize(text, 1024);
  return amount === undefined ? undefined : { amount };
}

function explainAmountOrPart(whole: string): (value: AmountOrPart) => string {
  return (value) =>
    'part' in value ? `${describePermyriad(value.part)} of ${whole}.` : `${describeBytes(value.amount)}.`;
}

const SIZES_OR_PERCENT: readonly Choice[] = ['128M', '512M', '1G', '4G', '25%', '50%'].map((label) => ({ label }));

function withBinaryUnitsOrPercent(text: string): readonly Choice[] {
  const number = Number.parseFloat(text.slice(0, 40));
  const units = number <= 100 ? [...BINARY_UNITS, { label: '%', detail: 'of the whole' }] : BINARY_UNITS;
  return withUnits(text, units, SIZES_OR_PERCENT);
}

const memoryGrammar: NumberGrammar<AmountOrPart> = {
  takes: ({ directive }) =>
    `a size${MAY_BE_NOTHING.has(directive) ? '' : ' above 0'} (with K, M, G or T behind it), a percentage up to 100%, or “infinity”`,
  read(text, { directive }) {
    const value = readAmountOrPart(text);
    if (!value) return undefined;
    if ('amount' in value && value.amount >= MAX_64) return undefined;
    const isNothing = 'part' in value ? value.part === 0 : value.amount === 0n;
    return isNothing && !MAY_BE_NOTHING.has(directive) ? undefined : value;
  },
  emptyResets: true,
  words: [NO_LIMIT],
  meant: sizeMeantBy,
  propose: withBinaryUnitsOrPercent,
  explain: explainAmountOrPart('the memory of the machine'),
};

const memory = numberType(memoryGrammar);
const oldMemory = complainedOf(memory, () => 'MemoryMax=');

/** `config_parse_memory_limit` */
export const memoryLimit: ValueType = {
  ...memory,
  check(value, context) {
    if (context.directive !== 'MemoryLimit') return memory.check(value, context);
    // Here the complaint comes only after the value has been understood.
    const problems = memory.check(value, context);
    return problems.length > 0 ? problems : oldMemory.check(value, context);
  },
};

/** `config_parse_exec_quota` */
export const quota = numberType<AmountOrPart>({
  takes: 'a size (with K, M, G or T behind it), a percentage up to 100%, or “off”',
  read: readAmountOrPart,
  emptyResets: true,
  words: [{ label: 'off', detail: 'no limit is enforced' }],
  meant: sizeMeantBy,
  propose: withBinaryUnitsOrPercent,
  explain: explainAmountOrPart('the file system'),
});

/** `config_parse_tasks_max` */
export const tasksMax = numberType<AmountOrPart>({
  takes: 'a whole number above 0, a percentage up to 100%, or “infinity”',
  read(text) {
    const part = parsePermyriad(text);
    if (part !== undefined) return { part };
    const amount = parseUnsigned64(text);
    return amount !== undefined && amount > 0n && amount < MAX_64 ? { amount } : undefined;
  },
  emptyResets: true,
  words: [NO_LIMIT],
  propose: () => [
    { label: '64' },
    { label: '512' },
    { label: '4096' },
    { label: '15%', detail: 'of what the system allows' },
  ],
  explain: (value) =>
    'part' in value
      ? `${describePermyriad(value.part)} of the tasks that the system allows.`
      : `${grouped(value.amount)} tasks: processes and threads together.`,
});

/** `config_parse_cpu_quota` */
export const cpuQuota = numberType({
  takes: 'a percentage above 0% (100% is one CPU)',
  read(text) {
    const parts = parsePermyriadUnbounded(text);
    return parts !== undefined && parts > 0 ? parts : undefined;
  },
  emptyResets: true,
  meant: (text) => (/^\d{1,9}(?:\.\d{1,2})?\s*$/.test(text) ? `${text.trim()}%` : undefined),
  propose: (text) =>
    withUnits(
      text,
      [{ label: '%', detail: '100% is one CPU' }],
      [
        { label: '20%', detail: 'a fifth of one CPU' },
        { label: '50%', detail: 'half of one CPU' },
        { label: '100%', detail: 'one CPU' },
        { label: '200%', detail: 'two CPUs' },
      ],
    ),
  explain: (parts) =>
    `${describePermyriad(parts)} of one CPU: ${grouped(parts * 100)} µs of CPU time in each second, over all CPUs.`,
});

/** The number behind `ManagedOOMMemoryPressureLimit=` (`config_parse_managed_oom_mem_pressure_limit`). */
export const pressureLimit = numberType({
  takes: 'a percentage from 0% to 100%',
  read: parsePermyriad,
  emptyResets: true,
  meant: (text) => (/^\d{1,3}(?:\.\d{1,2})?\s*$/.test(text) ? `${text.trim()}%` : undefined),
  propose: (text) => withUnits(text, [{ label: '%' }], [{ label: '50%' }, { label: '60%' }, { label: '80%' }]),
  explain: (parts) => `${describePermyriad(parts)} of the time, tasks of the unit wait for memory.`,
});
