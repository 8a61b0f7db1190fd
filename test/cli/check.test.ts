import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { runCommand } from '../../server/src/cli/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'unitwright-cli-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: string | Uint8Array): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
  return full;
}

interface Run {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in the test's own folder. */
async function run(args: readonly string[], input = ''): Promise<Run> {
  let out = '';
  let err = '';
  const status = await runCommand(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTerminal: false,
    env: {},
    readStdin: () => Buffer.from(input),
  });
  // The folder has another name each time.
  const short = (text: string): string => text.replaceAll(`${folder}/`, '');
  return { status, out: short(out), err: short(err) };
}

/** A path in the test's own folder. */
const at = (path: string): string => join(folder, path);
write('good/shop.service', '[Service]\nExecStart=/usr/bin/shop\n');
write('bad/shop.service', '[Service]\nExecStart=/usr/bin/shop\n\tRestrat=always\n');
write('bad/shop.service.d/10-a.conf', '[Service]\nMemoryLimit=1G\n');
write('bad/notes.txt', 'Restrat=always\n');
write('bad/node_modules/x/y.service', 'nonsense\n');
symlinkSync('/dev/null', join(folder, 'bad/masked.service'));
symlinkSync('nowhere', join(folder, 'bad/dangling.service'));
symlinkSync('.', join(folder, 'bad/loop'));

describe('check', () => {
  test('nothing to report', async () => {
    assert.deepEqual(await run(['check', at('good')]), {
      status: 0,
      out: 'nothing to report in 1 file\n',
      err: '',
    });
  });

  test('shows the place under the line', async () => {
    const { status, out } = await run(['check', at('bad')]);
    assert.equal(status, 1);
    assert.equal(
      out,
      `bad/shop.service:3:2 error systemd ignores this line: it knows no Restrat= in [Service]. Did you mean Restart=? (unknown-directive)
    3 |     Restrat=always
      |     ^^^^^^^

bad/shop.service.d/10-a.conf:2:1 warning systemd does nothing with MemoryLimit= any more. Use MemoryMax=. (removed-directive)
    2 | MemoryLimit=1G
      | ^^^^^^^^^^^

1 error, 1 warning in 2 files
`,
    );
  });

  test('json has the fields that others build on', async () => {
    const { status, out } = await run(['check', '--format', 'json', at('bad/shop.service')]);
    assert.equal(status, 1);
    assert.deepEqual(JSON.parse(out), [
      {
        path: 'bad/shop.service',
        line: 3,
        column: 2,
        endLine: 3,
        endColumn: 9,
        severity: 'error',
        code: 'unknown-directive',
        category: 'assignment',
        message: 'systemd ignores this line: it knows no Restrat= in [Service]. Did you mean Restart=?',
        url: 'https://github.com/unitwright/unitwright/blob/main/docs/rules/unknown-directive.md',
      },
    ]);
    assert.deepEqual(JSON.parse((await run(['check', '--format=json', at('good')])).out), []);
  });

  test('select, ignore, quiet, max-severity', async () => {
    assert.equal((await run(['check', '--select', 'removed-directive', at('bad')])).status, 0);
    assert.equal((await run(['check', '--ignore', 'assignment', at('bad')])).out, 'nothing to report in 2 files\n');
    assert.match((await run(['check', '--max-severity', 'warning', at('bad')])).out, /2 warnings in 2 files/);
    assert.equal((await run(['check', '--max-severity', 'warning', at('bad')])).status, 0);
    assert.doesNotMatch((await run(['check', '--quiet', at('bad')])).out, /in 2 files/);
  });

  test('the target version counts', async () => {
    write('new/a.service', '[Service]\nExecStart=/bin/true\nRestartSteps=3\n');
    assert.equal((await run(['check', at('new')])).status, 0);
    assert.equal((await run(['check', '--systemd-version', '252', at('new')])).status, 1);
  });

  test('standard input', async () => {
    const text = '[Service]\nRestrat=x\n';
    assert.match((await run(['check', '--stdin-filename', 'a.service', '-'], text)).out, /^a\.service:2:1 error/);
    assert.equal((await run(['check', '-'], text)).status, 2);
  });

  test('a file that is named, not by the name of a unit, is passed over', async () => {
    const { status, err } = await run(['check', at('bad/notes.txt'), at('good')]);
    assert.equal(status, 0);
    assert.match(err, /notes\.txt: not named like a unit/);
  });

  test('one bad path does not stop the others', async () => {
    const { status, out, err } = await run(['check', at('missing.service'), at('bad/shop.service')]);
    assert.equal(status, 2);
    assert.match(err, /^unitwright: missing\.service: there is no such file\n$/);
    assert.match(out, /1 error/);
  });

  test('a file without permission', async () => {
    const path = write('secret/a.service', '[Service]\n');
    chmodSync(path, 0o000);
    // The superuser may read everything: then there is nothing to complain of.
    assert.equal((await run(['check', path])).status, process.getuid?.() === 0 ? 0 : 2);
  });

  test('bytes that are not UTF-8', async () => {
    write('latin/a.service', Uint8Array.from(Buffer.from('[Unit]\nDescription=Caf\u00e9\n', 'latin1')));
    const { out } = await run(['check', at('latin')]);
    assert.match(out, /invalid-utf8/);
    assert.match(out, /Caf\ufffd/);
  });

  test('nothing in a file steers the terminal', async () => {
    write('evil/a.service', '[Unit]\n\u001b[2JNonsense\n');
    assert.ok(!(await run(['check', at('evil')])).out.includes('\u001b'));
  });

  test('a long line is cut around the place', async () => {
    write('long/a.service', `[Service]\nExecStart=/bin/x ${'y'.repeat(5000)} # why\n`);
    const lines = (await run(['check', at('long')])).out.split('\n');
    assert.ok(lines.every((line) => line.length < 250));
    assert.equal(lines[1]!.indexOf('# why'), lines[2]!.indexOf('^'));
  });
});

describe('wrong use', () => {
  const cases: [readonly string[], RegExp][] = [
    [[], /say what to do/],
    [['chekc'], /no command “chekc”/],
    [['check'], /at least one file/],
    [['check', '--format', 'xml', at('good')], /--format takes pretty, json/],
    [['check', '--systemd-version', 'old', at('good')], /no systemd version/],
    [['check', '--select', 'nonsense', at('good')], /no rule or category/],
    [['check', '--nonsense', at('good')], /nonsense/],
    [['lsp'], /--stdio/],
  ];
  for (const [args, words] of cases) {
    test(args.join(' ') || 'nothing at all', async () => {
      const { status, err } = await run(args);
      assert.equal(status, 2);
      assert.match(err, words);
      assert.ok(err.split('\n').length <= 3, 'one sentence and where to look');
    });
  }
  test('--help is no mistake', async () => {
    const { status, out } = await run(['--help']);
    assert.equal(status, 0);
    assert.match(out, /usage: unitwright check/);
  });
});
