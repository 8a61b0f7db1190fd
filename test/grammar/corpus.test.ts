// Every real unit: its lines are cut as systemd cuts them, and none of them is taken for a mistake.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { random } from '../support/random.ts';
import { readCorpus, sharedSkip } from '../support/shared.ts';
import { continued, SHARE, tokenize } from './tokenizer.ts';

const UNIT = /(?:\.(?:service|socket|target|device|mount|automount|swap|timer|path|slice|scope)(?:\.d\/[^/]+\.conf)?)$/;

// systemd reports these lines, too.
const BROKEN = ['zephyr-clients/usr/lib/systemd/system/zhm.service:1: i[Unit]'];

test('real units', { skip: sharedSkip('corpus/units.tar.xz') }, (context) => {
  const invalid: string[] = [];
  const adrift: string[] = [];
  const foreign = new Set<string>();
  let bare = 0;
  let files = 0;
  const { seed, chance } = random();
  const before = performance.now();
  for (const [path, text] of readCorpus()) {
    if (!UNIT.test(path) || !chance(SHARE)) continue;
    files++;
    const open = continued(text);
    for (const [index, line] of tokenize(text).entries()) {
      if (line.depth > 1 !== open[index]) adrift.push(`${path}:${index + 1}: ${line.text}`);
      for (const { text, scopes } of line.tokens) {
        if (scopes.some((scope) => scope.startsWith('invalid'))) invalid.push(`${path}:${index + 1}: ${text}`);
        if (text.trim() !== '' && scopes.length === 0) bare++;
        for (const scope of scopes) if (!/\.(?:systemd|shell)$/.test(scope)) foreign.add(scope);
      }
    }
  }
  context.diagnostic(`${files} units in ${Math.round(performance.now() - before)} ms, seed ${seed}`);
  assert.ok(files > 1600 * SHARE * 0.5);
  assert.deepEqual(adrift, []);
  assert.deepEqual(
    invalid.filter((line) => !BROKEN.includes(line)),
    [],
  );
  assert.deepEqual([...foreign], []);
  assert.equal(bare, 0, 'text without any scope');
});
