/** Our words: there for everything that systemd documents, for nothing else, and in the form that the hover counts on. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Directive,
  directivesOf,
  isSection,
  SPECIFIERS,
  sectionsOf,
  sectionsWith,
  UNIT_TYPES,
  wordsOf,
} from '../../server/src/catalog/lookup.ts';
import { Prose, parseProse } from '../../server/src/catalog/prose.ts';
import { readProse } from '../support/prose.ts';

const files = readProse();
const prose = new Prose(files);
const sections = [...new Set(UNIT_TYPES.flatMap((type) => sectionsOf(type)))];
const documented: Directive[] = sections
  .flatMap((section) => directivesOf(section))
  .filter((directive) => directive.page !== undefined);

test('every documented directive is explained', () => {
  const missing = documented.filter((directive) => !prose.directive(directive));
  assert.deepEqual(
    missing.map(({ section, name, page }) => `${section}.${name} (${page})`),
    [],
  );
});

test('every section and every specifier is explained', () => {
  assert.deepEqual(
    sections.filter((section) => !prose.section(section)),
    [],
  );
  const letters = [...SPECIFIERS.unit, ...SPECIFIERS.name, ...SPECIFIERS.install].map(({ letter }) => letter);
  assert.deepEqual(
    [...new Set(letters)].filter((letter) => !prose.specifier(`%${letter}`)),
    [],
  );
});

test('every value of an enumeration is explained', () => {
  const missing = documented.flatMap((directive) => {
    const words = wordsOf(directive.parser);
    // Open lists (signals, outputs) have more values than a table should.
    if (!words || words.open || directive.parser === 'personality') return [];
    const { values } = prose.directive(directive)!;
    return words.words
      .filter((word) => !word.obsolete && !values.has(word.name))
      .map((word) => `${directive.name}=${word.name}`);
  });
  assert.deepEqual([...new Set(missing)], []);
});

for (const [file, text] of Object.entries(files)) {
  describe(file, () => {
    const explanations = parseProse(text);
    test('names only what exists', () => {
      const exists = (name: string): boolean => {
        if (file === 'sections.md') return isSection(name);
        if (file === 'specifiers.md') return /^%[A-Za-z%]$/.test(name);
        return documented.some((directive) => directive.name === name && `systemd.${file}` === `${directive.page}.md`);
      };
      assert.deepEqual(
        [...explanations.keys()].filter((name) => !exists(name)),
        [],
      );
    });
    test('begins each explanation with one short sentence', () => {
      for (const [name, { summary }] of explanations) {
        assert.ok(summary.length <= 110 && summary.length > 15, `${name}: ${summary}`);
        assert.match(summary, /^[A-Z%`].*[.]$/u, name);
      }
    });
    test('refers to what exists', () => {
      for (const [name, { body }] of explanations) {
        for (const line of body.match(/^See also: .*$/gm) ?? []) {
          const names = [...line.matchAll(/`([A-Za-z0-9]+)=`/g)].map(([, each]) => each!);
          assert.ok(names.length > 0, `${name}: ${line}`);
          assert.deepEqual(
            names.filter((each) => sectionsWith(each).length === 0),
            [],
            name,
          );
        }
      }
    });
    test('has well-formed tables', () => {
      for (const [name, { body }] of explanations) {
        const rows = body.split('\n').filter((line) => line.startsWith('|'));
        const widths = new Set(rows.map((row) => row.split(/(?<!\\)\|/).length));
        assert.ok(widths.size <= 1, `${name}: ${rows.join('\n')}`);
      }
    });
  });
}
