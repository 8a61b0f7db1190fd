import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Text } from '../../server/src/syntax/text.ts';
import { SECURITY_TYPES } from '../../server/src/values/security/security-types.ts';
import type { Context, Suggestion } from '../../server/src/values/value-type.ts';
import { SECURITY_SAMPLES } from '../support/samples/security.ts';

const CONTEXT: Context = {
  type: 'service',
  unitName: 'a.service',
  scope: 'system',
  version: 262,
  section: 'Service',
  directive: 'Name',
  argument: undefined,
};

/** What is offered at `|`. */
function offers(parser: string, marked: string, version = 262): Suggestion[] {
  const at = marked.indexOf('|');
  const value = Text.at(marked.replace('|', ''), 0);
  return SECURITY_TYPES[parser]!.complete?.(value, at, { ...CONTEXT, version }) ?? [];
}

/** The value after the word has been taken. */
function taken(parser: string, marked: string, label: string): string {
  const offer = offers(parser, marked).find((each) => each.label === label);
  assert.ok(offer, `${label} is offered at ${marked}`);
  const text = marked.replace('|', '');
  return text.slice(0, offer.start) + label + text.slice(offer.end);
}

/** What is said of the word at `|`: the marked text and the Markdown. */
function help(parser: string, marked: string): { of: string; text: string } | undefined {
  const at = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = SECURITY_TYPES[parser]!.describe?.(Text.at(text, 0), at, CONTEXT);
  return found && { of: text.slice(found.start, found.end), text: found.text };
}

test('a word takes the place of the one under the cursor', () => {
  const cases: [parser: string, marked: string, label: string, value: string][] = [
    ['capability_set', '|', 'CAP_KILL', 'CAP_KILL'],
    ['capability_set', '~|', 'CAP_KILL', '~CAP_KILL'],
    ['capability_set', 'CAP_CHOWN CA|P_ CAP_BPF', 'CAP_KILL', 'CAP_CHOWN CAP_KILL CAP_BPF'],
    ['capability_set', 'CAP_CHOWN |', 'CAP_KILL', 'CAP_CHOWN CAP_KILL'],
    ['syscall_filter', '@system-service @m|', '@mount', '@system-service @mount'],
    ['syscall_filter', '~@clock:E|', 'EPERM', '~@clock:EPERM'],
    ['syscall_filter', '~@cl|:EPERM', '@clock', '~@clock:EPERM'],
    ['syscall_log', 'read |', 'write', 'read write'],
    ['syscall_archs', 'native |', 'x86', 'native x86'],
    ['syscall_errno', '|', 'EPERM', 'EPERM'],
    ['namespace_flags', '|', 'yes', 'yes'],
    ['namespace_flags', '~|', 'user', '~user'],
    ['address_families', '|', 'none', 'none'],
    ['address_families', 'AF_UNIX A|', 'AF_INET', 'AF_UNIX AF_INET'],
    ['restrict_filesystems', '~@|', '@network', '~@network'],
    ['bpf_delegate_maps', 'BPFMapTypeHash,|', 'BPFMapTypeArray', 'BPFMapTypeHash,BPFMapTypeArray'],
    ['device_allow', '|', '/dev/null', '/dev/null'],
    ['device_allow', 'ch| rw', 'char-pts', 'char-pts rw'],
    ['device_allow', '/dev/null |', 'rw', '/dev/null rw'],
    ['in_addr_prefixes', '10.0.0.0/8 |', 'localhost', '10.0.0.0/8 localhost'],
    ['restrict_network_interfaces', '~|', 'lo', '~lo'],
  ];
  for (const [parser, marked, label, value] of cases) assert.equal(taken(parser, marked, label), value);
});

test('words of the list are not offered twice, nor words that stand alone beside others', () => {
  const labels = (parser: string, marked: string): string[] => offers(parser, marked).map(({ label }) => label);
  assert.ok(!labels('capability_set', 'CAP_KILL |').includes('CAP_KILL'));
  assert.ok(labels('capability_set', 'CAP_KI|LL').includes('CAP_KILL'));
  assert.ok(!labels('address_families', 'AF_UNIX |').includes('none'));
  assert.ok(!labels('address_families', '~|').includes('none'));
  assert.ok(!labels('namespace_flags', 'net |').includes('yes'));
  assert.ok(!labels('bpf_delegate_maps', 'BPFMapTypeHash,|').includes('any'));
  assert.ok(!labels('syscall_filter', '@clock:|').includes('EPERM'), 'a list of allowed calls takes no errors');
});

test('a group shows what it covers', () => {
  const group = offers('syscall_filter', '|').find(({ label }) => label === '@swap');
  assert.equal(group?.detail, 'swapoff, swapon');
  assert.match(group?.documentation ?? '', /2 system calls[\s\S]*`swapoff`, `swapon`/);
  assert.equal(offers('syscall_filter', '|')[0]?.label, '@system-service');
  assert.equal(
    offers('syscall_filter', '|', 252).find(({ label }) => label === '@sandbox'),
    undefined,
  );
});

test('every word that is offered is one that systemd takes', () => {
  for (const [parser, type] of Object.entries(SECURITY_TYPES)) {
    for (const version of [252, 257, 262]) {
      for (const { label, tooNew } of type.complete?.(Text.at('', 0), 0, { ...CONTEXT, version }) ?? []) {
        if (tooNew) continue;
        const problems = type.check(Text.at(label, 0), { ...CONTEXT, version });
        assert.deepEqual(problems, [], `${parser} ${version}: ${label}`);
      }
    }
  }
});

