import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Text } from '../../server/src/syntax/text.ts';
import { NUMBER_TYPES } from '../../server/src/values/number/number-types.ts';
import type { Context, Problem, ValueType } from '../../server/src/values/value-type.ts';

const SERVICE: Context = {
  type: 'service',
  unitName: 'shop.service',
  scope: 'system',
  version: 262,
  section: 'Service',
  directive: 'X',
  argument: undefined,
};

function typeOf(parser: string): ValueType {
  const type = NUMBER_TYPES[parser];
  assert.ok(type, parser);
  return type;
}

function check(parser: string, value: string, context: Partial<Context> = {}): Problem[] {
  return typeOf(parser).check(Text.at(value, 0), { ...SERVICE, ...context });
}

/** `code marked` of each problem; an empty text where there is none. */
function verdict(parser: string, value: string, context: Partial<Context> = {}): string {
  return check(parser, value, context)
    .map(({ code, start, end }) => `${code} ${value.slice(start, end)}`.trim())
    .join(', ');
}

function labels(parser: string, value: string, context: Partial<Context> = {}): string[] {
  const offset = value.indexOf('|');
  const text = Text.at(value.replace('|', ''), 0);
  return typeOf(parser).complete!(text, offset, { ...SERVICE, ...context }).map(
    ({ label, start, end }) => `${text.value.slice(0, start)}${label}${text.value.slice(end)}`,
  );
}

function hover(parser: string, value: string, context: Partial<Context> = {}): string | undefined {
  const offset = value.indexOf('|');
  const text = Text.at(value.replace('|', ''), 0);
  return typeOf(parser).describe!(text, offset, { ...SERVICE, ...context })?.text;
}

/** Values that are taken, and values that are not, by parser. */
const SINGLE: Readonly<Record<string, { ok: string[]; bad: string[]; context?: Partial<Context> }>> = {
  int: { ok: ['-5', '0x10', '2147483647'], bad: ['', '2147483648', '1.5', '5%'] },
  unsigned: { ok: ['0', '4294967295'], bad: ['', '-1', '4294967296', 'infinity'] },
  long: { ok: ['-5', '9223372036854775807'], bad: ['', '9223372036854775808', '1K'] },
  mode: { ok: ['0755', '7777', '0'], bad: ['', '0o755', '+755', '10000', '888'] },
  iec_size: { ok: ['64K', '18446744073709551615', '0'], bad: ['', '64Ki', 'infinity', '50%'] },
  iec_size_long: { ok: ['64K', '9223372036854775807'], bad: ['', '9223372036854775808'] },
  tasks_max: { ok: ['', 'infinity', '0%', '15%', '1'], bad: ['0', '150%', '18446744073709551615', '1K'] },
  cpu_quota: { ok: ['', '0.01%', '250%', '5‰'], bad: ['0%', '50', 'infinity', '-5%'] },
  cg_weight: { ok: ['', '1', '10000'], bad: ['0', '10001', 'idle'] },
  cg_cpu_weight: { ok: ['', 'idle', '100'], bad: ['0', '10001', 'Idle'] },
  blockio_weight: { ok: ['', '10', '1000'], bad: ['9', '1001'], context: { version: 252 } },
  concurrency_max: { ok: ['', 'infinity', '0'], bad: ['-1', '5%'] },
  tty_size: { ok: ['', '80'], bad: ['-1', 'auto'] },
  swap_priority: { ok: ['', '-1', '32767'], bad: ['-2', '32768'] },
  exec_nice: { ok: ['', '-20', '19', '+5'], bad: ['20', '-21', 'low'] },
  exec_oom_score_adjust: { ok: ['', '-1000', '1000'], bad: ['1001', '-1001'] },
  exec_io_priority: { ok: ['', '0', '7'], bad: ['8', '-1'] },
  exec_cpu_sched_prio: { ok: ['0', '99'], bad: ['', '100', '-1'] },
  exec_quota: { ok: ['', 'off', '0', '0%', '1G'], bad: ['infinity', 'no', '101%'] },
  exit_status: { ok: ['', '0', '255'], bad: ['256', '-1', 'SUCCESS'] },
  signal: { ok: ['SIGTERM', '9', 'RTMIN+3'], bad: ['', '0', 'SIGFOO', 'sigterm'] },
  socket_protocol: { ok: ['UdpLite', '132', 'mptcp', '0x106'], bad: ['', 'tcp', '6'] },
  job_mode_isolate: { ok: ['yes', 'OFF'], bad: ['', 'maybe'] },
  managed_oom_mem_pressure_limit: { ok: ['', '0%', '100%'], bad: ['50', '101%'] },
  managed_oom_mode: { ok: ['', 'kill', 'auto'], bad: ['yes', 'KILL'] },
  kill_mode: { ok: ['', 'mixed'], bad: ['group'] },
  io_limit: {
    ok: ['', '/dev/sda infinity', '"/dev/a b" 1.5G', '/dev/%i 10M', 'sda 5'],
    bad: [
      '/dev/sda',
      '10M',
      '/dev/sda 0',
      '/dev/sda "10M"',
      '"/dev/sda 10M',
      '/a/../b 10M',
      '/dev/%Q 1M',
      '/dev/sda 10 M B',
    ],
  },
  io_device_weight: { ok: ['', '/dev/sda 100'], bad: ['/dev/sda', '/dev/sda 0', '/dev/sda 100 200'] },
  io_device_latency: { ok: ['', '/dev/sda 25ms', '/ 1min 30s'], bad: ['/dev/sda', '/dev/sda fast'] },
  unit_cpu_set: { ok: ['', '0-3,8', '0 1', ',', '"0"', '%i'], bad: ['3-1', 'a', '8192', '0 "1', '%Q', '%%'] },
  exec_cpu_affinity: { ok: ['numa', '0-3'], bad: ['all'] },
  numa_mask: { ok: ['all', '0-3'], bad: ['numa'] },
  exec_coredump_filter: {
    ok: ['', 'default', 'all 0x33', 'private-huge dead'],
    bad: ['private', '0xg', '1ffffffffffffffff'],
  },
  managed_oom_rules: { ok: ['', 'a b', '"a b"'], bad: ['a*', 'a/b', '..', '""', 'a\\b'] },
};

