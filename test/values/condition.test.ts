import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judged, type Options, verdict } from '../support/setting-value.ts';

/** Each row: the value of `Condition…=` and what is said of it; nothing where that is left out. */
type Rows = readonly (string | readonly [string, string])[];

function table(name: string, rows: Rows, options: Options = {}): void {
  for (const row of rows) {
    const [value, expected] = typeof row === 'string' ? [row, ''] : row;
    assert.equal(verdict(`Unit.${name}`, value, options), expected, `${name}=${value}`);
  }
}

const messageOf = (name: string, value: string): string => judged(`Unit.${name}`, value).problems[0]?.message ?? '';

describe('conditions on paths', () => {
  test('are accepted', () =>
    table('ConditionPathExists', [
      '',
      '/etc/shop.conf',
      '!/etc/shop.conf',
      '|!/etc/shop.conf',
      '%t/shop',
      '/a b',
      '/a//b/./c/',
      '/var/run/shop.pid',
    ]));

  test('are refused', () =>
    table('ConditionPathExists', [
      ['etc/shop', 'invalid-path'],
      ['!etc/shop', 'invalid-path “etc/shop”'],
      ['! /etc/shop', 'invalid-path “! ” → !'],
      ['!|/etc/shop', 'invalid-path “!|” → |!'],
      ['| ! /etc/shop', 'invalid-path “| ! ” → |!'],
      ['!!/etc/shop', 'invalid-path “!!”'],
      ['/a/../b', 'invalid-path'],
      ['!', 'invalid-path “”'],
      [`/${'x'.repeat(256)}`, 'invalid-path'],
      ['/%Z', 'invalid-specifier “%Z” → %%Z'],
    ]));

  test('warn of what is surely not meant', () => {
    table('ConditionPathExists', [
      ['/etc/a /etc/b', 'misspelt-word'],
      ['!/etc/shop.d/*.conf', 'misspelt-word “/etc/shop.d/*.conf”'],
    ]);
    table('ConditionPathExistsGlob', ['/etc/shop.d/*.conf']);
    table('ConditionNeedsUpdate', ['/etc', '!/var/', ['/usr', 'misspelt-word → /etc /var']]);
  });
});

test('signs before words', () => {
  table('ConditionVirtualization', [
    '',
    'vm',
    '!vm',
    '|vm',
    '|!vm',
    '| ! vm',
    ['!|vm', 'misspelt-word “|”'],
    ['!!vm', 'misspelt-word “!”'],
    ['!', 'misspelt-word'],
    ['|', 'misspelt-word'],
    ['%Z', 'invalid-specifier → %%Z'],
    // What a specifier becomes is not known.
    '%i',
    `${'%n%%'.repeat(5000)}x`,
    [`${'%n%%'.repeat(5000)}%Z`, 'invalid-specifier “%Z” → %%Z'],
  ]);
  assert.match(messageOf('ConditionVirtualization', 'kvmm'), /^ConditionVirtualization= never holds: .*“kvmm”/);
  assert.match(messageOf('ConditionVirtualization', '!kvmm'), /^ConditionVirtualization= always holds: /);
  assert.match(messageOf('ConditionMemory', '!much'), /^ConditionMemory= never holds: /);
});

test('words', () => {
  table('ConditionVirtualization', [
    'yes',
    'off',
    'private-users',
    'google',
    ['none', 'misspelt-word → no'],
    ['virtualbox', 'misspelt-word → oracle'],
    ['KVM', 'misspelt-word → kvm vm zvm'],
  ]);
  table('ConditionArchitecture', [
    'x86-64',
    'native',
    ['x86_64', 'misspelt-word → x86-64'],
    ['aarch64', 'misspelt-word → arm64'],
  ]);
  table('ConditionSecurity', ['selinux', 'tpm2', 'measured-os', ['secureboot', 'misspelt-word → uefi-secureboot']]);
  // A unit may be meant for several versions.
  table('ConditionSecurity', ['measured-os'], { version: 252 });
  table('ConditionCapability', [
    'CAP_SYS_TIME',
    'cap_sys_time',
    '12',
    ['CAP_SYS_TIM', 'misspelt-word → CAP_SYS_TIME'],
    ['sys_time', 'misspelt-word → CAP_SYS_TIME'],
  ]);
  table('ConditionCPUFeature', [
    'avx2',
    'AVX2',
    'sve',
    'arm64.sve2',
    'x86-64.avx',
    's390x.vx',
    ['fma', 'misspelt-word → fma3'],
    ['x86-64.sve', 'misspelt-word “sve” → sse'],
  ]);
  table('ConditionControlGroupController', [
    'v2',
    'memory io',
    ['memory oi', 'misspelt-word “oi” → io'],
    ['v2 memory', 'misspelt-word “v2”'],
  ]);
  assert.match(messageOf('ConditionControlGroupController', 'memry'), /always holds/);
  assert.match(messageOf('ConditionControlGroupController', 'cpu memry'), /leaves this word out/);
});

