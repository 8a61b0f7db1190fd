import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnosticsOf } from '../support/fixture.ts';

const MEGABYTE = 1024 * 1024;

test('a line of a megabyte is reported once, at its start', () => {
  const text = `[Service]\nStandardInputText=${'x'.repeat(MEGABYTE)}\n`;
  assert.deepEqual(
    diagnosticsOf(text).map(({ rule, span }) => [rule.code, span]),
    [['line-too-long', { start: 10, end: 90 }]],
  );
});

test('continued lines count together', () => {
  const text = `[Service]\nStandardInputText=${`${'x'.repeat(1000)} \\\n`.repeat(1100)}end\n`;
  assert.deepEqual(
    diagnosticsOf(text).map(({ rule }) => rule.code),
    ['line-too-long'],
  );
});