for (const [parser, { ok, bad, context }] of Object.entries(SINGLE)) {
  test(`${parser}: what is taken and what is not`, () => {
    for (const value of ok) assert.equal(verdict(parser, value, context), '', value);
    for (const value of bad) assert.notEqual(verdict(parser, value, context), '', value);
  });
}

test('memory: 0 is out of range for some', () => {
  for (const value of ['', 'infinity', '50%', '1G', '15%']) assert.equal(verdict('memory_limit', value), '');
  assert.equal(verdict('memory_limit', '0', { directive: 'MemoryMax' }), 'invalid-number 0');
  assert.equal(verdict('memory_limit', '0%', { directive: 'MemoryHigh' }), 'invalid-number 0%');
  assert.equal(verdict('memory_limit', '0', { directive: 'MemorySwapMax' }), '');
  assert.equal(
    verdict('memory_limit', '0', { directive: 'DefaultStartupMemoryLow', version: 257 }),
    'invalid-number 0',
  );
  assert.equal(
    verdict('memory_limit', '18446744073709551615', { directive: 'MemoryMax' }),
    'invalid-number 18446744073709551615',
  );
  assert.deepEqual(check('memory_limit', '512MB', { directive: 'MemoryMax' })[0]?.instead, ['512M']);
});

test('old names that systemd warns of are marked, not their values', () => {
  const old = { version: 252 };
  assert.equal(verdict('memory_limit', '1G', { ...old, directive: 'MemoryLimit' }), 'obsolete-value');
  assert.equal(verdict('memory_limit', 'x', { ...old, directive: 'MemoryLimit' }), 'invalid-number x');
  assert.equal(verdict('cpu_shares', '1024', { ...old, directive: 'CPUShares' }), 'obsolete-value');
  assert.equal(verdict('cpu_shares', '1', { ...old, directive: 'CPUShares' }), 'invalid-number 1, obsolete-value');
  assert.equal(verdict('blockio_bandwidth', '/dev/sda 1M', old), 'obsolete-value');
  assert.equal(verdict('blockio_device_weight', '/dev/sda 10', old), 'obsolete-value');
});

