import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isValidInterfaceName } from '../../server/src/values/socket/interface-name.ts';
import { parseNetlinkAddress, parseSocketAddress } from '../../server/src/values/socket/socket-address.ts';
import { judged, type Options, verdict } from '../support/setting-value.ts';

/** Each row: the value and what is said of it. */
function table(setting: string, rows: readonly (readonly [string, string])[], options: Options = {}): void {
  for (const [value, expected] of rows) assert.equal(verdict(setting, value, options), expected, `${setting}=${value}`);
}

describe('what a socket listens on', () => {
  test('is accepted in all its forms', () => {
    const values = [
      '',
      '80',
      '0x50',
      '0120',
      '+443',
      '127.0.0.1:8080',
      '[::1]:80',
      '[::ffff:10.0.0.1]:53',
      '[fe80::1]:80%%eth0',
      '[fe80::1]:80%%2',
      '10.0.0.1:80%%eth0',
      '/run/shop.sock',
      '/a/../b',
      '/a b',
      '@shop',
      '%t/shop.sock',
      'vsock::1234',
      'vsock:2:1234',
      'vsock:any:22',
      'vsock:-1:22',
      'vsock-stream:host:22',
    ];
    table(
      'Socket.ListenStream',
      values.map((value) => [value, '']),
    );
  });

  test('is refused otherwise, and the part at fault is marked', () => {
    table('Socket.ListenStream', [
      ['0', 'invalid-address'],
      ['65536', 'invalid-address'],
      ['127.0.0.1', 'invalid-address'],
      ['127.0.0.1:0', 'invalid-address “0”'],
      ['127.0.0.01:80', 'invalid-address “127.0.0.01”'],
      ['localhost:80', 'invalid-address “localhost” → 127.0.0.1 [::1]'],
      ['*:80', 'invalid-address “*” → 0.0.0.0 [::]'],
      ['::1', 'invalid-address → [::1]:80'],
      ['[::1]', 'invalid-address → [::1]:80'],
      ['[::1', 'invalid-address “[:”'],
      ['10.0.0.1:80#x', 'invalid-address “#x”'],
      ['[fe80::1]:80%%', 'invalid-address'],
      ['run/shop.sock', 'invalid-address → /run/shop.sock'],
      ['/', 'invalid-address'],
      ['@', 'invalid-address'],
      [`/run/${'x'.repeat(103)}`, 'invalid-address'],
      ['vsock:1', 'invalid-address “1”'],
      ['vsock:x:1', 'invalid-address “x”'],
      ['vsock:2:4294967295', 'invalid-address “4294967295”'],
      ['%Z', 'invalid-specifier → %%Z'],
      ['x'.repeat(5000), 'invalid-address'],
    ]);
  });

  test('version 252 knows fewer VSOCK addresses', () => {
    table(
      'Socket.ListenStream',
      [
        ['vsock:any:22', 'invalid-address “any”'],
        ['vsock-stream:2:22', 'invalid-address “vsock-stream:2”'],
        ['vsock:2:4294967295', ''],
      ],
      { version: 252 },
    );
  });

  test('packets in sequence have Unix sockets only', () => {
    table('Socket.ListenSequentialPacket', [
      ['/run/shop.sock', ''],
      ['@shop', ''],
      ['80', 'invalid-address'],
      ['vsock:2:1', 'invalid-address'],
    ]);
  });

  test('/var/run is an old name', () => {
    table('Socket.ListenStream', [
      ['/var/run/shop.sock', 'legacy-runtime-path → /run/shop.sock'],
      ['//var/./run//shop//x.sock', 'legacy-runtime-path → /run/shop//x.sock'],
      ['/var/runner', ''],
      [`/var/run/${'x'.repeat(102)}`, `legacy-runtime-path → /run/${'x'.repeat(102)}`],
    ]);
    table('Socket.ListenFIFO', [['/var/run/shop', 'legacy-runtime-path → /run/shop']]);
    table('Socket.ListenSpecial', [['/var/run/shop', '']]);
  });

  test('paths', () => {
    table('Socket.ListenFIFO', [
      ['/run/shop', ''],
      ['run/shop', 'invalid-path → /run/shop'],
      ['/run/../shop', 'invalid-path'],
      ['/dev/shop', 'invalid-path'],
    ]);
    table('Socket.ListenFIFO', [['/dev/shop', '']], { version: 252 });
    table('Socket.ListenSpecial', [['/dev/input/event0', '']]);
    table('Socket.ListenMessageQueue', [['/shop', '']]);
  });

  test('netlink', () => {
    table('Socket.ListenNetlink', [
      ['kobject-uevent 1', ''],
      ['audit', ''],
      ['15 0x1', ''],
      ['kobject-event 1', 'invalid-address “kobject-event”'],
      ['audit x', 'invalid-address “x”'],
      ['2147483648', 'invalid-address'],
      ['audit\\', 'invalid-address'],
    ]);
  });
});