test('yes or no', () => {
  for (const name of ['ConditionFirstBoot', 'ConditionACPower']) {
    table(name, ['yes', '!no', ['maybe', 'misspelt-word → yes no']]);
  }
});

test('names', () => {
  table('ConditionHost', [
    'web-*',
    '22c732b485384947b5c7881836666b15',
    'a[,b]*',
    ['a b', 'misspelt-word'],
    ['a,b', 'misspelt-word'],
  ]);
  table('ConditionCredential', [
    'shop.key',
    ['a/b', 'misspelt-word'],
    ['a:b', 'misspelt-word'],
    ['"a"', 'misspelt-word → a'],
  ]);
  table('ConditionEnvironment', [
    'DISPLAY',
    'LANG=de_DE.UTF-8',
    'A=',
    ['$DISPLAY', 'misspelt-word → DISPLAY'],
    ['A B=c', 'misspelt-word'],
  ]);
  table('ConditionKernelCommandLine', ['quiet', 'root=/dev/sda1', 'a=b c', ['quiet splash', 'misspelt-word']]);
  table('ConditionUser', [
    'root',
    '1000',
    '@system',
    'a.b',
    ['@sytem', 'misspelt-word → @system'],
    ['a b', 'misspelt-word'],
  ]);
  table('ConditionGroup', ['audio', '4', ['@system', 'misspelt-word']]);
  table('ConditionKernelModuleLoaded', [
    'snd-hda-intel',
    ['loop.ko', 'misspelt-word → loop'],
    ['a b', 'misspelt-word'],
  ]);
  table('ConditionMachineTag', ['role=web*', 'a', ['a b', 'misspelt-word'], ['a:b', 'misspelt-word']]);
  table('ConditionFirmware', [
    'uefi',
    'device-tree',
    'device-tree-compatible(raspberrypi,4)',
    'smbios-field(sys_vendor $= "QEMU*")',
    'smbios-field(product_name = x)',
    ['efi', 'misspelt-word → uefi'],
    ['smbios-field(sys_vendor = a b)', 'misspelt-word “sys_vendor = a b”'],
    ['smbios-field(sys_vendor = a', 'misspelt-word → smbios-field(sys_vendor = a)'],
    ['smbios-field(sys_vendr = a)', 'misspelt-word “sys_vendr” → sys_vendor'],
    ['smbios-field(sys_vendor)', 'misspelt-word “sys_vendor”'],
  ]);
});

test('comparisons', () => {
  table('ConditionKernelVersion', [
    '>=5.4',
    '>= 5.4 <7',
    '5.*',
    '[56].*',
    '!= 6.1',
    '"!$= 6.*"',
    ['!!= 6.1', ''],
    ['=>5.4', 'misspelt-word “=>” → >='],
    ['>=v5.4', 'misspelt-word → >=5.4'],
    ['>=5.4 <', 'misspelt-word “<”'],
    ['>', 'misspelt-word'],
    ['"5', 'misspelt-word'],
    ['linux', 'misspelt-word'],
  ]);
  table('ConditionVersion', ['systemd >=258', 'kernel>=6', 'glibc >= 2.36', ['python >=3', 'misspelt-word “python”']]);
  table('ConditionKernelVersion', [['systemd >=258', 'misspelt-word “systemd”']], { version: 257 });
  table('ConditionOSRelease', [
    'ID=debian',
    'ID=debian VERSION_ID>=12',
    '"NAME=a b"',
    'OWN_FIELD!=x',
    ['ID', 'misspelt-word'],
    ['ID = debian', 'misspelt-word → ID=debian'],
    ['VERSION_ID=>12', 'misspelt-word “=>” → >='],
    ['id=debian', 'misspelt-word → ID=debian'],
    ['ID=Debian', 'misspelt-word → ID=debian'],
    ['ID=a "b', 'misspelt-word “"b”'],
  ]);
  table('ConditionMemory', [
    '4G',
    '>=4G',
    '!<4G',
    '>= 1.5G',
    ['=>4G', 'misspelt-word “=>” → >='],
    ['>=4GB', 'misspelt-word → >=4G'],
    ['much', 'misspelt-word'],
  ]);
  table('ConditionCPUs', ['4', '>=4', '< 8', ['four', 'misspelt-word'], ['=<4', 'misspelt-word “=<” → <=']]);
  table('ConditionFraction', [
    '30%',
    '30%%',
    'tag 0.5%',
    ['30', 'misspelt-word → 30%'],
    ['tag 130%', 'misspelt-word “130%”'],
    ['a b 1%', 'misspelt-word'],
  ]);
  table('ConditionMemoryPressure', [
    '20%',
    '20%/1min',
    'user.slice:20%/10sec',
    ['20', 'misspelt-word → 20%'],
    ['20%/1h', 'misspelt-word “1h” → 10sec 1min 5min'],
    ['user:20%', 'misspelt-word “user” → user.slice'],
  ]);
});