test('the smallest wrong part is marked', () => {
  assert.equal(verdict('io_limit', '/dev/sda 10MB'), 'invalid-number 10MB');
  assert.equal(verdict('io_limit', '/dev/%Q 1M'), 'invalid-specifier %Q');
  assert.equal(verdict('io_limit', '/a/../b 1M'), 'invalid-path /a/../b');
  assert.equal(verdict('unit_cpu_set', '0-3, x,5-4'), 'invalid-list-item x, invalid-list-item 5-4');
  assert.equal(verdict('set_status', 'SUCCESS TEMPFIAL 256'), 'invalid-list-item TEMPFIAL, invalid-list-item 256');
  assert.equal(verdict('exec_coredump_filter', 'default privat-huge'), 'invalid-list-item privat-huge');
  assert.equal(verdict('managed_oom_rules', 'a "b*" c'), 'invalid-name b*');
  assert.equal(verdict('rlimit', '1024:many', { argument: 'RLIMIT_NOFILE' }), 'invalid-number many');
});

test('resource limits by what they count', () => {
  const bytes = { argument: 'RLIMIT_CORE' };
  const seconds = { argument: 'RLIMIT_CPU' };
  const number = { argument: 'RLIMIT_NOFILE' };
  assert.equal(verdict('rlimit', '64K', bytes), '');
  assert.equal(verdict('rlimit', '64K', number), 'invalid-number 64K');
  assert.equal(verdict('rlimit', '1h:2h', seconds), '');
  assert.equal(verdict('rlimit', '1 hour and a half', seconds), 'invalid-time 1 hour and a half');
  assert.equal(verdict('rlimit', '2h:1h', seconds), 'invalid-number 2h:1h');
  assert.equal(verdict('rlimit', '5:6:', number), '');
  assert.equal(verdict('rlimit', '5:6:7', number), 'invalid-number :7');
  assert.equal(verdict('rlimit', '5:', number), 'invalid-number 5:');
  assert.equal(verdict('rlimit', '', number), 'empty-value');
  assert.equal(verdict('rlimit', '-5', { argument: 'RLIMIT_NICE' }), '');
  assert.equal(verdict('rlimit', 'infinity', { argument: 'RLIMIT_NICE' }), 'invalid-number infinity');
  assert.deepEqual(check('rlimit', '4096:1024', number)[0]?.instead, ['1024:4096']);
});

test('by version', () => {
  assert.equal(verdict('set_status', 'KSM', { version: 252 }), 'word-too-new KSM');
  assert.equal(verdict('set_status', 'KSM', { version: 253 }), '');
  assert.equal(verdict('socket_protocol', 'mptcp', { version: 252 }), 'word-too-new mptcp');
  assert.equal(verdict('socket_protocol', '262', { version: 252 }), 'word-too-new 262');
  assert.equal(verdict('numa_mask', '%%', { version: 257 }), 'invalid-list-item %%');
  assert.equal(verdict('exec_secure_bits', 'exec-restrict-file', { version: 257 }), 'misspelt-word exec-restrict-file');
  assert.equal(verdict('unit_cpu_set', '4294967295', { version: 257 }), '');
});

test('emergency actions in a user manager', () => {
  const user = { scope: 'user' } as const;
  assert.equal(verdict('emergency_action', 'reboot'), '');
  assert.equal(verdict('emergency_action', 'exit', user), '');
  assert.equal(verdict('emergency_action', 'reboot', user), 'invalid-word reboot');
  assert.equal(verdict('emergency_action', 'reboot', { ...user, version: 252 }), 'adjusted-value reboot');
  assert.equal(verdict('emergency_action', 'halt', { version: 252 }), 'word-too-new halt');
  assert.deepEqual(labels('emergency_action', '|', user), ['none', 'exit', 'exit-force']);
});

