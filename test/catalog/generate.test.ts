/**
 * The committed facts against the sources they come from: `SYSTEMD_SOURCE` names the newest unpacked source tree,
 * `SYSTEMD_SOURCE_OLDER` the older ones, separated by colons.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { encodeFile } from '../../scripts/catalog/encode.ts';
import { FACTS_FILE, generate } from '../../scripts/catalog/generate.ts';
import { GPERF } from '../../scripts/catalog/gperf.ts';
import { openTree, type Tree } from '../../scripts/catalog/source.ts';
import { FACTS } from '../../server/src/catalog/facts.ts';
import { optional } from '../support/skips.ts';

const newest = process.env.SYSTEMD_SOURCE;
const older = (process.env.SYSTEMD_SOURCE_OLDER ?? '').split(':').filter((path) => path !== '');
const missing = newest ? undefined : 'SYSTEMD_SOURCE names no systemd source tree';

suite('the generator', { skip: optional(missing) }, () => {
  /** A tree in which one file is another. */
  const changed = (path: string, change: (text: string) => string): Tree => {
    const tree = openTree(newest!);
    return { ...tree, read: (file) => (file === path ? change(tree.read(file)) : tree.read(file)) };
  };

  test('makes the committed file', () => {
    const facts = generate(openTree(newest!), older.map(openTree));
    assert.deepEqual(facts.compared, FACTS.compared, 'SYSTEMD_SOURCE_OLDER names the compared trees');
    assert.equal(encodeFile(facts), readFileSync(FACTS_FILE, 'utf8'), 'run scripts/catalog/generate.ts');
  });

  test('stops at an unknown parser', () => {
    const tree = changed(GPERF, (text) => text.replace('config_parse_kill_mode,', 'config_parse_mood,'));
    assert.throws(() => generate(tree, []), {
      message: 'config_parse_mood: the parser is not defined in any source file',
    });
  });

  test('stops at an unknown section', () => {
    const tree = changed(GPERF, (text) => `${text}\nMoon.Phase, config_parse_bool, 0, 0\n`);
    assert.throws(() => generate(tree, []), { message: /no unit type has the section \[Moon\]$/ });
  });

  test('stops at a directive that the manual describes and no section has', () => {
    const tree = changed('man/systemd.kill.xml', (text) => text.replace('<varname>KillMode=', '<varname>Mood='));
    assert.throws(() => generate(tree, []), { message: 'man/systemd.kill.xml: describes Mood=, which no section has' });
  });

  test('stops at trees in the wrong order', () => {
    assert.throws(() => generate(openTree(newest!), [openTree(newest!)]), { message: /is not older than/ });
  });
});
