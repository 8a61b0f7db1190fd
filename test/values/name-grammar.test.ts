/** The grammars of names: units, paths as units, slices, users, the message bus. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isValidBusName } from '../../server/src/values/name/bus-name.ts';
import {
  escapePath,
  escapeUnitName,
  isValidSliceName,
  isValidUnitName,
  type NameKind,
  parentSlices,
  parseUnitName,
  replaceInstance,
  unescapePath,
  unescapeUnitName,
  unitNameOfPath,
} from '../../server/src/values/name/unit-name.ts';
import { isValidUserName, parseUid } from '../../server/src/values/name/user-name.ts';

test('unit names and their kinds', () => {
  const kinds: [string, NameKind][] = [
    ['a.service', 'plain'],
    ['-.slice', 'plain'],
    ['a:b_c.d\\x2d.mount', 'plain'],
    ['..socket', 'plain'],
    ['a@.service', 'template'],
    ['a@b.service', 'instance'],
    ['a@b@c.timer', 'instance'],
    ['a@@.service', 'instance'],
    [`${'a'.repeat(247)}.service`, 'plain'],
  ];
  for (const [name, kind] of kinds) assert.equal(parseUnitName(name)?.kind, kind, name);
});

test('what is no unit name', () => {
  const wrong = ['', 'a', '.service', '@.service', '@a.service', 'a.Service', 'a.snapshot', 'a b.service', 'ä.service'];
  for (const name of [...wrong, 'a/b.mount', 'a.service ', '"a.service"', `${'a'.repeat(248)}.service`, 'a.']) {
    assert.equal(parseUnitName(name), undefined, name);
    assert.equal(isValidUnitName(name), false, name);
  }
});

test('instances', () => {
  assert.equal(replaceInstance('a@.service', 'b'), 'a@b.service');
  assert.equal(replaceInstance('a@x.service', 'b'), 'a@b.service');
  assert.equal(replaceInstance('a.service', 'b'), undefined);
  assert.equal(replaceInstance('a@.service', ''), undefined);
  assert.equal(replaceInstance('a@.service', 'x'.repeat(250)), undefined);
});

test('slices', () => {
  for (const name of ['-.slice', 'a.slice', 'a-b-c.slice', 'a_b.slice'])
    assert.equal(isValidSliceName(name), true, name);
  for (const name of ['a--b.slice', '-a.slice', 'a-.slice', 'a.service', 'a@b.slice', '--.slice']) {
    assert.equal(isValidSliceName(name), false, name);
  }
  assert.deepEqual(parentSlices('a-b-c.slice'), ['-.slice', 'a.slice', 'a-b.slice']);
  assert.deepEqual(parentSlices('-.slice'), []);
});

test('escaping', () => {
  const pairs: [string, string][] = [
    ['a b', 'a\\x20b'],
    ['a/b-c', 'a-b\\x2dc'],
    ['.hidden', '\\x2ehidden'],
    ['a.b', 'a.b'],
    ['ä', '\\xc3\\xa4'],
    ['x\\y', 'x\\x5cy'],
  ];
  for (const [text, escaped] of pairs) {
    assert.equal(escapeUnitName(text), escaped);
    assert.equal(unescapeUnitName(escaped), text);
  }
  for (const broken of ['a\\b', '\\x2', '\\xzz', 'a\\']) assert.equal(unescapeUnitName(broken), undefined, broken);
  assert.equal(unescapeUnitName('100%25'), '100%25');
});

test('paths as units', () => {
  assert.equal(escapePath('/srv//my data/./x/'), 'srv-my\\x20data-x');
  assert.equal(escapePath('/'), '-');
  assert.equal(escapePath('/a/../b'), undefined);
  assert.equal(unescapePath('srv-my\\x20data'), '/srv/my data');
  assert.equal(unescapePath('-'), '/');
  for (const wrong of ['', '-a', 'a-', 'a--b', 'a-\\x2e\\x2e-b']) assert.equal(unescapePath(wrong), undefined, wrong);
  assert.equal(unitNameOfPath('/dev/disk/by-label/data', 'device'), 'dev-disk-by\\x2dlabel-data.device');
  assert.equal(unitNameOfPath(`/${'a'.repeat(250)}`, 'mount'), undefined);
});

test('numbers of users', () => {
  assert.equal(parseUid('0'), 0);
  assert.equal(parseUid('4294967294'), 4294967294);
  assert.equal(parseUid('65535'), 'reserved');
  assert.equal(parseUid('4294967295'), 'reserved');
  for (const wrong of ['', '-1', '+1', '01', ' 1', '4294967296', '0x1', '1a']) assert.equal(parseUid(wrong), undefined);
});

test('names of users, strict', () => {
  for (const name of ['a', '_a', 'A-b_9', 'a'.repeat(31)]) assert.equal(isValidUserName(name, 'strict'), true, name);
  for (const name of ['', '-a', '9a', 'a.b', 'a$', 'ä', 'a b', '0', 'a'.repeat(32)]) {
    assert.equal(isValidUserName(name, 'strict'), false, name);
  }
});

test('names of users, relaxed', () => {
  for (const name of ['a.b', 'a b', 'a@b', 'D\\u', 'ä', 'x$', '9a', '--', '-a', '...', 'a'.repeat(400)]) {
    assert.equal(isValidUserName(name, 'relaxed'), true, name);
  }
  for (const name of [
    '',
    ' a',
    'a ',
    'a:b',
    'a/b',
    '.',
    '..',
    '-',
    '-1',
    '007',
    '65535',
    '99999999999',
    'a\tb',
    '\ud800',
  ]) {
    assert.equal(isValidUserName(name, 'relaxed', { numeric: true }), false, name);
  }
  assert.equal(isValidUserName('1000', 'relaxed'), false);
  assert.equal(isValidUserName('1000', 'relaxed', { numeric: true }), true);
});

test('names on the bus', () => {
  for (const name of ['a.b', 'org.example.Shop-1_x', '-a.-b', ':1.42', `a.${'b'.repeat(253)}`]) {
    assert.equal(isValidBusName(name), true, name);
  }
  for (const name of ['', 'a', '.a.b', 'a..b', 'a.b.', 'a.1b', ':', ':1', 'a.b/c', 'ä.b', `a.${'b'.repeat(254)}`]) {
    assert.equal(isValidBusName(name), false, name);
  }
});
