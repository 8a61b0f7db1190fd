import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type NumberRules,
  parseInteger,
  parseInteger64,
  parseUnsigned,
  parseUnsigned64,
} from '../../server/src/values/number/number.ts';

test('numbers in the bases that systemd knows', () => {
  const cases: [string, number][] = [
    ['0', 0],
    ['42', 42],
    [' +42', 42],
    ['0x2a', 42],
    ['0X2A', 42],
    ['052', 42],
    ['0o52', 42],
    ['0b101010', 42],
    // systemd takes the prefix off, and strtoul lets blanks and a sign follow.
    ['0b 101010', 42],
    ['0o+52', 42],
    ['-0', 0],
    ['\v\f42', 42],
    ['4294967295', 4294967295],
  ];
  for (const [text, expected] of cases) assert.equal(parseUnsigned(text), expected, text);
});

test('nothing else', () => {
  const texts = [
    '',
    '-1',
    '1.5',
    '08',
    '0b2',
    '0x',
    '0b',
    '42 ',
    'x',
    '4294967296',
    '0o8',
    '0b0x1',
    '+0b1',
    '- 1',
    '1k',
  ];
  for (const text of texts) assert.equal(parseUnsigned(text), undefined, text);
});

test('numbers of 64 bits', () => {
  assert.equal(parseUnsigned64('18446744073709551615'), 18446744073709551615n);
  assert.equal(parseUnsigned64('18446744073709551616'), undefined);
  assert.equal(parseUnsigned64('-18446744073709551615'), undefined);
  // A minus sign behind the prefix wraps around.
  assert.equal(parseUnsigned64('0b -10'), 18446744073709551614n);
  assert.equal(parseUnsigned64('0b-10'), undefined);
  assert.equal(parseUnsigned64(`${'0'.repeat(1000)}7`), 7n);
});

test('numbers with a sign', () => {
  const cases: [string, bigint | undefined, number | undefined][] = [
    ['-1', -1n, -1],
    ['-0x10', -16n, -16],
    ['0b-11', -3n, -3],
    ['2147483648', 2147483648n, undefined],
    ['-2147483648', -2147483648n, -2147483648],
    ['9223372036854775807', 9223372036854775807n, undefined],
    ['9223372036854775808', undefined, undefined],
    ['-9223372036854775808', -9223372036854775808n, undefined],
    ['18446744073709551615', undefined, undefined],
    ['--1', undefined, undefined],
  ];
  for (const [text, long, int] of cases) {
    assert.equal(parseInteger64(text), long, text);
    assert.equal(parseInteger(text), int, text);
  }
});

test('what some parsers refuse', () => {
  const cases: [string, NumberRules, number | undefined][] = [
    ['+7', { refuseSign: true }, undefined],
    [' +7', { refuseSign: true }, undefined],
    ['\v+7', { refuseSign: true }, 7],
    ['07', { refuseLeadingZero: true }, undefined],
    ['0', { refuseLeadingZero: true }, 0],
    [' 7', { refuseLeadingWhitespace: true }, undefined],
    ['0o7', { base: 8 }, undefined],
    ['0x1f', { base: 16 }, 31],
    ['1f', { base: 16 }, 31],
    ['010', { base: 10 }, 10],
  ];
  for (const [text, rules, expected] of cases) assert.equal(parseUnsigned(text, rules), expected, text);
});
