import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from '../../server/src/values/common/nearest.ts';

const NAMES = ['Restart', 'RestartSec', 'ExecStart', 'ExecStartPre', 'User', 'UMask', 'Type'];

test('finds misspelt names', () => {
  assert.deepEqual(nearest('Restrat', NAMES), ['Restart'], 'letters swapped');
  assert.deepEqual(nearest('ExcStart', NAMES), ['ExecStart'], 'a letter missing');
  assert.deepEqual(nearest('Userr', NAMES), ['User'], 'a letter too many');
  assert.deepEqual(nearest('execstart', NAMES)[0], 'ExecStart', 'case alone');
});

test('finds nothing where nothing is near', () => {
  assert.deepEqual(nearest('WantedBy', NAMES), []);
  assert.deepEqual(nearest('', NAMES), []);
  assert.deepEqual(nearest('x'.repeat(1000), NAMES), []);
});

test('never offers the word itself', () => assert.deepEqual(nearest('User', ['User']), []));