test('completion', () => {
  const labels = (name: string, value: string, offset?: number): string[] =>
    judged(`Unit.${name}`, value)
      .complete(offset)
      .map(({ label }) => label);
  assert.ok(labels('ConditionVirtualization', '!').includes('container'));
  assert.deepEqual(labels('ConditionFirstBoot', ''), ['yes', 'no', '!', '|', '|!']);
  assert.deepEqual(labels('ConditionFirstBoot', '|!'), ['yes', 'no']);
  assert.deepEqual(labels('ConditionNeedsUpdate', ''), ['/etc', '/var', '!', '|', '|!']);
  assert.ok(!labels('ConditionControlGroupController', 'memory i').includes('memory'));
  assert.ok(labels('ConditionVersion', '').includes('systemd'));
  assert.deepEqual(labels('ConditionVersion', 'systemd '), ['>=', '<', '==']);
  assert.ok(labels('ConditionCapability', 'CAP').includes('CAP_SYS_TIME'));
  assert.ok(labels('ConditionCPUFeature', 'arm64.').includes('arm64.sve'));
  const [first] = judged('Unit.ConditionVirtualization', '| !kv').complete();
  assert.deepEqual([first?.start, first?.end], [3, 5]);
  const tooNew = judged('Unit.ConditionSecurity', '', { version: 252 }).complete();
  assert.ok(tooNew.find(({ label }) => label === 'cvm')?.tooNew);
});

test('hover', () => {
  const text = (name: string, value: string): string | undefined => judged(`Unit.${name}`, value).describe()?.text;
  const rows: [string, string, string | undefined][] = [
    ['ConditionPathExists', '!/etc/shop.conf', 'Started only if `/etc/shop.conf` does not exist.'],
    ['AssertPathExists', '/etc//shop.conf', 'Starting fails unless `/etc/shop.conf` exists.'],
    [
      'ConditionPathIsDirectory',
      '|/srv',
      'Started only if `/srv` is a directory.\n\nOf all conditions with “|”, one that holds is enough.',
    ],
    ['ConditionPathExists', '/srv/%i', 'Started only if `/srv/%i` exists.'],
    ['ConditionPathExists', '%t/shop', 'Started only if `%t/shop` exists.'],
    ['ConditionPathExists', '! /etc', undefined],
    ['ConditionFirstBoot', '!yes', 'Started only if this is not the first boot.'],
    ['ConditionVirtualization', 'kvm', 'Started only if the system runs in KVM.'],
    ['ConditionVirtualization', 'no', 'Started only if the system runs on the hardware itself.'],
    ['ConditionVirtualization', 'kvmm', undefined],
    [
      'ConditionKernelVersion',
      '>= 5.4 <7',
      'Started only if the version of the kernel is at least `5.4` and is below `7`.',
    ],
    ['ConditionOSRelease', 'ID=debian', 'Started only if in `/etc/os-release` `ID` is `debian`.'],
    ['ConditionMemory', '4G', 'Started only if the memory of the machine is at least `4G`.'],
    [
      'ConditionCPUPressure',
      'user.slice:20%/1min',
      'Started only if of the last minute at most `20%` were lost to CPU pressure in `user.slice`.',
    ],
    ['ConditionUser', '!@system', 'Started only if the manager does not run as a system user.'],
    ['ConditionPathExists', '', undefined],
  ];
  for (const [name, value, expected] of rows) assert.equal(text(name, value), expected, `${name}=${value}`);
});
