/**
 * The workspace in `examples/`: systemd complains of the mistakes that are there on purpose, and of nothing else.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { complaints, formatMessage, skipReason, verify } from '../support/systemd-analyze.ts';

const root = fileURLToPath(new URL('../../examples/', import.meta.url));

/** The lines that systemd complains of. It takes the other mistakes in silence; those are for the rules' own tests. */
const mistakes: Readonly<Record<string, readonly string[]>> = {
  'mistakes.service': [
    'Documentation=https://example.com/mistakes',
    'Type=daemon',
    'Restrat=on-failure',
    'RemainAfterExit=maybe',
    'TimeoutStopSec=5 minuts',
    'ConditionPathExists=/etc/mistakes.conf',
    'MemoryLimit=512M',
    'KillSignal SIGINT',
    '[Instal]',
  ],
  'bot/tidebot.service': ['WorkingDirectory=<path_to_the_bot>'],
};

/** Units that systemd refuses as a whole. */
const refused = ['bot/tidebot.service'];

const folders = ['.', ...subfolders(root).filter((name) => !name.endsWith('.d'))];

describe('examples', () => {
  for (const folder of folders) {
    test(`${folder}: systemd complains of the intended mistakes only`, { skip: skipReason() }, async () => {
      const files = filesOf(folder);
      const messages = complaints(await verify(files, { recursive: 'yes' }));
      const inFolder = (name: string | undefined) => posix.join(folder, name ?? '');

      const found: Record<string, string[]> = {};
      for (const message of messages.filter((each) => each.about === 'line')) {
        const text = files[message.file ?? '']?.split('\n')[(message.line ?? 0) - 1] ?? formatMessage(message);
        const list = found[inFolder(message.file)] ?? [];
        if (!list.includes(text)) list.push(text);
        found[inFolder(message.file)] = list;
      }
      const names = Object.keys(files).map(inFolder);
      assert.deepEqual(found, Object.fromEntries(Object.entries(mistakes).filter(([name]) => names.includes(name))));

      const units = messages.filter((each) => each.about === 'unit').map((each) => inFolder(each.file ?? each.unit));
      assert.deepEqual(
        [...new Set(units)],
        refused.filter((name) => names.includes(name)),
      );

      const rest = messages.filter((each) => each.about === 'other').map(formatMessage);
      assert.deepEqual(
        rest.filter((text) => !text.includes('<user_name>')),
        [],
      );
    });
  }

  test('the README tells of each folder and names only files that are there', () => {
    const readme = readFileSync(posix.join(root, 'README.md'), 'utf8');
    const told = [...readme.matchAll(/^\| `([^`]+)\/` *\|/gm)].map((match) => match[1]);
    assert.deepEqual(told.sort(), folders.filter((name) => name !== '.').sort());
    const all = folders.flatMap((folder) => Object.keys(filesOf(folder)).map((name) => posix.join(folder, name)));
    for (const [, name = ''] of readme.matchAll(/`([\w-]+(?:\/[\w@.-]+)*\.(?:service|conf|timer|mount))`/g)) {
      if (name !== 'new.timer') assert.ok(all.includes(name), `There is no examples/${name}`);
    }
  });
});

function subfolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** The units of one folder and their drop-ins, by the names that they have in a load path. */
function filesOf(folder: string): Record<string, string> {
  const at = posix.join(root, folder);
  const names = readdirSync(at, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => entry.name);
  const dropIns = subfolders(at)
    .filter((name) => name.endsWith('.d'))
    .flatMap((name) => readdirSync(posix.join(at, name)).map((file) => `${name}/${file}`));
  return Object.fromEntries([...names, ...dropIns].map((name) => [name, readFileSync(posix.join(at, name), 'utf8')]));
}
