import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Prose } from '../../server/src/catalog/prose.ts';
import { hover } from '../../server/src/features/hover.ts';
import { type FixtureOptions, openFixture } from '../support/fixture.ts';
import { readProse } from '../support/prose.ts';

const prose = new Prose(readProse());

/** The text of the hover, and what it is about, as it stands in the file. */
function hoverAt(source: string, options: FixtureOptions = {}): { text: string; about: string } | undefined {
  const { unit, cursor } = openFixture(source, options);
  const found = hover(unit, cursor, prose);
  if (!found) return undefined;
  const { contents } = found as { contents: { value: string } };
  return { text: contents.value, about: unit.document.getText(found.range) };
}

describe('a directive', () => {
  test('says what it does, its values, where it stands in the manual', () => {
    const found = hoverAt('[Service]\nRes<|>tart=always\n');
    assert.equal(found?.about, 'Restart');
    assert.match(found?.text ?? '', /^\*\*Restart=\*\* · \[Service\]/);
    assert.match(found?.text ?? '', /\| `on-failure` \|/);
    assert.match(found?.text ?? '', /\[systemd\.service\(5\)\]\(https:.*systemd\.service\.html#Restart=\)/);
  });
  test('says since when', () =>
    assert.match(hoverAt('[Service]\nRestart<|>Steps=1\n')?.text ?? '', /since systemd 254/));
  test('by section: Type= of a mount', () =>
    assert.match(hoverAt('[Mount]\nTy<|>pe=ext4\n', { path: 'a.mount' })?.text ?? '', /systemd\.mount/));
  test('an old name is explained by today’s', () => {
    const text = hoverAt('[Service]\nStartLimit<|>Interval=1min\n')?.text ?? '';
    assert.match(text, /old form of `StartLimitIntervalSec=` in \[Unit\]/);
  });
  test('a removed one says so', () =>
    assert.match(hoverAt('[Service]\nMemory<|>Limit=1G\n')?.text ?? '', /does nothing with it any more.*MemoryMax=/));
  test('in the wrong section it is explained as what it is in its own', () =>
    assert.match(
      hoverAt('[Service]\nWanted<|>By=a.target\n')?.text ?? '',
      /knows no WantedBy= in \[Service\].*\[Install\]/s,
    ));
  test('one’s own', () => assert.match(hoverAt('[Service]\nX-<|>Own=1\n')?.text ?? '', /your own/));
});

describe('elsewhere', () => {
  test('a section header', () => {
    const found = hoverAt('[Ser<|>vice]\n');
    assert.equal(found?.about, '[Service]');
    assert.match(found?.text ?? '', /`\.service`/);
  });
  test('a word of an enumeration', () => {
    const found = hoverAt('[Service]\nRestart=on-<|>failure\n');
    assert.equal(found?.about, 'on-failure');
    assert.match(found?.text ?? '', /\*\*Restart=on-failure\*\*/);
  });
  test('a specifier', () => {
    const found = hoverAt('[Service]\nExecStart=/usr/bin/shop --name %<|>i\n');
    assert.equal(found?.about, '%i');
    assert.match(found?.text ?? '', /specifier/);
  });
  test('what a specifier becomes in this file', () => {
    const line = '[Service]\nExecStart=/usr/bin/shop %<|>p\n';
    assert.match(hoverAt(line, { path: 'web-shop@eu.service' })?.text ?? '', /here `web-shop`/);
    assert.match(hoverAt(line.replace('%<|>p', '%<|>i'), { path: 'web-shop@eu.service' })?.text ?? '', /here `eu`/);
    assert.match(hoverAt(line.replace('%<|>p', '%<|>i'), { path: 'web-shop@.service' })?.text ?? '', /by the instance/);
    assert.match(hoverAt(line.replace('%<|>p', '%<|>i'))?.text ?? '', /nothing here/);
  });
  test('on a continued line', () => assert.equal(hoverAt('[Service]\nExecStart=/a \\\n  %<|>n\n')?.about, '%n'));
  test('nothing for unknown names, comments, plain values', () => {
    assert.equal(hoverAt('[Service]\nRes<|>trat=always\n'), undefined);
    assert.equal(hoverAt('[Service]\n# Res<|>tart=\n'), undefined);
    assert.equal(hoverAt('[Service]\nUser=sh<|>op\n'), undefined);
    assert.equal(hoverAt('<|>'), undefined);
  });
});
