import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBoolean } from '../../server/src/values/common/boolean.ts';

test('the words for yes and no, in any case', () => {
  for (const word of ['1', 'yes', 'y', 'true', 't', 'on', 'YES', 'On']) assert.equal(parseBoolean(word), true, word);
  for (const word of ['0', 'no', 'n', 'false', 'f', 'off', 'No', 'OFF']) assert.equal(parseBoolean(word), false, word);
});

test('nothing else', () => {
  for (const word of ['', ' yes', 'yes ', 'enabled', 'yep', '2', '01', 'tru', 'ja']) {
    assert.equal(parseBoolean(word), undefined, word);
  }
});
