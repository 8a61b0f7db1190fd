import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Text } from '../../server/src/syntax/text.ts';
import { formatAddress, parseAddress, parsePrefix, rangeOf } from '../../server/src/values/security/ip-address.ts';
import { SECURITY_TYPES } from '../../server/src/values/security/security-types.ts';
import type { Context } from '../../server/src/values/value-type.ts';
import { SECURITY_SAMPLES } from '../support/samples/security.ts';

type Options = Partial<Pick<Context, 'version' | 'directive' | 'unitName'>>;

/** What is said of a value: `code “marked text”` for each problem. */
function check(parser: string, value: string, options: Options = {}): string[] {
  const context: Context = {
    type: 'service',
    unitName: 'a.service',
    scope: 'system',
    version: 262,
    section: 'Service',
    directive: 'Name',
    argument: undefined,
    ...options,
  };
  const problems = SECURITY_TYPES[parser]!.check(Text.at(value, 0), context);
  return problems.map(({ code, start, end }) => `${code} “${value.slice(start, end)}”`);
}

/** The first word that is offered instead. */
function instead(parser: string, value: string): string | undefined {
  const context: Context = {
    type: 'service',
    unitName: 'a.service',
    scope: 'system',
    version: 262,
    section: 'Service',
    directive: 'Name',
    argument: undefined,
  };
  return SECURITY_TYPES[parser]!.check(Text.at(value, 0), context)[0]?.instead?.[0];
}

test('good values, and nothing at all, are accepted in every version', () => {
  for (const [parser, samples] of Object.entries(SECURITY_SAMPLES)) {
    if (!SECURITY_TYPES[parser]) continue;
    assert.deepEqual(check(parser, ''), [], parser);
    for (const sample of samples) assert.deepEqual(check(parser, sample), [], `${parser}: ${sample}`);
  }
});

