import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Row } from '../../scripts/catalog/gperf.ts';
import { isRemoved, replacements } from '../../scripts/catalog/legacy.ts';

const row = (section: string, name: string, parser: string, more: Partial<Row> = {}): Row => ({
  section,
  name,
  parser,
  ...more,
});

/** What replaces `old`, when the manual describes `today` alone. */
function replacement(old: Row, ...today: Row[]): unknown {
  const found = replacements([old, ...today], (each) => each !== old);
  assert.deepEqual([...found.keys()], [old]);
  return found.get(old);
}

const limit = 'offsetof(Unit, start_ratelimit.interval)';

test('a name that fills the same field is an old name of it, in another section too', () => {
  const old = row('Service', 'StartLimitInterval', 'sec', { target: limit });
  const today = row('Unit', 'StartLimitIntervalSec', 'sec', { target: limit });
  assert.deepEqual(replacement(old, today), { section: 'Unit', name: 'StartLimitIntervalSec', sameValue: true });
});

test('with another parser the value has another meaning', () => {
  const target = 'offsetof(Unit, on_failure_job_mode)';
  const old = row('Unit', 'OnFailureIsolate', 'job_mode_isolate', { target });
  const today = row('Unit', 'OnFailureJobMode', 'job_mode', { target });
  assert.deepEqual(replacement(old, today), { section: 'Unit', name: 'OnFailureJobMode', sameValue: false });
});

test('a dependency is the same when its kind is', () => {
  const kind = { argument: 'UNIT_REQUIRES' };
  const today = row('Unit', 'Requires', 'unit_deps', kind);
  for (const parser of ['unit_deps', 'obsolete_unit_deps']) {
    assert.deepEqual(replacement(row('Unit', 'RequiresOverridable', parser, kind), today), {
      section: 'Unit',
      name: 'Requires',
      sameValue: true,
    });
  }
});

test('a removed name is listed with its reason', () => {
  const removed = { argument: 'DISABLED_LEGACY' };
  const old = row('Slice', 'CPUShares', 'warn_compat', removed);
  assert.equal(isRemoved(old), true);
  assert.equal(isRemoved(row('Service', 'PAMName', 'warn_compat', { argument: 'DISABLED_CONFIGURATION' })), false);
  assert.deepEqual(replacement(old, row('Slice', 'CPUWeight', 'cg_cpu_weight')), {
    section: 'Slice',
    name: 'CPUWeight',
    sameValue: false,
  });
  assert.equal(replacement(row('Slice', 'NetClass', 'warn_compat', removed)), undefined);
});

test('an undocumented name that nothing explains ends the run', () => {
  const message = /Service\.Novelty is not in the manual: say what it is called today$/;
  assert.throws(() => replacement(row('Service', 'Novelty', 'bool')), { name: 'GeneratorError', message });
  const two = ['A', 'B'].map((name) => row('Unit', name, 'sec', { target: limit }));
  assert.throws(() => replacement(row('Service', 'Novelty', 'sec', { target: limit }), ...two), { message });
});

test('a replacement that systemd does not know ends the run', () => {
  const old = row('Slice', 'CPUShares', 'warn_compat', { argument: 'DISABLED_LEGACY' });
  assert.throws(() => replacement(old), { message: /CPUWeight is to replace Slice\.CPUShares, but systemd does not/ });
});
