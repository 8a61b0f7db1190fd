import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { grammarPath, shellStubPath } from './tokenizer.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const fixtures = readdirSync(new URL('fixtures', import.meta.url));

test('the scopes that the fixtures name', () => {
  const runner = createRequire(import.meta.url).resolve('vscode-tmgrammar-test/dist/unit.js');
  // Not in the project's root: there the runner would read package.json, too.
  const result = spawnSync(process.execPath, [runner, '-g', grammarPath, '-g', shellStubPath, 'fixtures/*'], {
    cwd: here,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  assert.equal(result.status, 0, `${result.stdout}${result.stderr}`);
  for (const fixture of fixtures) assert.ok(result.stdout.includes(fixture), `${fixture} was not run`);
});

test('every fixture makes assertions', () => {
  for (const fixture of fixtures) {
    const text = readFileSync(new URL(`fixtures/${fixture}`, import.meta.url), 'utf8');
    assert.ok((text.match(/^# *(?:\^|<)/gm)?.length ?? 0) > 10, fixture);
  }
});
