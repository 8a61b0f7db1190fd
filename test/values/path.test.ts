import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Text } from '../../server/src/syntax/text.ts';
import { pathFault, simplifyPath, withoutLegacyRuntime } from '../../server/src/values/path/path.ts';
import { PATH_TYPES } from '../../server/src/values/path/path-types.ts';
import type { Context, Problem } from '../../server/src/values/value-type.ts';
import { PATH_SAMPLES } from '../support/samples/path.ts';

const CONTEXT: Context = {
  type: 'service',
  unitName: 'shop.service',
  scope: 'system',
  version: 262,
  section: 'Service',
  directive: 'BindPaths',
  argument: undefined,
};

const check = (parser: string, value: string, context: Partial<Context> = {}): Problem[] =>
  PATH_TYPES[parser]!.check(Text.at(value, 0), { ...CONTEXT, ...context });

/** Each problem as `code marked-characters`. */
const found = (parser: string, value: string, context: Partial<Context> = {}): string[] =>
  check(parser, value, context).map(({ code, start, end }) => `${code} ${value.slice(start, end)}`);

const hover = (parser: string, value: string, offset: number, context: Partial<Context> = {}): string | undefined =>
  PATH_TYPES[parser]!.describe?.(Text.at(value, 0), offset, { ...CONTEXT, ...context })?.text;

/** The value after each suggestion has been taken at `|`. */
const taken = (parser: string, marked: string, context: Partial<Context> = {}): string[] => {
  const offset = marked.indexOf('|');
  const value = marked.replace('|', '');
  const suggestions = PATH_TYPES[parser]!.complete?.(Text.at(value, 0), offset, { ...CONTEXT, ...context }) ?? [];
  return suggestions.map(({ label, start, end }) => value.slice(0, start) + label + value.slice(end));
};

type Row = readonly [value: string, ...problems: string[]];

function judges(parser: string, rows: readonly Row[], context: Partial<Context> = {}): void {
  for (const [value, ...problems] of rows)
    assert.deepEqual(found(parser, value, context), problems, `${parser}: ${value}`);
}

describe('a path', () => {
  test('without what means nothing', () => {
    assert.equal(simplifyPath('//a/./b//c/.'), '/a/b/c');
    assert.equal(simplifyPath('./a/'), 'a');
    assert.equal(simplifyPath('/.'), '/');
    assert.equal(simplifyPath('.'), '.');
    assert.equal(simplifyPath('/a/', true), '/a/');
  });

  test('above the root there is nothing, for all but old versions', () => {
    assert.equal(simplifyPath('/../../a/..'), '/a/..');
    assert.equal(simplifyPath('/..'), '/');
    assert.equal(simplifyPath('/../a', false, 252), '/../a');
    assert.equal(simplifyPath('../a'), '../a');
  });

  test('what is wrong with it', () => {
    assert.equal(pathFault('/a/b', { absolute: true }), undefined);
    assert.match(pathFault('a', { absolute: true }) ?? '', /start with/);
    assert.match(pathFault('/a', { relative: true }) ?? '', /must not start/);
    assert.match(pathFault('/a/../b', { absolute: true }) ?? '', /\.\./);
    assert.match(pathFault(`/${'x'.repeat(256)}`, { absolute: true }) ?? '', /too long/);
    assert.match(pathFault('/dev/a', { nonApi: true }) ?? '', /\/dev/);
    assert.equal(pathFault('/dev/a', { nonApi: 'dev-ok' }), undefined);
    assert.equal(pathFault('/proc', { nonApi: true, version: 252 }), undefined);
    assert.match(pathFault('/\udcff', { absolute: true }) ?? '', /UTF-8/);
  });

  test('below the old runtime directory', () => {
    assert.equal(withoutLegacyRuntime('/var/run/a/b'), '/run/a/b');
    assert.equal(withoutLegacyRuntime('//var/./run//a'), '/run/a');
    assert.equal(withoutLegacyRuntime('/var/run'), '/run/');
    assert.equal(withoutLegacyRuntime('/var/running/a'), undefined);
    assert.equal(withoutLegacyRuntime('var/run/a'), undefined);
  });
});