test('hover', () => {
  const cases: [parser: string, marked: string, of: string, text: RegExp][] = [
    ['capability_set', '~CAP_KILL CAP_NET_BIND|_SERVICE', 'CAP_NET_BIND_SERVICE', /\(10\)[\s\S]*ports below 1024/],
    ['capability_set', '1|2', '12', /CAP_NET_ADMIN/],
    ['syscall_filter', '~@sw|ap:EPERM', '@swap', /Turning swap[\s\S]*`swapon`/],
    ['syscall_filter', '~@swap:EPE|RM', 'EPERM', /\*\*EPERM\*\* = 1: not permitted/],
    ['syscall_filter', '~open:ki|ll', 'kill', /SIGSYS/],
    ['syscall_filter', 're|ad', 'read', /In `@basic-io`, and by that in `@system-service`/],
    ['syscall_filter', '@kno|wn', '@known', /All calls/],
    ['syscall_log', '@mo|unt', '@mount', /`pivot_root`/],
    ['syscall_archs', 'x86-|64', 'x86-64', /64-bit PCs/],
    ['syscall_errno', 'EWOULD|BLOCK', 'EWOULDBLOCK', /\*\*EAGAIN\*\* = 11/],
    ['namespace_flags', '~ne|t', 'net', /interfaces/],
    ['address_families', 'AF_UNIX AF_LO|CAL', 'AF_LOCAL', /another name of `AF_UNIX`/],
    ['address_families', 'no|ne', 'none', /no sockets/],
    ['restrict_filesystems', '@tempo|rary', '@temporary', /`ramfs`, `tmpfs`/],
    ['restrict_filesystems', 'tm|pfs', 'tmpfs', /In `@temporary`/],
    ['device_allow', 'char-p|ts rw', 'char-pts', /pseudo terminals/],
    ['device_allow', '/dev/null r|w', 'rw', /`r` read it, `w` write to it/],
    [
      'in_addr_prefixes',
      '127.0.0.1 10.1.2.3|/8',
      '10.1.2.3/8',
      /16 777 216 IPv4[\s\S]*`10\.0\.0\.0` to `10\.255\.255\.255`/,
    ],
    ['in_addr_prefixes', 'local|host', 'localhost', /127\.0\.0\.0\/8/],
    ['in_addr_prefixes', '2001:db8::|/32', '2001:db8::/32', /2\^96 IPv6 addresses/],
    ['bpf_delegate_commands', 'BPFMap|Create', 'BPFMapCreate', /command/],
  ];
  for (const [parser, marked, of, text] of cases) {
    const found = help(parser, marked);
    assert.equal(found?.of, of, marked);
    assert.match(found.text, text, marked);
  }
  for (const [parser, marked] of [
    ['capability_set', 'CAP_FO|O'],
    ['syscall_filter', '|'],
    ['syscall_filter', 'read | write'],
    ['device_allow', '|'],
    ['in_addr_prefixes', 'foo|'],
  ] as const) {
    assert.equal(help(parser, marked), undefined, marked);
  }
});

test('nothing throws, and all places lie inside the value', () => {
  const samples = Object.values(SECURITY_SAMPLES).flat();
  const pieces = ['"', "'", '\\', '~', ':', ' ', '@', ',', '%', '/', 'é', '\u{1F600}', '\ud800', '\0'];
  let state = 1;
  const below = (limit: number): number => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
  for (let round = 0; round < 1500; round++) {
    let text = samples[below(samples.length)]!;
    for (let i = below(4); i > 0; i--) {
      const at = below(text.length + 1);
      text = text.slice(0, at) + pieces[below(pieces.length)]! + text.slice(at + below(3));
    }
    const value = Text.at(text, 0);
    const offset = below(text.length + 1);
    const types = Object.entries(SECURITY_TYPES);
    const [parser, type] = types[below(types.length)]!;
    const context = { ...CONTEXT, version: [252, 257, 262][below(3)]! };
    const found = [
      ...type.check(value, context),
      ...(type.complete?.(value, offset, context) ?? []),
      ...[type.describe?.(value, offset, context)].filter((each) => each !== undefined),
    ];
    for (const { start, end } of found) {
      assert.ok(start >= 0 && start <= end && end <= text.length, `${parser}: ${JSON.stringify(text)} ${start}–${end}`);
    }
  }
});

test('long values are judged in no time', () => {
  const units = ['a', 'a ', '"a" ', '\\a', '~', '%n', '/', ':', 'read:EPERM ', '1.', '0x1 ', 'BPFMapCreate,', 'CAP_A,'];
  for (const unit of units) {
    const text = unit.repeat(100_000 / unit.length);
    const value = Text.at(text, 0);
    for (const [parser, type] of Object.entries(SECURITY_TYPES)) {
      const start = performance.now();
      type.check(value, CONTEXT);
      type.describe?.(value, text.length >> 1, CONTEXT);
      const took = performance.now() - start;
      assert.ok(took < 300, `${parser}: ${JSON.stringify(unit)} took ${took} ms`);
    }
  }
});