test('what is taken with a warning, or in silence', () => {
  assert.equal(verdict('kill_mode', 'none'), 'kill-mode-none none');
  assert.equal(verdict('exec_secure_bits', 'keep-caps "noroot" norooot'), 'misspelt-word norooot');
  assert.deepEqual(check('exec_secure_bits', 'norooot')[0]?.instead, ['noroot']);
  assert.equal(verdict('exec_secure_bits', 'noroot "keep'), 'misspelt-word "keep');
});

test('systemd-oomd looks at services, slices and scopes', () => {
  for (const parser of ['managed_oom_mode', 'managed_oom_mem_pressure_limit', 'managed_oom_rules']) {
    assert.match(verdict(parser, '', { type: 'socket' }), /^ineffective-for-type/);
    assert.equal(verdict(parser, '', { type: 'slice' }), '');
    assert.equal(verdict(parser, '', { type: undefined }), '');
  }
});

test('what may be meant', () => {
  const first = (parser: string, value: string): string | undefined => check(parser, value)[0]?.instead?.[0];
  assert.equal(first('signal', 'sigterm'), 'SIGTERM');
  assert.equal(first('signal', 'SIGKIL'), 'SIGKILL');
  assert.equal(first('cpu_quota', '50'), '50%');
  assert.equal(first('iec_size', '64kB'), '64K');
  assert.equal(first('io_limit', '/dev/sda 10MB'), '10M');
  assert.equal(first('exit_status', 'TEMPFAIL'), '75');
  assert.equal(first('unit_cpu_set', '3-1'), '1-3');
  assert.equal(first('set_status', 'TEMPFIAL'), 'TEMPFAIL');
});

test('completion: units behind a number, else typical values', () => {
  assert.deepEqual(labels('iec_size', '64|'), ['64K', '64M', '64G', '64T']);
  assert.ok(labels('memory_limit', '|').includes('infinity'));
  assert.ok(labels('memory_limit', '50|').includes('50%'));
  assert.ok(!labels('memory_limit', '512|').includes('512%'));
  assert.deepEqual(labels('io_limit', '/dev/sda 5|'), [
    '/dev/sda infinity',
    '/dev/sda 5K',
    '/dev/sda 5M',
    '/dev/sda 5G',
  ]);
  assert.deepEqual(labels('io_limit', '/dev/|sda 5'), []);
  assert.ok(labels('rlimit', '1024:|', { argument: 'RLIMIT_NOFILE' }).includes('1024:infinity'));
  assert.ok(labels('rlimit', '|', { argument: 'RLIMIT_NOFILE' }).includes('65536'));
  assert.ok(labels('mode', '|').includes('0750'));
  assert.ok(labels('mode', '|', { directive: 'UMask' }).includes('0077'));
});

test('completion in lists: the item at the cursor, without those that are there', () => {
  const all = labels('set_status', 'TEMPFAIL SIG|');
  assert.ok(all.includes('TEMPFAIL SIGTERM'));
  assert.ok(all.includes('TEMPFAIL DATAERR'));
  assert.ok(!all.includes('TEMPFAIL TEMPFAIL'));
  assert.ok(labels('exec_secure_bits', 'noroot |').includes('noroot keep-caps'));
  assert.ok(labels('exec_coredump_filter', '|').includes('elf-headers'));
  assert.ok(labels('signal', '|').includes('SIGHUP'));
});

