import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLongerThan, isValidUtf8, splitLines } from '../../server/src/syntax/lines.ts';

/** Contents and line ends of a text. */
function split(text: string): [string, string][] {
  return splitLines(text).map(({ start, end, next }) => [text.slice(start, end), text.slice(end, next)]);
}

test('an empty text has no line', () => assert.deepEqual(split(''), []));
test('a last line needs no line end', () =>
  assert.deepEqual(split('a\nb'), [
    ['a', '\n'],
    ['b', ''],
  ]));
test('a line end at the end opens no line', () => assert.deepEqual(split('a\n'), [['a', '\n']]));

for (const end of ['\n', '\r', '\0', '\r\n', '\n\r', '\n\0', '\r\0', '\r\n\0', '\n\r\0']) {
  test(`${JSON.stringify(end)} is one line end`, () => {
    assert.deepEqual(split(`a${end}b`), [
      ['a', end],
      ['b', ''],
    ]);
  });
}

test('the same sign twice is two line ends', () => {
  assert.deepEqual(split('a\n\nb'), [
    ['a', '\n'],
    ['', '\n'],
    ['b', ''],
  ]);
  assert.deepEqual(split('a\r\n\r\nb'), [
    ['a', '\r\n'],
    ['', '\r\n'],
    ['b', ''],
  ]);
  assert.deepEqual(split('a\0\0b'), [
    ['a', '\0'],
    ['', '\0'],
    ['b', ''],
  ]);
  assert.deepEqual(split('a\n\r\nb'), [
    ['a', '\n\r'],
    ['', '\n'],
    ['b', ''],
  ]);
});

test('nothing belongs to a line end behind a NUL', () => {
  assert.deepEqual(split('a\0\nb'), [
    ['a', '\0'],
    ['', '\n'],
    ['b', ''],
  ]);
});

test('the length counts bytes of UTF-8', () => {
  assert.equal(isLongerThan('aaaa', 4), false);
  assert.equal(isLongerThan('aaaaa', 4), true);
  assert.equal(isLongerThan('ää', 4), false);
  assert.equal(isLongerThan('ääa', 4), true);
  assert.equal(isLongerThan('€a', 4), false);
  assert.equal(isLongerThan('😀', 4), false);
  assert.equal(isLongerThan('😀a', 4), true);
});

test('takes for UTF-8 what systemd takes', () => {
  for (const text of ['', 'plain', 'größe', '日本', '😀', '\ufeff', '\ufffd'])
    assert.equal(isValidUtf8(text), true, text);
  for (const text of ['\udc80', 'a\ud83d', '\ufffe', '\uffff', '\ufdd0', '\ufdef', '\u{1ffff}', '\u{10fffe}']) {
    assert.equal(isValidUtf8(`a${text}b`), false, escape(text));
  }
});
