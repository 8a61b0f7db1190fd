import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeFromWorld } from '../../server/src/features/completion-from-world.ts';
import type { World } from '../../server/src/features/world.ts';
import { applyEdits } from '../../server/src/rules/edits.ts';
import { openFixture } from '../support/fixture.ts';

const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  '/': ['srv/', 'usr/'],
  '/srv/': ['shop/', 'notes.txt', 'with blank'],
};

const world: World = {
  listFolder: async (path) =>
    (FOLDERS[path] ?? []).map((name) => ({ name: name.replace(/\/$/, ''), isFolder: name.endsWith('/') })),
  users: async () => ['root', 'shop'],
  groups: async () => ['adm', 'shop'],
  unitFiles: async () => ['notes.txt', 'redis.service', 'shop.socket'],
};

/** Labels at the cursor. */
async function labels(line: string): Promise<string[]> {
  const { unit, cursor } = openFixture(`[Service]\n${line}\n`);
  return (await completeFromWorld(unit, cursor, world)).map((item) => item.label);
}

/** The line after the first item has been taken. */
async function accepted(line: string): Promise<string> {
  const { unit, cursor } = openFixture(`[Service]\n${line}\n`);
  const [item] = await completeFromWorld(unit, cursor, world);
  assert.ok(item?.textEdit && 'range' in item.textEdit);
  const { range, newText } = item.textEdit;
  const edit = { start: unit.document.offsetAt(range.start), end: unit.document.offsetAt(range.end), text: newText };
  return applyEdits(unit.document.getText(), [edit]).split('\n')[1]!;
}

test('files and folders, names with signs of their own left out', async () => {
  assert.deepEqual(await labels('EnvironmentFile=-/srv/<|>'), ['shop/', 'notes.txt']);
  assert.deepEqual(await labels('ExecStart=/usr/bin/x --config /<|>'), ['srv/', 'usr/']);
  assert.deepEqual(await labels('WorkingDirectory=/srv/<|>'), ['shop/'], 'only folders are meant');
  assert.equal(await accepted('ReadWritePaths=/a /srv/sh<|>'), 'ReadWritePaths=/a /srv/shop/');
});

test('users, groups and units', async () => {
  assert.deepEqual(await labels('User=<|>'), ['root', 'shop']);
  assert.deepEqual(await labels('Group=<|>'), ['adm', 'shop']);
  assert.deepEqual(await labels('Sockets=<|>'), ['redis.service', 'shop.socket']);
  assert.equal(await accepted('SupplementaryGroups=shop a<|>'), 'SupplementaryGroups=shop adm');
});

test('nothing elsewhere', async () => {
  assert.deepEqual(await labels('Restart=<|>'), []);
  assert.deepEqual(await labels('# User=<|>'), []);
  assert.deepEqual(await labels('User=%<|>'), []);
});
