import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTimespan } from '../../server/src/cli/timespan.ts';

function run(args: readonly string[]): { status: number; out: string; err: string } {
  let out = '';
  let err = '';
  const status = runTimespan(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTerminal: false,
    env: {},
    readStdin: () => new Uint8Array(),
  });
  return { status, out, err };
}

test('as systemd-analyze prints it', () => {
  assert.deepEqual(run(['1h 30min', 'infinity']), {
    status: 0,
    out: `Original: 1h 30min
      μs: 5400000000
   Human: 1h 30min

Original: infinity
      μs: 18446744073709551615
   Human: infinity
`,
    err: '',
  });
});

test('--json', () => {
  const { status, out } = run(['--json', '1.5s', 'infinity', '5 minuts']);
  assert.equal(status, 1);
  assert.deepEqual(JSON.parse(out), [
    { expression: '1.5s', valid: true, microseconds: 1_500_000, human: '1.500000s', error: null },
    { expression: 'infinity', valid: true, microseconds: null, human: 'infinity', error: null },
    {
      expression: '5 minuts',
      valid: false,
      microseconds: null,
      human: null,
      error: '“minuts” is no unit of time; “minutes” is',
    },
  ]);
  assert.match(run(['--json', '18446744073708s']).out, /"microseconds":18446744073708000000,/, 'all digits');
});

test('one that is none does not stop the others', () => {
  const { status, out, err } = run(['5x', '5s']);
  assert.equal(status, 1);
  assert.match(out, /^Original: 5s\n/);
  assert.equal(err, 'unitwright: “5x” is no time span: “x” is no unit of time.\n');
});

test('wrong use', () => {
  assert.equal(run([]).status, 2);
});
