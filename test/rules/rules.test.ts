/** Every rule has all its parts, and its examples do what its page says. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { RULES } from '../../server/src/rules/index.ts';
import { isRefusal } from '../../server/src/values/value-type.ts';
import { afterFix, checkDiagnostics, diagnosticsOf, readFixture } from '../support/fixture.ts';

const FOLDER = new URL('../../server/src/rules/', import.meta.url);
/** Files that are no rules: what the rules share. */
const SHARED = [
  'edits.ts',
  'find-inline-comment.ts',
  'find-placeholders.ts',
  'index.ts',
  'rule.ts',
  'value-problems.ts',
];
/** Rules whose bad example is too large for a page, or needs another manager; their tests stand in this folder. */
const TESTED_ELSEWHERE = ['adjusted-value', 'line-too-long'];

test('a file each, and each file is listed', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !SHARED.includes(name));
  assert.deepEqual(RULES.map((rule) => `${rule.code}.ts`).sort(), files.sort());
});

test('a rule of values is an error where systemd refuses, a warning where it does not', () => {
  for (const rule of RULES.filter((each) => each.reports)) {
    const problem = { code: rule.reports!, start: 0, end: 0, message: '' };
    assert.equal(rule.severity, isRefusal(problem) ? 'error' : 'warning', rule.code);
  }
});

for (const rule of RULES) {
  describe(rule.code, () => {
    test('has all its parts', () => {
      assert.ok(rule.summary.length <= 80 && !rule.summary.endsWith('.'), 'a short noun phrase');
      assert.ok(rule.explanation.length > 60);
      assert.ok(rule.bad.length > 0 || TESTED_ELSEWHERE.includes(rule.code));
      assert.ok(rule.good.length > 0);
    });
    for (const { text, fixed, path, version } of rule.bad) {
      const options = { ...(path ? { path } : {}), ...(version ? { version } : {}) };
      test(`finds it in ${JSON.stringify(text.slice(0, 60))}`, () => {
        assert.ok(readFixture(text).expected.some(({ code }) => code === rule.code));
        checkDiagnostics(text, options);
      });
      if (fixed === undefined) continue;
      test(`mends it in ${JSON.stringify(text.slice(0, 60))}`, () => {
        assert.equal(afterFix(readFixture(text).text, options), fixed);
        assert.deepEqual(
          diagnosticsOf(fixed, options).filter((each) => each.rule.code === rule.code),
          [],
        );
      });
    }
    for (const { text, path, version } of rule.good) {
      test(`leaves ${JSON.stringify(text.slice(0, 60))} alone`, () => {
        checkDiagnostics(text, { ...(path ? { path } : {}), ...(version ? { version } : {}) });
      });
    }
  });
}