test('addresses, taken apart', () => {
  assert.deepEqual(parseSocketAddress('[fe80::1]:80%eth0', 262), {
    address: { family: 'ipv6', address: 'fe80::1', port: 80, scope: 'eth0' },
  });
  assert.deepEqual(parseSocketAddress('vsock:host:7', 262), { address: { family: 'vsock', cid: 2, port: 7 } });
  assert.deepEqual(parseSocketAddress('@a', 262), { address: { family: 'unix', path: 'a', isAbstract: true } });
  assert.deepEqual(parseNetlinkAddress('route 7'), { address: { family: 'netlink', name: 'route', group: 7 } });
});

test('names of interfaces', () => {
  for (const name of ['lo', 'eth0', 'br-lan', 'eth0.100', 'a'.repeat(15), '-1', '1a']) {
    assert.ok(isValidInterfaceName(name), name);
  }
  for (const name of [
    '',
    '.',
    '..',
    'all',
    'default',
    'a'.repeat(16),
    '1',
    '0x10',
    '99999999999',
    'a b',
    'a:1',
    'a/b',
    'é',
  ]) {
    assert.ok(!isValidInterfaceName(name), name);
  }
  assert.ok(isValidInterfaceName('a'.repeat(127), { alternative: true }));
  assert.ok(isValidInterfaceName('2', { numeric: true }));
  assert.ok(!isValidInterfaceName('0', { numeric: true }));
});

test('the interface of a socket', () => {
  table('Socket.BindToDevice', [
    ['', ''],
    ['*', ''],
    ['eth0', ''],
    ['eth%i', ''],
    ['a:1', 'invalid-name'],
    ['%Z', 'invalid-specifier → %%Z'],
  ]);
  table('Socket.BindToDevice', [['eth%i', 'invalid-name']], { version: 257 });
});

test('completion', () => {
  const labels = (setting: string, value: string, offset?: number): string[] =>
    judged(setting, value, { unitName: 'shop.socket' })
      .complete(offset)
      .map(({ label }) => label);
  assert.ok(labels('Socket.ListenStream', '').includes('/run/shop.sock'));
  assert.ok(labels('Socket.ListenStream', '').includes('127.0.0.1:8080'));
  assert.deepEqual(labels('Socket.ListenSequentialPacket', ''), ['/run/shop.sock', '@shop', '%t/shop.sock']);
  assert.ok(labels('Socket.ListenNetlink', 'ko').includes('kobject-uevent'));
  assert.deepEqual(labels('Socket.ListenNetlink', 'audit 1'), []);
  assert.deepEqual(labels('Socket.ListenFIFO', ''), []);
});

test('hover', () => {
  const text = (setting: string, value: string): string | undefined => judged(setting, value).describe()?.text;
  assert.equal(
    text('Socket.ListenStream', '[fe80::1]:80%%eth0'),
    '**TCP socket (AF_INET6)**\n\n- Address: `fe80::1` – link-local\n- Port: `80`\n- Interface: `eth0`',
  );
  assert.match(text('Socket.ListenDatagram', '53') ?? '', /^\*\*UDP socket on all addresses/);
  assert.match(text('Socket.ListenStream', '%t/a') ?? '', /Path: `%t\/a`, here `\/run\/a`/);
  assert.match(text('Socket.ListenStream', '/run/%i') ?? '', /Path: `\/run\/%i`$/);
  assert.match(text('Socket.ListenNetlink', 'kobject-uevent 1') ?? '', /events of devices/);
  assert.match(text('Socket.ListenFIFO', '/run//a') ?? '', /Named pipe.*`\/run\/a`/s);
  assert.equal(text('Socket.ListenStream', 'localhost:80'), undefined);
});