describe('one path', () => {
  test('of any directive', () => {
    judges('unit_path_printf', [
      ['/srv/data'],
      [''],
      ['%t/x'],
      ['%i'],
      ['/50%-off'],
      ['/../srv'],
      ['srv', 'invalid-path srv'],
      ['/srv/../x', 'invalid-path /srv/../x'],
      ['/srv/%Q/x', 'invalid-specifier %Q'],
      [`/${'a/'.repeat(2048)}`, `invalid-path /${'a/'.repeat(2048)}`],
    ]);
    judges('unit_path_printf', [['/../srv', 'invalid-path /../srv']], { version: 252 });
    assert.deepEqual(check('unit_path_printf', '/srv/../x')[0]?.instead, ['/x']);
  });

  test('some make systemd refuse the unit', () => {
    assert.match(check('unit_path_printf', 'srv')[0]!.message, /ignores this line/);
    assert.match(check('unit_path_printf', 'srv', { argument: 'true' })[0]!.message, /refuses this unit/);
  });

  test('in a template, an instance may be a path', () => {
    judges('path_spec', [['%I'], ['%I/x'], ['%i', 'invalid-path %i']], { unitName: 'watch@.path' });
    judges('path_spec', [['%I', 'invalid-path %I']], { unitName: 'watch@a.path' });
    judges('path_spec', [['%I']], { unitName: 'watch@-a.path' });
    judges('path_spec', [['%I'], ['/x/%i']], { unitName: undefined });
  });

  test('PIDFile=', () => {
    judges('pid_file', [
      [''],
      ['/run/shop.pid'],
      ['shop.pid'],
      ['shop/%n.pid'],
      ['/var/run/shop.pid', 'legacy-runtime-path /var/run/shop.pid'],
      ['../shop.pid', 'invalid-path ../shop.pid'],
      ['/dev/shop.pid', 'invalid-path /dev/shop.pid'],
      ['/run/%Q', 'invalid-specifier %Q'],
    ]);
    judges('pid_file', [['/dev/shop.pid']], { version: 252 });
    assert.deepEqual(check('pid_file', '/var/run//a.pid')[0]?.instead, ['/run/a.pid']);
    assert.match(check('pid_file', '../a')[0]!.message, /refuses this unit/);
    assert.match(hover('pid_file', 'shop.pid', 1) ?? '', /`\/run\/shop.pid`/);
    assert.match(hover('pid_file', 'shop.pid', 1, { scope: 'user' }) ?? '', /`\$XDG_RUNTIME_DIR\/shop.pid`/);
  });

  test('WorkingDirectory=', () => {
    judges('working_directory', [
      [''],
      ['~'],
      ['-~'],
      ['-/srv'],
      ['%h'],
      ['srv', 'invalid-path srv'],
      ['-srv', 'invalid-path srv'],
      ['-', 'invalid-path -'],
      ['~/srv', 'invalid-path ~/srv'],
    ]);
    assert.match(check('working_directory', 'srv')[0]!.message, /refuses this unit/);
    assert.match(check('working_directory', '-srv')[0]!.message, /ignores this line/);
    assert.deepEqual(check('working_directory', '-~/srv')[0]?.instead, ['%h/srv']);
    assert.deepEqual(taken('working_directory', '|'), ['~', '-']);
    assert.deepEqual(taken('working_directory', '-|'), ['-~']);
    assert.match(hover('working_directory', '~', 0) ?? '', /home directory/);
    assert.match(hover('working_directory', '-/srv', 0) ?? '', /missing/);
  });

  test('BPFProgram=', () => {
    judges('bpf_foreign_program', [
      [''],
      ['egress:/sys/fs/bpf/x'],
      [':egress:/sys/fs/bpf/x'],
      ['egres:/x', 'invalid-word egres'],
      ['egress:x', 'invalid-path x'],
      ['egress:', 'invalid-list-item egress:'],
    ]);
    assert.ok(taken('bpf_foreign_program', 'e|:/x').includes('egress:/x'));
    assert.match(hover('bpf_foreign_program', 'egress:/x', 2) ?? '', /go out/);
  });

  test('What=', () => {
    judges('mount_node', [
      ['/dev/sda1'],
      ['tmpfs'],
      ['LABEL=%i'],
      ['%Q', 'invalid-specifier %Q'],
      [`LABEL=${' '.repeat(1100)}x`, `invalid-path LABEL=${' '.repeat(1100)}x`],
    ]);
    assert.match(hover('mount_node', 'LABEL="my data"', 1) ?? '', /\/dev\/disk\/by-label\/my\\x20data`/);
    assert.deepEqual(taken('mount_node', 'UU|'), ['UUID=', 'LABEL=', 'PARTUUID=', 'PARTLABEL=']);
  });
});

describe('lists of paths', () => {
  test('a bad word is skipped', () => {
    judges('unit_mounts_for', [
      [''],
      ['/srv "/my data"'],
      ['/a b /c ../d', 'invalid-path b', 'invalid-path ../d'],
      ['/a "/b', 'invalid-quoting "/b'],
      ['"b c" /d', 'invalid-path b c'],
    ]);
  });

  test('a bad word ends the list', () => {
    judges('unit_path_strv_printf', [['/a b c', 'invalid-path b']]);
    judges('colon_separated_paths', [
      ['/bin:/usr/my tools'],
      ['/bin:b:c', 'invalid-path b'],
      ['/bin:', 'invalid-path :'],
      [':/bin', 'invalid-path :'],
    ]);
  });

  test('signs before a path', () => {
    judges('namespace_path_strv', [
      ['-/a +/b -+/c'],
      ['+-/a', 'invalid-path -/a'],
      ['/a -', 'invalid-path -'],
      ['-%Q', 'invalid-specifier %Q'],
    ]);
    assert.deepEqual(taken('namespace_path_strv', '/a |'), ['/a -', '/a +']);
    assert.deepEqual(taken('namespace_path_strv', '/a -|'), ['/a -+']);
    assert.deepEqual(taken('namespace_path_strv', '/a /b|'), []);
    assert.match(hover('namespace_path_strv', '/a -+/b', 4) ?? '', /^`\+` · .*RootDirectory=/);
  });

  test('the mount units of a path', () => {
    assert.match(hover('unit_mounts_for', '/x /srv/a-b', 5) ?? '', /`-\.mount`, `srv\.mount`, `srv-a\\x2db\.mount`/);
  });
});

describe('mounts', () => {
  test('BindPaths= of new versions', () => {
    judges('bind_paths', [
      [''],
      ['/a /b:/c -/d:/e:norbind /f:/g:'],
      ['"/with space:/x"'],
      ['/with\\:colon:/x /tab\\x20:/y'],
      ['a:/b', 'invalid-path a'],
      ['/a:b', 'invalid-path b'],
      ['/a:', 'invalid-path /a:'],
      ['/a:/b:bind', 'invalid-word bind'],
      ['/a:/b::', 'invalid-list-item /a:/b::'],
      ['/a:/b: norbind', 'invalid-path norbind'],
      ['/a\\q:/b', 'invalid-quoting /a\\q:/b'],
      ['/a\\xff', 'invalid-path /a\\xff'],
    ]);
    assert.deepEqual(check('bind_paths', '/a:/b:norbnd')[0]?.instead, ['norbind']);
  });

  test('BindPaths= of old versions', () => {
    judges(
      'bind_paths',
      [
        ['/a /b:/c -/d:/e:norbind'],
        ['/a:/b: norbind'],
        ['/a:/b:'],
        ["'/a:b':/x"],
        ['/a  /b', 'invalid-path  '],
        ['/a:', 'invalid-path /a:'],
        ['/a:/b: /c', 'invalid-word /c'],
        ['/a:/b:rbind:x', 'invalid-word rbind:x'],
        ['a:/b', 'invalid-path a'],
        ['a:b', 'invalid-path a', 'invalid-path b'],
      ],
      { version: 257 },
    );
  });

  test('BindPaths= told and completed', () => {
    const about = hover('bind_paths', '/x -/a:/b:norbind', 6, { directive: 'BindReadOnlyPaths' }) ?? '';
    assert.match(about, /`\/a` of the host at `\/b`, read-only, without .* Left out/);
    assert.equal(hover('bind_paths', '/a:b', 1), undefined);
    assert.deepEqual(taken('bind_paths', '/a:/b:|'), ['/a:/b:rbind', '/a:/b:norbind']);
    assert.deepEqual(taken('bind_paths', '/x /a:/b:no| /c'), ['/x /a:/b:rbind /c', '/x /a:/b:norbind /c']);
    assert.deepEqual(taken('bind_paths', '/x |'), ['/x -']);
    assert.deepEqual(taken('bind_paths', '/x:|'), []);
  });

  test('TemporaryFileSystem=', () => {
    judges('temporary_filesystems', [
      ['/srv /home:size=10%,ro'],
      ['/srv:'],
      ['srv:ro /x', 'invalid-path srv'],
      [':ro', 'invalid-path :ro'],
    ]);
    assert.ok(taken('temporary_filesystems', '/srv:ro,no|').includes('/srv:ro,noexec'));
    assert.match(hover('temporary_filesystems', '/srv:ro', 6) ?? '', /`\/srv`.*Read-only/s);
  });

  test('MountImages=', () => {
    judges('mount_images', [
      ['/a.raw:/b -/c.raw:/d:root:ro:usr:nodev /e:/f:ro'],
      ['/a.raw::/b'],
      ['""'],
      ['/dev/x:/b'],
      ['/a.raw', 'invalid-list-item /a.raw'],
      ['/a.raw:b', 'invalid-path b'],
      ['/proc/x:/b', 'invalid-path /proc/x'],
      ['/a:/b:rot:ro', 'invalid-word rot'],
      ['/a:/b:%Q /c', 'invalid-specifier %Q', 'invalid-list-item /c'],
      ['/a\\q:/b /c', 'invalid-quoting /a\\q:/b'],
      ['/a:/b:root-other:ro', 'invalid-word root-other'],
    ]);
    judges('mount_images', [['/a:/b:root-other:ro'], ['/proc/x:/b']], { version: 252 });
    assert.ok(taken('mount_images', '/a:/b:|').includes('/a:/b:root:'));
    assert.ok(taken('mount_images', '/a:/b:root:|').includes('/a:/b:root:nosuid'));
    assert.match(hover('mount_images', '/a.raw:/b:home:ro', 1) ?? '', /`\/a\.raw`.*`\/b`.*`home`/s);
  });

  test('ExtensionImages= and RootImageOptions=', () => {
    judges('extension_images', [
      ['/a.raw -/b.raw:root:ro'],
      ['/dev/x', 'invalid-path /dev/x'],
      ['a.raw', 'invalid-path a.raw'],
    ]);
    judges('root_image_options', [
      ['ro'],
      ['root:ro home:nodev'],
      ['root:'],
      ['rot:ro usr:ro', 'invalid-word rot'],
      ['usr:ro root:ro:x', 'invalid-list-item root:ro:x'],
      ['root:%Q', 'invalid-specifier %Q'],
    ]);
    assert.ok(taken('root_image_options', 'ro|').includes('root:'));
    assert.match(hover('root_image_options', 'usr:nosuid', 5) ?? '', /partition `usr`/);
  });

  test('image policies', () => {
    judges('image_policy', [
      [''],
      ['*'],
      ['~'],
      ['root=verity+signed: usr = absent :=ignore'],
      ['root=-:usr='],
      ['swap=encryptedwithintegrity+ext4'],
      ['root', 'invalid-list-item root'],
      ['root=verity:', 'invalid-list-item root=verity:'],
      ['root=open:root=open', 'invalid-list-item root=open'],
      ['=open:=open', 'invalid-list-item =open'],
      ['rot=open', 'misspelt-word rot'],
      ['root=verify+x', 'misspelt-word verify', 'misspelt-word x'],
    ]);
    judges(
      'image_policy',
      [
        ['rot=open', 'invalid-word rot'],
        ['root=verify', 'invalid-word verify'],
        ['root=ext4', 'word-too-new ext4'],
      ],
      { version: 257 },
    );
    assert.ok(taken('image_policy', 'root=verity+|').includes('root=verity+signed'));
    assert.ok(taken('image_policy', 'root=verity:u|').includes('root=verity:usr='));
    assert.ok(taken('image_policy', '|').includes('*'));
    assert.match(hover('image_policy', 'root=verity', 7) ?? '', /^`verity` · /);
    assert.match(hover('image_policy', 'root=verity', 1) ?? '', /^`root` · /);
  });
});

describe('directories of a service', () => {
  const state: Partial<Context> = { directive: 'StateDirectory' };

  test('judged', () => {
    judges(
      'exec_directories',
      [
        [''],
        ['shop shop/a "my shop"'],
        ['shop:store shop::ro shop:store:ro'],
        ['%p/%i'],
        ['/var/lib/shop', 'invalid-path /var/lib/shop'],
        ['private/x', 'invalid-path private/x'],
        ['shop/../x', 'invalid-path shop/../x'],
        ['shop:/x', 'invalid-path /x'],
        ['shop:a:rw', 'invalid-word rw'],
        ['.', 'invalid-path .'],
        ['%i', 'invalid-path %i'],
      ],
      state,
    );
    judges('exec_directories', [['%i'], ['%I']], { ...state, unitName: 'shop@.service' });
    judges('exec_directories', [['shop:store:rw'], ['shop::ro'], [':', 'invalid-list-item :']], {
      ...state,
      version: 252,
    });
    judges('exec_directories', [['shop:a', 'invalid-list-item shop:a']], { directive: 'ConfigurationDirectory' });
    assert.deepEqual(check('exec_directories', '/var/lib/shop', state)[0]?.instead, ['shop']);
  });

  test('told and completed', () => {
    assert.match(hover('exec_directories', 'a shop:store', 4, state) ?? '', /`\/var\/lib\/shop`.*`\/var\/lib\/store`/);
    const user: Partial<Context> = { ...state, scope: 'user' };
    assert.match(hover('exec_directories', 'shop', 1, user) ?? '', /`\$XDG_STATE_HOME\/shop`/);
    assert.match(hover('exec_directories', 'shop', 1, { ...user, version: 252 }) ?? '', /`\$XDG_CONFIG_HOME\/shop`/);
    const runtime: Partial<Context> = { directive: 'RuntimeDirectory' };
    assert.match(hover('exec_directories', 'shop', 1, runtime) ?? '', /`\/run\/shop`, in `\$RUNTIME_DIRECTORY`/);
    assert.deepEqual(taken('exec_directories', 'shop::|', state), ['shop::ro']);
    assert.deepEqual(taken('exec_directories', 'shop:|', state), []);
  });
});

test('root hashes and their signatures', () => {
  const hash = '0123456789abcdef0123456789ABCDEF';
  judges('exec_root_hash', [
    [''],
    ['/a/b'],
    [hash],
    [hash.replace('89', '89 ')],
    [hash.slice(2), `invalid-word ${hash.slice(2)}`],
    [`${hash}0`, `invalid-word ${hash}0`],
    ['%i', 'invalid-word %i'],
  ]);
  judges('exec_root_hash_sig', [
    ['/a/b'],
    ['base64:'],
    ['base64:aGFsbA=='],
    ['base64:aGFs bG8 ='],
    ['base64:aG-_'],
    ['base64:aGFsbB==', 'invalid-word base64:aGFsbB=='],
    ['base64:aGFsb', 'invalid-word base64:aGFsb'],
    ['aGFs', 'invalid-word aGFs'],
  ]);
  judges('exec_root_hash_sig', [['base64:aG-_', 'invalid-word base64:aG-_']], { version: 252 });
  assert.match(hover('exec_root_hash', hash, 1) ?? '', /128 bits/);
});

test('labels and attributes', () => {
  judges('exec_selinux_context', [[''], ['-x_%i'], ['x%Q', 'invalid-specifier %Q']]);
  assert.match(check('exec_apparmor_profile', '%Q')[0]!.message, /refuses this unit/);
  assert.match(check('exec_apparmor_profile', '-%Q')[0]!.message, /ignores this line/);
  judges('xattr', [
    [''],
    ['user.a=b=c'],
    ['user.=%n'],
    ['user.a', 'invalid-list-item user.a'],
    ['trusted.a=b', 'invalid-name trusted.a'],
    ['user.a=%Q', 'invalid-specifier %Q'],
  ]);
});

test('names of control groups', () => {
  judges('delegate_subgroup', [
    [''],
    ['main.scope'],
    ['memory'],
    ['memory.x', 'invalid-name memory.x'],
    ['_a', 'invalid-name _a'],
    ['a/b', 'invalid-name a/b'],
  ]);
  judges('delegate_subgroup', [['main', 'ineffective-for-type main']], { type: 'socket' });
});

test('sets of nftables', () => {
  judges('cgroup_nft_set', [
    [''],
    ['cgroup:inet:filter:services user:ip6:t/a:b_c.d'],
    ['cgroup:inet:t\\x61:s'],
    ['cgrup:inet:t:s cgroup:x', 'invalid-word cgrup'],
    ['cgroup:ipv4:t:s', 'invalid-word ipv4'],
    ['cgroup:inet:1t:s', 'invalid-name 1t'],
    ['cgroup:inet:t', 'invalid-list-item cgroup:inet:t'],
  ]);
  assert.deepEqual(taken('cgroup_nft_set', 'us|').slice(0, 2), ['cgroup:', 'user:']);
  assert.ok(taken('cgroup_nft_set', 'user:|:t:s').includes('user:inet:t:s'));
  assert.match(hover('cgroup_nft_set', 'user:ip:t:s', 1) ?? '', /the user .*`s`.*`t` \(IPv4\)/);
});

test('sockets that may be bound', () => {
  const bad = (value: string): Row => [value, `invalid-address ${value}`];
  judges('cgroup_socket_bind', [
    [''],
    ['any'],
    ['0'],
    ['TCP:80'],
    ['ipv4:udp:1-65535'],
    ['ipv6'],
    bad('65536'),
    bad('90-80'),
    bad('80-'),
    bad('tcp:ipv4:80'),
    bad('80:'),
    bad('IPv4:80'),
  ]);
  judges('cgroup_socket_bind', [bad('0')], { version: 252 });
  assert.equal(hover('cgroup_socket_bind', 'ipv6:udp:53', 1), 'UDP over IPv6, port 53.');
  assert.ok(taken('cgroup_socket_bind', 'ipv6:|').includes('ipv6:udp:'));
});

test('ProtectHostname=', () => {
  judges('protect_hostname', [
    [''],
    ['on'],
    ['private'],
    ['private:%p.example'],
    ['yes:a--b'],
    ['no:a', 'invalid-word no'],
    ['privat', 'invalid-word privat'],
    ['yes:a_b', 'invalid-name a_b'],
    ['yes:a.', 'invalid-name a.'],
    ['yes:%Q', 'invalid-specifier %Q'],
    [`yes:${'a'.repeat(65)}`, `invalid-name ${'a'.repeat(65)}`],
  ]);
  assert.deepEqual(taken('protect_hostname', 'p|:shop'), ['yes:shop', 'no:shop', 'private:shop']);
});

test('nothing throws, and all offsets lie in the value', () => {
  const odd = [
    '"',
    "'",
    '\\',
    ':',
    '::',
    '-',
    '+',
    '%',
    '=',
    ' ',
    '\ud800',
    ':a',
    'a:',
    '"a',
    '/a:"b c":',
    '\\:',
    '""',
  ];
  for (const [parser, type] of Object.entries(PATH_TYPES)) {
    for (const value of [...odd, ...(PATH_SAMPLES[parser] ?? [])]) {
      for (const version of [252, 257, 262]) {
        const context = { ...CONTEXT, version };
        const text = Text.at(value, 0);
        const spans: { start: number; end: number }[] = type.check(text, context);
        for (let offset = 0; offset <= value.length; offset += 4) {
          spans.push(...(type.complete?.(text, offset, context) ?? []));
          spans.push(...[type.describe?.(text, offset, context) ?? []].flat());
        }
        const outside = spans.find(({ start, end }) => !(start >= 0 && start <= end && end <= value.length));
        assert.equal(outside, undefined, `${parser} ${version}: ${value}`);
      }
    }
  }
});

test('enormous values do not hold up the editor', () => {
  const length = 1024 * 1024;
  for (const piece of ['a', '/a ', '%n', ':', '"', '/..']) {
    const text = Text.at(piece.repeat(length / piece.length), 0);
    for (const type of Object.values(PATH_TYPES)) {
      const start = performance.now();
      type.check(text, CONTEXT);
      type.complete?.(text, length / 2, CONTEXT);
      // Far above what it takes, for machines that are busy; what grows with the square takes minutes.
      assert.ok(performance.now() - start < 2000, piece);
    }
  }
});
