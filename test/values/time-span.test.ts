import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatTimespan,
  grouped,
  INFINITE,
  parseNanoseconds,
  parseSeconds,
  readableTimespan,
} from '../../server/src/values/time/time-span.ts';

test('microseconds', () => {
  const cases: [string, bigint][] = [
    ['90', 90_000_000n],
    ['5s', 5_000_000n],
    ['1h 30min', 5_400_000_000n],
    ['1h30min', 5_400_000_000n],
    [' 5.5s 0.5ms ', 5_500_500n],
    ['.5', 500_000n],
    ['+3', 3_000_000n],
    ['12.34 .56', 12_900_000n],
    ['3.1s.2', 3_300_000n],
    ['1M', 2_629_800_000_000n],
    ['1m', 60_000_000n],
    ['1month', 2_629_800_000_000n],
    ['1msec', 1_000n],
    ['7\u03bcs', 7n],
    ['7\u00b5s', 7n],
    ['0.0000019', 1n],
    ['0.99us', 0n],
    ['infinity', INFINITE],
    [' infinity\t', INFINITE],
    // Exact where floating-point numbers are not.
    ['9007199254740993us', 9_007_199_254_740_993n],
    ['9223372036854775807us', 9_223_372_036_854_775_807n],
    ['18446744073708s', 18_446_744_073_708_000_000n],
    ['18446744073708s 1551614us', 18_446_744_073_709_551_614n],
    ['00000000000000000000000000000001', 1_000_000n],
    // `strtoll` skips more white space than systemd, and so takes signs behind it.
    ['\v+5', 5_000_000n],
    ['\v-0', 0n],
  ];
  for (const [text, expected] of cases) assert.equal(parseSeconds(text), expected, JSON.stringify(text));
});

test('nanoseconds', () => {
  const cases: [string, bigint][] = [
    ['50000', 50_000n],
    ['1.5us', 1_500n],
    ['2.5', 2n],
    ['1ns', 1n],
    ['5nsec', 5n],
    ['1y', 31_557_600_000_000_000n],
    ['583y', 18_398_080_800_000_000_000n],
    ['infinity', INFINITE],
  ];
  for (const [text, expected] of cases) assert.equal(parseNanoseconds(text), expected, text);
  assert.ok(typeof parseNanoseconds('584y') === 'object');
});

test('what is wrong, and where', () => {
  const cases: [text: string, fault: string, part: string][] = [
    ['', 'empty', ''],
    ['  ', 'empty', '  '],
    ['5 minuts', 'number', 'minuts'],
    ['5x', 'unit', 'x'],
    ['12.34.56', 'unit', '.'],
    ['-5', 'negative', '-'],
    ['\v-5', 'negative', '\v-5'],
    ['5. s', 'fraction', '5. s'],
    ['3.+1s', 'unit', '+'],
    ['.', 'fraction', '.'],
    ['5 Min', 'number', 'Min'],
    ['1d never', 'number', 'never'],
    ['infinity 5', 'behind-infinity', '5'],
    ['584542y', 'too-long', '584542y'],
    ['1y 9223372036854775808us', 'too-long', '9223372036854775808'],
    ['18446744073708s 1551615us', 'too-long', '1551615us'],
    // Each number has to stay below what would fit, even if all of it does.
    ['18446744073709s', 'too-long', '18446744073709s'],
  ];
  for (const [text, fault, part] of cases) {
    const result = parseSeconds(text);
    assert.ok(typeof result === 'object', text);
    assert.deepEqual([result.fault, text.slice(result.start, result.end)], [fault, part], JSON.stringify(text));
  }
});

test('as systemd prints them', () => {
  const cases: [bigint, string][] = [
    [0n, '0'],
    [1n, '1us'],
    [1_500n, '1.500ms'],
    [1_500_000n, '1.500000s'],
    [90_000_000n, '1min 30s'],
    [90_500_000n, '1min 30.500000s'],
    [5_400_000_000n, '1h 30min'],
    [34_187_400_000_000n, '1y 1month'],
    [INFINITE, 'infinity'],
  ];
  for (const [length, expected] of cases) assert.equal(formatTimespan(length), expected);
});

test('as people read them', () => {
  assert.equal(readableTimespan(5_400_000_000n), '1 h 30 min');
  assert.equal(readableTimespan(1_500_000n), '1.5 s');
  assert.equal(readableTimespan(20n), '20 µs');
  assert.equal(readableTimespan(0n), '0 s');
  assert.equal(grouped(5_400_000_000n), '5 400 000 000');
  assert.equal(grouped(12n), '12');
});
