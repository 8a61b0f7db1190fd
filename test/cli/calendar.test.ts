import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCalendar } from '../../server/src/cli/calendar.ts';

const NOW = Date.UTC(2026, 10, 20, 12) * 1000;

function run(args: readonly string[], zone = 'Europe/Berlin'): { status: number; out: string; err: string } {
  let out = '';
  let err = '';
  const status = runCalendar(
    args,
    {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      isTerminal: false,
      env: { TZ: zone },
      readStdin: () => new Uint8Array(),
    },
    NOW,
  );
  return { status, out, err };
}

test('as systemd-analyze prints it', () => {
  assert.deepEqual(run(['--iterations=2', 'Mon 10:00', '*-02-31']), {
    status: 0,
    out: `  Original form: Mon 10:00
Normalized form: Mon *-*-* 10:00:00
    Next elapse: Mon 2026-11-23 10:00:00 CET
       (in UTC): Mon 2026-11-23 09:00:00 UTC
       From now: 2 days left
   Iteration #2: Mon 2026-11-30 10:00:00 CET
       (in UTC): Mon 2026-11-30 09:00:00 UTC
       From now: 1 week 2 days left

  Original form: *-02-31
Normalized form: *-02-31 00:00:00
    Next elapse: never
`,
    err: '',
  });
});

test('in UTC there is no second clock', () => {
  assert.equal(
    run(['*-*-* 00:00:00'], 'UTC').out,
    'Normalized form: *-*-* 00:00:00\n    Next elapse: Sat 2026-11-21 00:00:00 UTC\n       From now: 12h left\n',
  );
});

test('--base-time', () => {
  assert.match(run(['--base-time', '2030-01-01 UTC', 'daily'], 'UTC').out, /Next elapse: Wed 2030-01-02 00:00:00 UTC/);
  assert.match(run(['--base-time=+2d', 'daily'], 'UTC').out, /Next elapse: Mon 2026-11-23 00:00:00 UTC/);
});

test('--json', () => {
  const { status, out, err } = run(['--json', '--iterations=2', '14:00', 'dayly', 'Mon 2003-03-05']);
  assert.equal(err, '');
  assert.equal(status, 1);
  assert.deepEqual(JSON.parse(out), [
    {
      expression: '14:00',
      valid: true,
      normalized: '*-*-* 14:00:00',
      next: ['2026-11-20T13:00:00Z', '2026-11-21T13:00:00Z'],
      error: null,
    },
    {
      expression: 'dayly',
      valid: false,
      normalized: null,
      next: [],
      error: '“dayly” does not fit: a number or “*” is expected',
    },
    { expression: 'Mon 2003-03-05', valid: true, normalized: 'Mon 2003-03-05 00:00:00', next: [], error: null },
  ]);
});

test('one that is none does not stop the others', () => {
  const { status, out, err } = run(['dayly', 'daily']);
  assert.equal(status, 1);
  assert.match(out, /^ *Original form: daily\n/);
  assert.match(err, /^unitwright: “dayly” is no calendar expression: /);
});

test('a date on another day of the week', () => {
  const { status, err } = run(['Mon 2026-12-25']);
  assert.equal(status, 0);
  assert.equal(err, 'unitwright: “Mon 2026-12-25” never elapses: its date is a Fri.\n');
});

test('wrong use', () => {
  for (const args of [[], ['--iterations=0', 'daily'], ['--iterations=x', 'daily'], ['--base-time=noon', 'daily']]) {
    const { status, out, err } = run(args);
    assert.equal(status, 2, args.join(' '));
    assert.equal(out, '');
    assert.match(err, /^unitwright: .*\n/);
  }
});
