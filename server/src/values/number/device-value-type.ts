/** Values that are a device and a number for it: `/dev/sda 10M`. */
import { extractFirstWord } from '../common/extract-word.ts';
import { pieceOf } from '../common/piece.ts';
import { judgePath, unreadable } from '../path/judge-path.ts';
import { parseSeconds, readableTimespan } from '../time/time-span.ts';
import type { Context, Problem, ValueType } from '../value-type.ts';
import { blockIoWeightGrammar, cgWeightGrammar, complainedOf } from './limit-types.ts';
import { grouped } from './number.ts';
import {
  explanation,
  hint,
  meantBy,
  type NumberGrammar,
  quoted,
  suggestions,
  takenBy,
  withUnits,
} from './number-type.ts';
import { parseSize, sizeMeantBy } from './size.ts';

/** `config_parse_io_device_weight` */
export const ioDeviceWeight = deviceValueType(withoutEmpty(cgWeightGrammar));

/** `config_parse_blockio_device_weight`, up to systemd 257 */
export const blockIoDeviceWeight = complainedOf(
  deviceValueType(withoutEmpty(blockIoWeightGrammar)),
  () => 'IODeviceWeight=',
);

/** `config_parse_io_device_latency` */
export const ioDeviceLatency = deviceValueType({
  takes: 'a time span such as 25ms',
  code: 'invalid-time',
  read(text) {
    const span = parseSeconds(text);
    return typeof span === 'bigint' ? span : undefined;
  },
  propose: (text) =>
    withUnits(text, [{ label: 'ms' }, { label: 's' }], [{ label: '10ms' }, { label: '25ms' }, { label: '100ms' }]),
  explain: (span) => `${readableTimespan(span)} of latency at most.`,
});

const rateGrammar: NumberGrammar<bigint> = {
  takes: 'a number above 0 (with K, M, G or T behind it for powers of 1000)',
  read(text) {
    const size = parseSize(text, 1000);
    return size === undefined || size === 0n ? undefined : size;
  },
  meant: sizeMeantBy,
  propose: (text) =>
    withUnits(
      text,
      [
        { label: 'K', detail: '× 1000' },
        { label: 'M', detail: '× 1 000 000' },
        { label: 'G', detail: '× 1 000 000 000' },
      ],
      [{ label: '1M' }, { label: '10M' }, { label: '100M' }],
    ),
  explain: (rate, { directive }) =>
    `${grouped(rate)} ${directive.includes('IOPS') ? 'operations' : 'bytes'} per second. Units are powers of 1000 here.`,
};

/** `config_parse_io_limit` */
export const ioLimit = deviceValueType({
  ...rateGrammar,
  takes: `${rateGrammar.takes} or “infinity”`,
  words: [{ label: 'infinity', detail: 'no limit' }],
});

/** `config_parse_blockio_bandwidth`, up to systemd 257 */
export const blockIoBandwidth = complainedOf(deviceValueType(rateGrammar), ({ directive }) =>
  directive === 'BlockIOReadBandwidth' ? 'IOReadBandwidthMax=' : 'IOWriteBandwidthMax=',
);

function withoutEmpty<T>(grammar: NumberGrammar<T>): NumberGrammar<T> {
  return { ...grammar, emptyResets: false };
}

/**
 * A path, which may be quoted and have specifiers, and behind it the rest of the line, which may not. Empty: forget what
 * was set before.
 */
function deviceValueType<T>(grammar: NumberGrammar<T>): ValueType {
  return {
    check({ value: text }, context) {
      if (text === '') return [];
      const word = extractFirstWord(text, 0, { unquote: true });
      if (word === 'invalid') return [unreadable(text, 0, 'line')];
      if (!word || word.next === undefined) return [incomplete(text, grammar, context)];
      const { problem } = judgePath(pieceOf(text, word), { rules: {}, effect: 'line', context });
      if (problem) return [problem];
      const rest = text.slice(word.next);
      if (grammar.words?.some(({ label }) => label === rest) || grammar.read(rest, context) !== undefined) return [];
      const instead = meantBy(grammar, rest, context);
      return [
        {
          code: grammar.code ?? 'invalid-number',
          start: word.next,
          end: text.length,
          message: `systemd ignores this line: ${context.directive}= takes a device or a path and, behind it, ${takenBy(grammar, context)}, not ${quoted(rest)}.${hint(instead)}`,
          instead,
        },
      ];
    },
    complete({ value: text }, offset, context) {
      const start = startOfRest(text);
      if (start === undefined || offset < start) return [];
      return suggestions(grammar, text.slice(start), start, text.length, context);
    },
    describe({ value: text }, offset, context) {
      const start = startOfRest(text);
      if (start === undefined || offset < start) return undefined;
      const explained = explanation(grammar, text.slice(start), context);
      return explained === undefined ? undefined : { start, end: text.length, text: explained };
    },
  };
}

/** Where the number begins, or would: behind the path and the blanks after it. */
function startOfRest(text: string): number | undefined {
  const word = extractFirstWord(text, 0, { unquote: true });
  if (!word || word === 'invalid') return undefined;
  return word.next ?? (word.end < text.length ? text.length : undefined);
}

function incomplete<T>(text: string, grammar: NumberGrammar<T>, context: Context): Problem {
  return {
    code: grammar.code ?? 'invalid-number',
    start: 0,
    end: text.length,
    message: `systemd ignores this line: ${context.directive}= takes a device or a path and, behind it, ${takenBy(grammar, context)}.`,
  };
}