test('hover', () => {
  assert.equal(hover('memory_limit', '1.5G|'), '1\u00a0610\u00a0612\u00a0736 bytes (1.5 GiB).');
  assert.equal(hover('memory_limit', '12.5%|'), '12.5% of the memory of the machine.');
  assert.equal(hover('memory_limit', 'infinity|'), '**infinity**: no limit.');
  assert.equal(hover('mode', '|750'), '`0750`: rwxr-x---');
  assert.match(hover('mode', '|0027', { directive: 'UMask' }) ?? '', /rw-r-----.*rwxr-x---/);
  assert.match(hover('cpu_quota', '150%|') ?? '', /^150% of one CPU: 1\u00a0500\u00a0000 µs/);
  assert.match(hover('cg_weight', '200|') ?? '', /2 times the default of 100/);
  assert.match(hover('signal', '|15') ?? '', /^\*\*SIGTERM\*\*, signal 15/);
  assert.match(hover('set_status', 'SIGKILL 7|5') ?? '', /^\*\*TEMPFAIL\*\*, exit status 75/);
  assert.match(hover('set_status', 'SIG|KILL 75') ?? '', /^\*\*SIGKILL\*\*, signal 9/);
  assert.match(hover('exit_status', '3|') ?? '', /^\*\*NOTIMPLEMENTED\*\*/);
  assert.match(hover('io_limit', '/dev/sda 1|0M', { directive: 'IOReadIOPSMax' }) ?? '', /operations per second/);
  assert.equal(hover('io_limit', '/de|v/sda 10M'), undefined);
  assert.equal(
    hover('rlimit', '1M:|2M', { argument: 'RLIMIT_CORE' }),
    'Hard limit: 2\u00a0097\u00a0152 bytes (2 MiB).',
  );
  assert.equal(hover('rlimit', '|1h', { argument: 'RLIMIT_CPU' }), 'Soft and hard limit: 1 h of CPU time.');
  assert.equal(hover('unit_cpu_set', '0-3,|8'), '5 CPUs, counted from 0.');
  assert.equal(
    hover('exec_coredump_filter', '0x3|3'),
    'Mask: `private-anonymous`, `shared-anonymous`, `elf-headers`, `private-huge`.',
  );
  assert.equal(hover('int', 'x|'), undefined);
});

/** Long texts of kinds that make careless readers slow. */
const LONG = [
  '0'.repeat(5e4),
  '9'.repeat(5e4),
  `1.${'0'.repeat(5e4)}1`,
  `${'9'.repeat(2e4)}%`,
  '1K '.repeat(2e4),
  '1 '.repeat(2e4),
  'x '.repeat(9000),
  '0-8191,'.repeat(2800),
  `/dev/sda ${' '.repeat(5e4)}5`,
  `"${'a'.repeat(15_000)}`,
  '%i'.repeat(9000),
  `${'a/'.repeat(9000)} 5`,
  '1 2s '.repeat(4000),
  ':'.repeat(15_000),
  ' '.repeat(5e4),
  `5${' '.repeat(5e4)}x`,
];

const ODD = ['', '%', '"', '\\', '\u{1f600}', '\udc80', '-', ':', '0x', '"" ""'];
const COUNTED = ['RLIMIT_CORE', 'RLIMIT_CPU', 'RLIMIT_RTTIME', 'RLIMIT_NICE'];

test('nothing throws, takes long or marks what is outside', () => {
  /** Another try where it was slow: other programs run on the machine, too. */
  const timed = <T>(what: string, run: () => T): T => {
    let best = Number.POSITIVE_INFINITY;
    for (let tries = 0; ; tries++) {
      const start = performance.now();
      const result = run();
      best = Math.min(best, performance.now() - start);
      if (best < 50) return result;
      assert.ok(tries < 5, `${what} took ${best} ms`);
    }
  };
  for (const [parser, type] of Object.entries(NUMBER_TYPES)) {
    for (const argument of parser === 'rlimit' ? COUNTED : [undefined]) {
      const context = { ...SERVICE, directive: 'MemoryMax', argument };
      for (const value of [...LONG, ...ODD]) {
        const what = `${parser} ${argument ?? ''} ${value.slice(0, 20)}… (${value.length})`;
        const text = Text.at(value, 0);
        for (const { start, end } of timed(what, () => type.check(text, context))) {
          assert.ok(start >= 0 && start <= end && end <= value.length, what);
        }
        const offset = value.length >> 1;
        timed(what, () => type.complete?.(text, offset, context));
        const described = timed(what, () => type.describe?.(text, offset, context));
        if (described) assert.ok(described.start >= 0 && described.end <= value.length, what);
      }
    }
  }
});
