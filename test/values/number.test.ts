import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseUnsigned } from '../../server/src/values/number.ts';

test('numbers in the bases that systemd knows', () => {
  const cases: [string, number][] = [
    ['0', 0],
    ['42', 42],
    [' +42', 42],
    ['0x2a', 42],
    ['052', 42],
    ['0o52', 42],
    ['0b101010', 42],
    ['-0', 0],
    ['4294967295', 4294967295],
  ];
  for (const [text, expected] of cases) assert.equal(parseUnsigned(text), expected, text);
});

test('nothing else', () => {
  for (const text of ['', '-1', '1.5', '08', '0b2', '0x', '42 ', 'x', '4294967296', '0o8', '0b0x1', '1k']) {
    assert.equal(parseUnsigned(text), undefined, text);
  }
});
