/**
 * Every snippet, with its defaults and with each value of its choices, is a unit that systemd takes without a word.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type Expansion, expand } from '../snippets/expand.ts';
import { type Kind, kinds } from '../snippets/kinds.ts';
import { analyze, complaints, formatMessage, skipReason, verify } from '../support/systemd-analyze.ts';

interface Snippet {
  prefix: string;
  description: string;
  body: readonly string[];
  isFileTemplate?: boolean;
}

const snippets: Readonly<Record<string, Snippet>> = JSON.parse(
  readFileSync(new URL('../../snippets/systemd.json', import.meta.url), 'utf8'),
);
const list = Object.values(snippets);
const sectionOrder = /^\[(Unit)\]|^\[(Service|Socket|Timer|Path|Mount|Automount|Swap|Slice)\]|^\[(Install)\]/;

/** The exposure of the hardened service, 0 to 10, that `systemd-analyze security` must not find exceeded. */
const highestExposure = 1.5;

describe('snippets', () => {
  test('each has a row in the table of kinds, and no row is left over', () => {
    assert.deepEqual(list.map((snippet) => snippet.prefix).sort(), Object.keys(kinds).sort());
  });

  test('prefixes are short words, and each is there once', () => {
    const prefixes = list.map((snippet) => snippet.prefix);
    assert.deepEqual(prefixes, [...new Set(prefixes)]);
    for (const prefix of prefixes) assert.match(prefix, /^[a-z]+(-[a-z]+)*$/);
  });

  for (const [title, snippet] of Object.entries(snippets)) {
    const kind = kinds[snippet.prefix] ?? { file: 'demo.service' };
    const plain = expandFor(snippet, kind.file);

    test(`${snippet.prefix}: its form`, () => {
      assert.match(title, /^[A-Z]/);
      assert.match(snippet.description, /^[A-Z].{10,98}$/);
      assert.doesNotMatch(snippet.description, /\.$/);
      assert.equal(snippet.isFileTemplate ?? false, kind.section === undefined, 'whole files are file templates');
      assert.ok(snippet.body.join('\n').endsWith('$0'), 'the cursor ends behind the text');
      assert.deepEqual(
        plain.stops,
        plain.stops.map((_, index) => index),
        'tab stops are numbered without a gap',
      );
      assert.deepEqual(
        plain.variables.filter((name) => name !== 'TM_FILENAME_BASE'),
        [],
      );
    });

    test(`${snippet.prefix}: its text`, () => {
      const lines = plain.text.split('\n');
      if (kind.section === undefined) assert.equal(lines.at(-1), '', 'a file ends with a line break');
      for (const line of lines) {
        assert.doesNotMatch(line, /\s$|\t/, `stray space: ${line}`);
        assert.ok(line.length <= 100, `too long: ${line}`);
        if (!line.startsWith('#')) assert.doesNotMatch(line, /\s[#;]/, `comments have lines of their own: ${line}`);
      }
      const headers = lines.filter((line) => line.startsWith('['));
      const places = headers.map((line) =>
        sectionOrder
          .exec(line)
          ?.slice(1)
          .findIndex((name) => name !== undefined),
      );
      assert.ok(!places.includes(undefined), `unknown section among ${headers.join(' ')}`);
      assert.deepEqual(places, [...new Set(places)].sort(), 'sections come once, in the usual order');
      checkPractice(plain.text, kind);
    });

    test(`${snippet.prefix}: systemd takes it`, { skip: skipReason() }, async () => {
      await accepted(kind, plain.text);
      for (const choice of plain.choices) {
        for (const value of choice.values.slice(1)) {
          await accepted(kind, expandFor(snippet, kind.file, { [choice.stop]: value }).text);
        }
      }
    });
  }

  test('service-hardened: systemd finds little exposure', { skip: skipReason() }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'unitwright-security-'));
    try {
      const path = join(folder, 'demo.service');
      await writeFile(path, byPrefix('service-hardened', 'demo.service').text);
      const run = await analyze(
        ['security', '--offline=true', '--no-pager', `--threshold=${highestExposure * 10}`, path],
        { env: { SYSTEMD_UNIT_PATH: folder } },
      );
      assert.match(run.stdout, /Overall exposure level for demo\.service: \d/);
      assert.equal(run.status, 0, run.stdout.trim().split('\n').at(-1));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** What is bad practice although systemd takes it in silence. */
function checkPractice(text: string, kind: Kind): void {
  const values = (key: string) => [...text.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map((match) => match[1] ?? '');
  if (kind.section === undefined && !kind.file.includes('.d/')) {
    assert.match(values('Description').join(), /^[A-Z].*[^.]$/, 'a title, capitalised and without a full stop');
  }
  for (const command of ['ExecStart', 'ExecReload', 'ExecStop'].flatMap(values)) {
    assert.match(command, /^$|^\/|^%h\//, 'the path of a program is absolute');
  }
  assert.doesNotMatch(text, /syslog\.target|KillMode=none|\/var\/run|StandardOutput=syslog/);
  assert.equal(
    values('Wants').some((value) => value.includes('network-online.target')),
    values('After').some((value) => value.includes('network-online.target')),
    'network-online.target is both pulled in and waited for',
  );
  if (values('Restart').length > 0) assert.equal(values('RestartSec').length, 1);
  if (text.includes('StartLimit')) assert.doesNotMatch(text, /\[Service\][^[]*StartLimit/);
}

/** Fails with what systemd says of the text in a file of this kind, other than of the machine. */
async function accepted(kind: Kind, text: string): Promise<void> {
  const files: Record<string, string> = { [kind.file]: surrounded(kind, text) };
  for (const [name, source] of Object.entries(kind.beside ?? {})) {
    files[name] = 'text' in source ? source.text : byPrefix(source.prefix, name).text;
  }
  const messages = await verify(files, { scope: kind.scope ?? 'system', recursive: 'yes' });
  assert.deepEqual(complaints(messages).map(formatMessage), [], files[kind.file]);
}

/** A part of a unit, put into a unit that is otherwise complete. */
function surrounded(kind: Kind, text: string): string {
  if (kind.section === undefined) return text;
  const inside = (section: Kind['section']) => (kind.section === section ? `${text}\n` : '');
  return `[Unit]\nDescription=Demo\n${inside('Unit')}\n[Service]\nExecStart=/bin/true\n${inside('Service')}\n${inside('Install')}`;
}

function byPrefix(prefix: string, file: string): Expansion {
  const snippet = list.find((candidate) => candidate.prefix === prefix);
  assert.ok(snippet !== undefined, `There is no snippet ${prefix}`);
  return expandFor(snippet, file);
}

function expandFor(snippet: Snippet, file: string, chosen: Readonly<Record<number, string>> = {}): Expansion {
  const name = file.slice(file.lastIndexOf('/') + 1);
  // As VS Code has it: the name without the last extension.
  const variables = { TM_FILENAME_BASE: name.slice(0, name.lastIndexOf('.')) };
  return expand(snippet.body.join('\n'), { variables, chosen });
}
