import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../server/src/rules/index.ts';
import { readUnitFile } from '../../server/src/units/unit-file.ts';

test('an action that the manager of a user replaces', () => {
  const text = '[Unit]\nFailureAction=reboot\n';
  const codes = (version: number, scope: 'system' | 'user'): string[] =>
    diagnose(readUnitFile('shop.service', text, { version, scope })).map(({ rule }) => rule.code);
  assert.deepEqual(codes(252, 'user'), ['adjusted-value']);
  assert.deepEqual(codes(252, 'system'), []);
});
