import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LEGEND, semanticTokens } from '../../server/src/features/semantic-tokens.ts';
import { openFixture } from '../support/fixture.ts';

/** Each token with its kind. */
function tokens(source: string): string[] {
  const { unit } = openFixture(source);
  const { data } = semanticTokens(unit);
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0, modifiers = 0] = data.slice(i, i + 5);
    character = lines === 0 ? character + characters : characters;
    line += lines;
    const range = { start: { line, character }, end: { line, character: character + length } };
    found.push(`${unit.document.getText(range)}: ${LEGEND.tokenTypes[type]}${modifiers ? ' deprecated' : ''}`);
  }
  return found;
}

test('words that the directive takes, and no others', () => {
  assert.deepEqual(tokens('[Service]\nType=exec\nRestart=alwys\nRemainAfterExit=on\nUser=always\n'), [
    'exec: enumMember',
    'on: enumMember',
  ]);
});

test('specifiers that are expanded there', () => {
  assert.deepEqual(tokens('[Unit]\nDescription=%n of %Q at 100%%\n[Service]\nType=%n\n'), ['%n: macro', '%%: macro']);
  assert.deepEqual(tokens('[Install]\nWantedBy=%i.target %h\n'), ['%i: macro']);
});

test('old names', () => {
  assert.deepEqual(tokens('[Service]\nMemoryLimit=1G\nStartLimitInterval=1min\n'), [
    'MemoryLimit: property deprecated',
    'StartLimitInterval: property deprecated',
  ]);
});

test('on continued lines, and nothing in other programs’ files', () => {
  assert.deepEqual(tokens('[Service]\nExecStart=/a \\\n  %n\n'), ['%n: macro']);
  assert.deepEqual(tokens('[D-BUS Service]\nName=%n\n'), []);
});
