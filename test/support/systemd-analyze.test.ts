import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { analyze, complaints, formatMessage, parseMessages, skipReason, verify, version } from './systemd-analyze.ts';

test('reads the messages of verify', () => {
  const stderr = [
    "/tmp/x/a.service:3: Unknown key 'Restrat' in section [Service], ignoring.",
    "/tmp/x/a.service.d/b.conf:1: Missing '=', ignoring line.",
    '/usr/lib/systemd/system/c.service:9: Something else.',
    'a.service: Command /x is not executable: No such file or directory',
    'w@i.service: Failed to create w@i.service/start: Unit sysinit.target not found.',
    'x.swap: Value of What= and unit name do not match, not loading.',
    'Unit x.swap has a bad unit file setting.',
    "Accepting user/group name '<x>', which does not match strict user/group name rules.",
    '',
  ].join('\n');
  const messages = parseMessages(stderr, '/tmp/x', ['a.service', 'a.service.d/b.conf', 'w@.service', 'x.swap']);
  assert.deepEqual(
    messages.map((message) => `${message.about} | ${formatMessage(message)}`),
    [
      "line | a.service:3: Unknown key 'Restrat' in section [Service], ignoring.",
      "line | a.service.d/b.conf:1: Missing '=', ignoring line.",
      'line | /usr/lib/systemd/system/c.service:9: Something else.',
      'machine | a.service: Command /x is not executable: No such file or directory',
      'machine | w@.service: Failed to create w@i.service/start: Unit sysinit.target not found.',
      'unit | x.swap: Value of What= and unit name do not match, not loading.',
      'unit | x.swap: has a bad unit file setting.',
      "other | Accepting user/group name '<x>', which does not match strict user/group name rules.",
    ],
  );
  assert.equal(complaints(messages).length, 6);
});

test('asks systemd', { skip: skipReason() }, async () => {
  assert.ok(version() >= 200);
  const run = await analyze(['timespan', '1h 5min']);
  assert.equal(run.status, 0);
  assert.match(run.stdout, /3900000000/);
  assert.notEqual((await analyze(['timespan', 'soon'])).status, 0);
});

test('places messages in units, templates and drop-ins of both scopes', { skip: skipReason() }, async () => {
  for (const scope of ['system', 'user'] as const) {
    const messages = await verify(
      {
        'a.service': '[Service]\nExecStart=/bin/true\n',
        'a.service.d/b.conf': '[Service]\nRestrat=no\n',
        'w@.service': '[Service]\nType=daemon\nExecStart=/no/such/program %i\n',
      },
      { scope },
    );
    // Units of the machine that these depend on are not in the load path of the test.
    const own = messages.filter(({ text }) => !text.includes('Failed to create'));
    assert.deepEqual(
      own.map(({ about, file, line }) => ({ about, file, line })),
      [
        { about: 'line', file: 'a.service.d/b.conf', line: 2 },
        { about: 'line', file: 'w@.service', line: 2 },
        { about: 'machine', file: 'w@.service', line: undefined },
      ],
    );
  }
});

test('refuses names outside of the load path, and nothing to verify', { skip: skipReason() }, async () => {
  await assert.rejects(verify({ 'a.service': '', '../b.service': '' }), /Not a name in a load path/);
  await assert.rejects(verify({ 'a.service.d/b.conf': '' }), /No unit to verify/);
});

test('without a systemd-analyze there is a reason; with a wrong one there is an error', () => {
  const module = fileURLToPath(new URL('./systemd-analyze.ts', import.meta.url));
  const ask = (env: Record<string, string>) =>
    spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `console.log((await import(${JSON.stringify(module)})).skipReason())`],
      { env, encoding: 'utf8' },
    );
  assert.match(ask({ PATH: '/nonexistent' }).stdout, /no systemd-analyze on the PATH/);
  assert.match(ask({ PATH: '/nonexistent', SYSTEMD_ANALYZE: '/no/such/program' }).stderr, /does not answer/);
});