const CASES: readonly (readonly [parser: string, value: string, problems: readonly string[], options?: Options])[] = [
  // Unknown capabilities are skipped in silence.
  ['capability_set', 'CAP_CHOWN CAP_CHWON', ['misspelt-word “CAP_CHWON”']],
  ['capability_set', '63', ['misspelt-word “63”']],
  ['capability_set', '~CAP_KILL ~CAP_MKNOD', ['misspelt-word “~CAP_MKNOD”']],
  ['capability_set', 'CAP_KILL "CAP_MKNOD', []],
  ['capability_set', 'CAP_KILL "CAP_MKNOD', ['misspelt-word “"CAP_MKNOD”'], { version: 252 }],

  ['syscall_filter', 'read wriet', ['invalid-list-item “wriet”']],
  ['syscall_filter', 'READ', ['invalid-list-item “READ”']],
  ['syscall_filter', '@system-servce', ['invalid-list-item “@system-servce”']],
  ['syscall_filter', '@sandbox', ['word-too-new “@sandbox”'], { version: 252 }],
  ['syscall_filter', '@sandbox', [], { version: 257 }],
  ['syscall_filter', 'open:EPERM', ['invalid-list-item “open:EPERM”']],
  ['syscall_filter', '~open:', ['invalid-list-item “”']],
  ['syscall_filter', '~:EPERM', ['invalid-list-item “:EPERM”']],
  ['syscall_filter', '~open:EPREM', ['invalid-list-item “EPREM”']],
  ['syscall_filter', '~open:4096', ['invalid-list-item “4096”']],
  ['syscall_filter', '~open:-1', ['invalid-list-item “-1”']],
  ['syscall_filter', '~open:KILL', ['invalid-list-item “KILL”']],
  ['syscall_filter', '~opne:EPERM', ['invalid-list-item “opne”']],
  ['syscall_filter', '~ @clock:eperm', []],
  // Quotes are part of the word; a backslash is not.
  ['syscall_filter', '"read"', ['invalid-list-item “"read"”']],
  ['syscall_filter', 'r\\ead', []],
  // In groups of systemd, but not a call.
  ['syscall_filter', 'fstatat', ['invalid-list-item “fstatat”']],
  ['syscall_log', 'read:EPERM', ['invalid-list-item “read:EPERM”']],
  ['syscall_log', '~read', []],

  ['syscall_archs', 'x86-64 amd64', ['invalid-list-item “amd64”']],
  ['syscall_archs', 'loongarch64', ['word-too-new “loongarch64”'], { version: 252 }],
  ['syscall_archs', '"native', ['invalid-quoting “"native”']],

  ['syscall_errno', 'EPREM', ['invalid-word “EPREM”']],
  ['syscall_errno', '0', ['invalid-word “0”']],
  ['syscall_errno', '4096', ['invalid-word “4096”']],
  ['syscall_errno', 'Kill', ['invalid-word “Kill”']],
  ['syscall_errno', 'EPERM EACCES', ['invalid-word “EPERM EACCES”']],

  ['namespace_flags', 'ON', []],
  ['namespace_flags', 'mount', ['invalid-list-item “mount”']],
  ['namespace_flags', 'net "pid"', ['invalid-list-item “"pid"”']],
  ['namespace_flags', '~yes', ['invalid-list-item “yes”']],
  ['namespace_flags', 'net user', ['invalid-list-item “user”'], { directive: 'DelegateNamespaces' }],
  ['namespace_flags', '~user', [], { directive: 'DelegateNamespaces' }],
  ['namespace_flags', 'yes', [], { directive: 'DelegateNamespaces' }],
  ['namespace_flags', 'mount', ['invalid-list-item “mount”'], { version: 252 }],

  ['address_families', 'AF_INTE', ['invalid-list-item “AF_INTE”']],
  ['address_families', 'AF_UNIX none', ['invalid-list-item “none”']],
  ['address_families', '~none', ['invalid-list-item “none”']],
  ['address_families', 'None', ['invalid-list-item “None”']],
  ['address_families', 'AF_UNSPEC', ['invalid-list-item “AF_UNSPEC”']],
  ['address_families', 'AF_UNIX "AF_INET', ['invalid-quoting “"AF_INET”']],

  ['restrict_filesystems', '@basic', ['invalid-list-item “@basic”']],
  ['restrict_filesystems', 'zfs nfsd my-own-fs', []],
  ['restrict_filesystems', 'ext4,xfs', ['misspelt-word “ext4,xfs”']],
  ['restrict_filesystems', 'temporary', ['misspelt-word “temporary”']],
  [
    'restrict_filesystems',
    'overlayfs btfrs EXT4',
    ['misspelt-word “overlayfs”', 'misspelt-word “btfrs”', 'misspelt-word “EXT4”'],
  ],

  [
    'restrict_network_interfaces',
    'eth0 12 0x10 all',
    ['invalid-list-item “12”', 'invalid-list-item “0x10”', 'invalid-list-item “all”'],
  ],
  ['restrict_network_interfaces', 'eth%d', ['invalid-list-item “eth%d”']],
  ['restrict_network_interfaces', 'eth0,eth1', ['misspelt-word “eth0,eth1”']],
  ['restrict_network_interfaces', '~eth0 ~eth1', ['misspelt-word “~eth1”']],
  ['restrict_network_interfaces', 'sixteen-letters!', []],
  ['restrict_network_interfaces', 'sixteen-letters!', ['invalid-list-item “sixteen-letters!”'], { version: 252 }],

  ['bind_network_interface', 'a b', ['invalid-name “a b”']],
  ['bind_network_interface', 'x%Q', ['invalid-specifier “%Q”']],
  ['bind_network_interface', '%i', ['invalid-name “%i”']],
  ['bind_network_interface', '%i', [], { unitName: 'wg@.service' }],
  ['bind_network_interface', '%i', [], { unitName: 'wg@wg0.service' }],

  ['bpf_delegate_commands', 'BPFMapCreate, BPFProgLoad', ['misspelt-word “ BPFProgLoad”']],
  ['bpf_delegate_commands', 'any,BPFMapCreate', ['misspelt-word “any”']],
  ['bpf_delegate_maps', 'BPFMapCreate', ['misspelt-word “BPFMapCreate”']],

  ['device_allow', '/dev/null /dev/zero', ['invalid-word “/dev/zero”']],
  ['device_allow', '/dev/null r w', ['invalid-word “r w”']],
  ['device_allow', '/dev/null rx', ['invalid-word “rx”']],
  ['device_allow', '/sys/x', ['invalid-path “/sys/x”']],
  ['device_allow', 'null rw', ['invalid-path “null”']],
  ['device_allow', '/dev/../etc', ['invalid-path “/dev/../etc”']],
  ['device_allow', '/dev/%Q rw', ['invalid-specifier “%Q”']],
  ['device_allow', '"/dev/null', ['invalid-quoting “"/dev/null”']],
  ['device_allow', '""', ['invalid-path “""”']],
  // systemd takes the directory itself for a device.
  ['device_allow', '/dev/', []],
  ['device_allow', 'char-', []],
  ['device_allow', '/../dev/null', []],
  ['device_allow', '/../dev/null', ['invalid-path “/../dev/null”'], { version: 252 }],

  ['in_addr_prefixes', '10.0.0.0/33', ['invalid-address “10.0.0.0/33”']],
  ['in_addr_prefixes', '10.0.0.0/08', ['invalid-address “10.0.0.0/08”']],
  ['in_addr_prefixes', '10.0.0.0/', ['invalid-address “10.0.0.0/”']],
  ['in_addr_prefixes', '10.0.0/8 127.0.0.1', ['invalid-address “10.0.0/8”']],
  ['in_addr_prefixes', '010.0.0.1', ['invalid-address “010.0.0.1”']],
  ['in_addr_prefixes', 'Any', ['invalid-address “Any”']],
  ['in_addr_prefixes', '"any"', ['invalid-address “"any"”']],
  ['in_addr_prefixes', 'example.com', ['invalid-address “example.com”']],
  ['in_addr_prefixes', 'fe80::1%eth0', ['invalid-address “fe80::1%eth0”']],
  ['in_addr_prefixes', 'localhost/8', ['invalid-address “localhost/8”']],
  ['in_addr_prefixes', 'mylocalhost', ['invalid-address “mylocalhost”']],
];

