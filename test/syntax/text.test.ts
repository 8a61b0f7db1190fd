import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Text } from '../../server/src/syntax/text.ts';

const joined = Text.join([
  { value: 'one ', source: 10 },
  { value: ' two', source: 20 },
]);

test('joins pieces', () => assert.equal(joined.value, 'one  two'));

test('finds the way back to the file', () => {
  assert.equal(joined.source(0), 10);
  assert.equal(joined.source(3), 13);
  assert.equal(joined.source(4), 20);
  assert.deepEqual(joined.span(), { start: 10, end: 24 });
  assert.deepEqual(joined.span(0, 4), { start: 10, end: 14 });
  assert.deepEqual(joined.span(2, 2), { start: 12, end: 12 });
});

test('finds the way in from the file', () => {
  assert.equal(joined.offsetOf(9), undefined);
  assert.equal(joined.offsetOf(10), 0);
  assert.equal(joined.offsetOf(13), 3);
  assert.equal(joined.offsetOf(17), undefined, 'between the pieces');
  assert.equal(joined.offsetOf(21), 5);
  assert.equal(joined.offsetOf(24), 8, 'the end counts as inside');
  assert.equal(joined.offsetOf(25), undefined);
});

test('a part keeps its places', () => {
  const part = joined.slice(2, 7);
  assert.equal(part.value, 'e  tw');
  assert.deepEqual(part.span(), { start: 12, end: 23 });
  assert.equal(joined.slice(5).source(0), 21);
});

test('trims blanks, tabs and line ends, and nothing else', () => {
  assert.deepEqual(Text.at(' \t a b\u00a0\r\n', 5).trim().span(), { start: 8, end: 12 });
  assert.equal(Text.at('  ', 5).trim().value, '');
});
