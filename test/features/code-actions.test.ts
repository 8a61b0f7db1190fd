import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeActions } from '../../server/src/features/code-actions.ts';
import { openFixture } from '../support/fixture.ts';

function titles(source: string): string[] {
  const { unit, cursor } = openFixture(source);
  const at = unit.document.positionAt(cursor);
  return codeActions(unit, { start: at, end: at }).map((action) => `${action.title}${action.isPreferred ? ' *' : ''}`);
}

test('fixes of the problem under the cursor', () => {
  assert.deepEqual(titles('[Service]\nRestrat<|>=always\n'), ['Write “Restart=” *']);
  assert.deepEqual(titles('[Service]\nRemainAfterExit=ma<|>ybe\n'), ['Write “yes”', 'Write “no”']);
});

test('nothing elsewhere', () => assert.deepEqual(titles('[Service]\nRestrat=always\nUs<|>er=x\n'), []));

test('an action carries its problem and edits of this document', () => {
  const { unit } = openFixture('[Service]\nRestrat=always\n');
  const [action] = codeActions(unit, { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } });
  assert.equal(action?.diagnostics?.[0]?.code, 'unknown-directive');
  assert.deepEqual(Object.keys(action?.edit?.changes ?? {}), [unit.document.uri]);
});
