import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeReplacement, encodeRow, encodeWord } from '../../scripts/catalog/encode.ts';
import { decodeReplacement, decodeRow, decodeWord, FACTS, type FactRow } from '../../server/src/catalog/facts.ts';

const BARE: FactRow = { name: 'Name', parser: 'bool', sinceConfirmed: false, absentIn: [], removed: false };

const ROWS: readonly [text: string, row: FactRow][] = [
  ['Name bool - -', BARE],
  ['Name bool systemd.exec 250', { ...BARE, page: 'systemd.exec', since: 250, sinceConfirmed: true }],
  ['Name bool systemd.unit 244~', { ...BARE, page: 'systemd.unit', since: 244 }],
  ['Name timer:TIMER_BOOT - -', { ...BARE, parser: 'timer', argument: 'TIMER_BOOT' }],
  ['Name bool - - !257,252', { ...BARE, absentIn: [257, 252] }],
  [
    'Name bool - - 257=sec 252=rlimit:RLIMIT_AS',
    { ...BARE, parserIn: { 257: { parser: 'sec' }, 252: { parser: 'rlimit', argument: 'RLIMIT_AS' } } },
  ],
  ['Name bool - - removed same:Other', { ...BARE, removed: true, replacement: { name: 'Other', sameValue: true } }],
  ['Name bool - - now:Unit.Other', { ...BARE, replacement: { section: 'Unit', name: 'Other', sameValue: false } }],
  ['Name bool - - #Name=a b, Other=#c', { ...BARE, anchor: 'Name=a b, Other=#c' }],
];

for (const [text, row] of ROWS) {
  test(`a row is text and back: ${text}`, () => {
    assert.equal(encodeRow(row), text);
    assert.deepEqual(decodeRow(text), row);
  });
}

test('words are text and back', () => {
  assert.equal(encodeWord('ext', [257, 252]), 'ext!257,252');
  assert.deepEqual(decodeWord('ext!257,252'), { name: 'ext', absentIn: [257, 252] });
  assert.deepEqual(decodeWord(encodeWord('D', [252], 'instance')), { name: 'D', absentIn: [252], flag: 'instance' });
  assert.deepEqual(decodeWord('journal+console'), { name: 'journal+console' });
});

test('replacements are text and back', () => {
  const replacement = { section: 'Unit', name: 'RebootArgument', sameValue: true };
  assert.deepEqual(decodeReplacement(encodeReplacement(replacement)), replacement);
});

test('every row of the file reads back as it is written', () => {
  for (const row of FACTS.groups.flatMap((group) => group.rows)) assert.equal(encodeRow(decodeRow(row)), row);
});