for (const [parser, value, problems, options] of CASES) {
  test(`${parser}: ${value}${options ? ` ${JSON.stringify(options)}` : ''}`, () =>
    assert.deepEqual(check(parser, value, options), problems));
}

test('what may be meant is offered', () => {
  const cases: [parser: string, value: string, word: string][] = [
    ['capability_set', 'NET_ADMIN', 'CAP_NET_ADMIN'],
    ['capability_set', 'CAP_KILL,CAP_CHOWN', 'CAP_KILL CAP_CHOWN'],
    ['capability_set', '~CAP_KILL ~CAP_CHOWN', 'CAP_CHOWN'],
    ['syscall_filter', 'system-service', '@system-service'],
    ['syscall_filter', 'wriet', 'write'],
    ['syscall_filter', 'open:EPERM', 'open'],
    ['syscall_filter', '~open:EPREM', 'EPERM'],
    ['syscall_archs', 'amd64', 'x86-64'],
    ['syscall_archs', 'aarch64', 'arm64'],
    ['syscall_errno', 'EPREM', 'EPERM'],
    ['namespace_flags', 'mount', 'mnt'],
    ['address_families', 'inet6', 'AF_INET6'],
    ['restrict_filesystems', 'temporary', '@temporary'],
    ['bpf_delegate_commands', 'BPFMapCreate BPFProgLoad', 'BPFMapCreate,BPFProgLoad'],
    ['device_allow', '/dev/null RW', 'rw'],
    ['in_addr_prefixes', '10.0.0.0/255.255.255.0', '10.0.0.0/24'],
    ['in_addr_prefixes', '[::1]:80', '::1'],
    ['in_addr_prefixes', '010.0.0.1', '10.0.0.1'],
    ['in_addr_prefixes', '10.0.0.1,10.0.0.2', '10.0.0.1 10.0.0.2'],
    ['in_addr_prefixes', '*', 'any'],
  ];
  for (const [parser, value, word] of cases) assert.equal(instead(parser, value), word, `${parser}: ${value}`);
});

test('addresses as the C library reads them', () => {
  const good = ['0.0.0.0', '255.255.255.255', '::', '::1', '1::', 'a:B:c:D:1:2:3:4', '1:2:3:4:5:6:7::', '::1.2.3.4'];
  for (const text of good) assert.ok(parseAddress(text), text);
  const bad = ['1.2.3', '1.2.3.4.5', '1.2.3.256', '1.2.3.04', '1.2.3.4 ', ':', ':::', '1:', ':1', '1::2::3', '12345::'];
  const worse = ['1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7:8::', '1:2:3:4:5:6:7:1.2.3.4', '1.2.3.4::', '::1.2.3', 'g::', ''];
  for (const text of [...bad, ...worse]) assert.equal(parseAddress(text), undefined, text);
});

test('addresses and ranges as text', () => {
  const again = (text: string): string => formatAddress(parseAddress(text)!);
  assert.equal(again('0:0:1:0:0:0:0:1'), '0:0:1::1');
  assert.equal(again('2001:DB8:0:1:1:1:1:1'), '2001:db8:0:1:1:1:1:1');
  assert.equal(again('0::'), '::');
  const range = (text: string): string[] => {
    const { first, last } = rangeOf(parsePrefix(text)!);
    return [formatAddress(first), formatAddress(last)];
  };
  assert.deepEqual(range('10.1.2.3/8'), ['10.0.0.0', '10.255.255.255']);
  assert.deepEqual(range('192.168.1.77/30'), ['192.168.1.76', '192.168.1.79']);
  assert.deepEqual(range('fe80::1/10'), ['fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff']);
  assert.deepEqual(range('0.0.0.0/0'), ['0.0.0.0', '255.255.255.255']);
});
