/** Values that name units, users, buses and the like: what systemd says of them, completion, hover. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Text } from '../../server/src/syntax/text.ts';
import { NAME_TYPES } from '../../server/src/values/name/name-types.ts';
import type { Context, ProblemCode } from '../../server/src/values/value-type.ts';

const CONTEXT: Context = {
  type: 'service',
  unitName: 'a.service',
  scope: 'system',
  version: 262,
  section: 'Unit',
  directive: 'After',
  argument: 'UNIT_AFTER',
};

function problems(parser: string, value: string, context: Partial<Context> = {}): [ProblemCode, string][] {
  const found = NAME_TYPES[parser]!.check(Text.at(value, 0), { ...CONTEXT, ...context });
  return found.map(({ code, start, end }) => [code, value.slice(start, end)]);
}

function accepted(parser: string, values: readonly string[], context: Partial<Context> = {}): void {
  for (const value of values) assert.deepEqual(problems(parser, value, context), [], `${parser}: ${value}`);
}

function refused(
  parser: string,
  values: Readonly<Record<string, readonly [ProblemCode, string]>>,
  context: Partial<Context> = {},
): void {
  for (const [value, expected] of Object.entries(values)) {
    assert.deepEqual(problems(parser, value, context), [expected], `${parser}: ${value}`);
  }
}

/** Suggestions where `|` stands, the words that they take the place of included. */
function offered(parser: string, marked: string, context: Partial<Context> = {}): { labels: string[]; over: string } {
  const offset = marked.indexOf('|');
  const value = marked.replace('|', '');
  const found = NAME_TYPES[parser]!.complete!(Text.at(value, 0), offset, { ...CONTEXT, ...context });
  const [first] = found;
  return { labels: found.map(({ label }) => label), over: first ? value.slice(first.start, first.end) : '' };
}

function hover(parser: string, marked: string, context: Partial<Context> = {}): string | undefined {
  const offset = marked.indexOf('|');
  const value = Text.at(marked.replace('|', ''), 0);
  return NAME_TYPES[parser]!.describe!(value, offset, { ...CONTEXT, ...context })?.text;
}

describe('dependencies', () => {
  test('are names of units', () => {
    accepted('unit_deps', ['', 'b.service', 'network.target  c@d.socket', 'b@.service', '%n.target', 'x@%p.service']);
    accepted('unit_deps', ['--.slice', 'dev-x\\x2dy.device', 'machine-a.scope', '-.mount']);
  });

  test('others are left out one by one', () => {
    refused('unit_deps', {
      network: ['invalid-name', 'network'],
      'b.service foo c.service': ['invalid-name', 'foo'],
      'b.service,c.service': ['invalid-name', 'b.service,c.service'],
      '"b.service"': ['invalid-name', '"b.service"'],
      '.service': ['invalid-name', '.service'],
      '@b.service': ['invalid-name', '@b.service'],
      'b@c.mount': ['invalid-name', 'b@c.mount'],
      'b@.mount': ['invalid-name', 'b@.mount'],
      '/srv/data': ['invalid-name', '/srv/data'],
      '%i.service': ['invalid-name', '%i.service'],
      'b.service %Z.service': ['invalid-specifier', '%Z'],
      '%I.service': ['invalid-specifier', '%I'],
      [`${'b'.repeat(300)}.service`]: ['invalid-name', `${'b'.repeat(300)}.service`],
    });
    assert.equal(problems('unit_deps', 'a b c').length, 3);
  });

  test('in a template, the instance may be anything', () => {
    const template = { unitName: 'a@.service' };
    accepted('unit_deps', ['%i.service', '%i', 'b@%i.service', 'dev-%i.device', '%n'], template);
    accepted('unit_deps', ['%i.service', '%p.socket'], { unitName: undefined });
    accepted('unit_deps', ['%i.service'], { unitName: 'a-.service' });
    refused('unit_deps', { '%i,b.service': ['invalid-name', '%i,b.service'] }, template);
    refused('unit_deps', { '%I.service': ['invalid-specifier', '%I'] }, template);
  });

  test('some are dropped with a complaint', () => {
    refused('unit_deps', { 'a.service': ['adjusted-value', 'a.service'], '%n': ['adjusted-value', '%n'] });
    accepted('unit_deps', ['a.service'], { argument: 'UNIT_WANTS' });
    refused('unit_deps', { 'b.device': ['adjusted-value', 'b.device'] }, { argument: 'UNIT_BEFORE' });
    refused(
      'unit_deps',
      { 'b.service': ['adjusted-value', 'b.service'] },
      { argument: 'UNIT_ON_FAILURE', type: 'slice' },
    );
  });

  test('what may be meant', () => {
    const instead = (value: string): readonly string[] =>
      NAME_TYPES.unit_deps!.check(Text.at(value, 0), CONTEXT)[0]?.instead ?? [];
    assert.deepEqual(instead('network'), ['network.target']);
    assert.deepEqual(instead('network.targt'), ['network.target']);
    assert.deepEqual(instead('shop'), ['shop.service']);
    assert.deepEqual(instead('"b.service"'), ['b.service']);
    assert.deepEqual(instead('b.service,c.timer'), ['b.service c.timer']);
    assert.deepEqual(instead('/srv/my data'), ['srv-my.mount']);
    assert.deepEqual(instead('/dev/sda1'), ['dev-sda1.device']);
  });
});

describe('settings that want one unit', () => {
  test('Unit=', () => {
    const timer = { type: 'timer', unitName: 'a.timer', directive: 'Unit', argument: undefined } as const;
    accepted('trigger_unit', ['b.service', 'b@.service', '%N.service', 'b.target'], timer);
    refused(
      'trigger_unit',
      {
        '': ['empty-value', ''],
        'a.timer': ['invalid-name', 'a.timer'],
        b: ['invalid-name', 'b'],
        'b.service c.service': ['invalid-name', 'b.service c.service'],
        'b@c.mount': ['invalid-name', 'b@c.mount'],
      },
      timer,
    );
    assert.deepEqual(offered('trigger_unit', '|', timer).labels, ['a.service']);
  });

  test('Service=', () => {
    const socket = { type: 'socket', unitName: 'a.socket', directive: 'Service', argument: undefined } as const;
    accepted('socket_service', ['b.service', 'b@c.service', '%N.service'], socket);
    for (const value of ['', 'b.socket', 'b', 'b@.service', '.service', 'b,c.service']) {
      assert.equal(problems('socket_service', value, socket).length, 1, value);
    }
  });

  test('Sockets=', () => {
    accepted('service_sockets', ['', 'b.socket c@.socket', '%N.socket']);
    refused('service_sockets', {
      'b.socket c.service': ['invalid-name', 'c.service'],
      '"b.socket"': ['invalid-name', '"b.socket"'],
      '.socket': ['invalid-name', '.socket'],
      'b.socket \\': ['invalid-quoting', '\\'],
    });
  });

  test('Slice=', () => {
    accepted('unit_slice', ['system.slice', '-.slice', 'a-%p.slice']);
    refused('unit_slice', {
      '': ['empty-value', ''],
      system: ['invalid-name', 'system'],
      'b.service': ['invalid-name', 'b.service'],
      'b@.slice': ['invalid-name', 'b@.slice'],
      'b@c.slice': ['invalid-name', 'b@c.slice'],
      'b.slice c.slice': ['invalid-name', 'b.slice c.slice'],
    });
    refused('unit_slice', { 'b.slice': ['ineffective-for-type', 'b.slice'] }, { type: 'slice', unitName: 'a.slice' });
  });
});

describe('[Install]', () => {
  const install = { section: 'Install', directive: 'WantedBy', argument: undefined } as const;

  test('WantedBy=', () => {
    accepted('strv', ['', 'multi-user.target', '"b.target" c@.service', '%p@%i.target', 'b.mount'], install);
    refused(
      'strv',
      {
        'multi-user': ['invalid-name', 'multi-user'],
        'b.target, c.target': ['invalid-name', 'b.target,'],
        '"b.target': ['invalid-quoting', '"b.target'],
        '%h.target': ['invalid-specifier', '%h'],
        '"%h.target"': ['invalid-specifier', '%h'],
      },
      install,
    );
    accepted('strv', ['%i.target', 'multi-user.target'], { ...install, unitName: 'a@.service' });
  });

  test('Alias=', () => {
    accepted('alias', ['b.service c.service', 'a.service', 'b.target.wants/a.service'], install);
    const template = { ...install, unitName: 'a@.service' };
    accepted('alias', ['b@.service', 'b@c.service'], template);
    refused('alias', { 'b.service': ['invalid-name', 'b.service'] }, template);
    refused(
      'alias',
      {
        b: ['invalid-name', 'b'],
        'b.timer': ['invalid-name', 'b.timer'],
        'b@.service': ['invalid-name', 'b@.service'],
        '/etc/b.service': ['invalid-name', '/etc/b.service'],
      },
      install,
    );
    const mount = { ...install, type: 'mount', unitName: 'a.mount' } as const;
    refused('alias', { 'b.mount': ['ineffective-for-type', 'b.mount'] }, mount);
  });

  test('Also=', () => {
    accepted('also', ['a.socket b.timer', 'b@.service'], install);
    refused('also', { 'a.socket b': ['invalid-name', 'b'], '"a.socket"': ['invalid-name', '"a.socket"'] }, install);
    assert.deepEqual(offered('also', 'a.socket |', install).labels, ['a.timer', 'a.path']);
  });

  test('DefaultInstance=', () => {
    const template = { ...install, unitName: 'a@.service', directive: 'DefaultInstance' };
    accepted('default_instance', ['', 'tty1', 'b@c', '%i', 'a\\x2db'], template);
    refused('default_instance', { 'a b': ['invalid-name', 'a b'], '%h': ['invalid-specifier', '%h'] }, template);
    refused('default_instance', { tty1: ['ineffective-for-type', 'tty1'] }, install);
    accepted('default_instance', ['a b'], { ...install, unitName: 'a@b.service' });
  });
});

describe('users and groups', () => {
  const user = { section: 'Service', directive: 'User', argument: undefined } as const;
  const group = { ...user, directive: 'SupplementaryGroups' } as const;

  test('names and numbers', () => {
    accepted('user_group_compat', ['', 'shop', 'www-data', '_x', '0', '1000', '%p'], user);
    refused(
      'user_group_compat',
      {
        '65535': ['invalid-name', '65535'],
        '007': ['invalid-name', '007'],
        '-1': ['invalid-name', '-1'],
        'a:b': ['invalid-name', 'a:b'],
        '%i': ['invalid-name', '%i'],
        'x%Z': ['invalid-specifier', '%Z'],
      },
      user,
    );
    accepted('user_group_compat', ['%i', 'x-%i'], { ...user, unitName: 'a@.service' });
  });

  test('names that systemd complains of', () => {
    refused('user_group_compat', { nobody: ['special-user', 'nobody'], 'a.b': ['unusual-name', 'a.b'] }, user);
    accepted('user_group_compat', ['nobody'], { ...user, directive: 'Group' });
  });

  test('lists of groups', () => {
    accepted('user_group_strv_compat', ['', 'adm  video', '0 1000'], group);
    refused(
      'user_group_strv_compat',
      { 'adm a:b': ['invalid-name', 'a:b'], 'adm "x"': ['unusual-name', '"x"'], 'adm \\': ['invalid-quoting', '\\'] },
      group,
    );
  });

  test('completion and hover', () => {
    assert.equal(offered('user_group_compat', 'ro|', user).labels[0], 'root');
    const groups = offered('user_group_strv_compat', 'adm vi|', group);
    assert.equal(groups.over, 'vi');
    assert.ok(groups.labels.includes('video') && !groups.labels.includes('adm'));
    assert.match(hover('user_group_compat', 'r|oot', user) ?? '', /superuser/);
    assert.match(hover('user_group_compat', '|61200', user) ?? '', /DynamicUser=yes/);
    assert.equal(hover('user_group_compat', 'sh|op', user), undefined);
  });
});

test('Documentation=', () => {
  accepted('documentation', ['', 'man:a(1) https://example.com/%%20', '"info:a b" file:/x', '%i man:a(1)']);
  refused('documentation', {
    'man:a(1) example.com': ['invalid-url', 'example.com'],
    'https://': ['invalid-url', 'https://'],
    'file:': ['invalid-url', 'file:'],
    'HTTP://example.com': ['invalid-url', 'HTTP://example.com'],
    'https://ä.example': ['invalid-url', 'https://ä.example'],
    'man:a(1) ""': ['invalid-url', '""'],
    '"man:a(1)': ['invalid-quoting', '"man:a(1)'],
    'https://example.com/%2z': ['invalid-specifier', '%2'],
  });
  assert.deepEqual(offered('documentation', 'man:a(1) h|').over, 'h');
  assert.ok(offered('documentation', '|').labels.includes('man:'));
  assert.deepEqual(offered('documentation', 'man:a|').labels, []);
  assert.match(hover('documentation', 'x man:systemd.uni|t(5)') ?? '', /`man 5 systemd.unit`/);
});

test('texts with specifiers', () => {
  accepted('unit_string_printf', ['', 'Shop', '100%', '100%%', '%n on %H', 'a % b', '%é']);
  refused('unit_string_printf', { '50%Z': ['invalid-specifier', '%Z'], 'a %1': ['invalid-specifier', '%1'] });
  accepted('unit_string_printf', ['%D']);
  refused('unit_string_printf', { '%D': ['invalid-specifier', '%D'] }, { version: 252 });
  accepted('reboot_parameter', ['', 'recovery', '%i']);
  refused('reboot_parameter', { ä: ['invalid-name', 'ä'], ['a'.repeat(256)]: ['invalid-name', 'a'.repeat(256)] });
  accepted('string', ['', 'cubic', '%Z']);
});

test('BusName=', () => {
  accepted('bus_name', ['org.example.Shop', ':1.42', 'org.example.%p']);
  refused('bus_name', {
    '': ['empty-value', ''],
    shop: ['invalid-name', 'shop'],
    'org.example.%': ['invalid-name', 'org.example.%'],
    'org.%Z': ['invalid-specifier', '%Z'],
  });
});

describe('controllers', () => {
  test('Delegate=', () => {
    accepted('delegate', ['', 'yes', 'OFF', 'cpu memory', '"cpu" pids', 'bpf-bind-network-interface']);
    refused('delegate', {
      'cpu foo': ['invalid-list-item', 'foo'],
      'cpu,memory': ['invalid-list-item', 'cpu,memory'],
      '"cpu': ['invalid-quoting', '"cpu'],
    });
    refused(
      'delegate',
      { 'cpu bpf-bind-network-interface': ['word-too-new', 'bpf-bind-network-interface'] },
      { version: 257 },
    );
    refused('delegate', { yes: ['ineffective-for-type', 'yes'] }, { type: 'slice' });
    const { labels, over } = offered('delegate', 'cpu me|');
    assert.equal(over, 'me');
    assert.ok(labels.includes('memory') && !labels.includes('cpu') && !labels.includes('yes'));
    assert.match(hover('delegate', 'cpu pi|ds') ?? '', /TasksMax=/);
  });

  test('DisableControllers=', () => {
    accepted('disable_controllers', ['', 'cpu io']);
    refused('disable_controllers', {
      foo: ['invalid-list-item', 'foo'],
      'cpu foo': ['misspelt-word', 'foo'],
      'cpu \\': ['invalid-quoting', '\\'],
    });
  });
});

test('RefreshOnReload=', () => {
  accepted('service_refresh_on_reload', ['', 'yes', 'extensions credentials', '~credentials', '~', '~ extensions']);
  refused('service_refresh_on_reload', {
    all: ['invalid-list-item', 'all'],
    'extensions ~credentials': ['invalid-list-item', '~credentials'],
    '~yes': ['invalid-list-item', 'yes'],
  });
  assert.deepEqual(offered('service_refresh_on_reload', '~ext|'), {
    labels: ['extensions', 'credentials'],
    over: 'ext',
  });
});

test('LUOSession=', () => {
  accepted('luo_sessions', ['', 'a b-c_d.e/f', 'a%n']);
  refused('luo_sessions', {
    'a b:c': ['invalid-name', 'b:c'],
    'a b a': ['invalid-name', 'a'],
    '"a"': ['invalid-name', '"a"'],
  });
});

describe('completion of units', () => {
  test('at the item under the cursor', () => {
    const { labels, over } = offered('unit_deps', 'network.target net|w b.service');
    assert.equal(over, 'netw');
    assert.equal(labels[0], 'network-online.target');
    assert.ok(!labels.includes('network.target'));
  });

  test('by what is wanted', () => {
    assert.equal(offered('strv', '|', { section: 'Install' }).labels[0], 'multi-user.target');
    assert.equal(offered('strv', '|', { section: 'Install', type: 'timer' }).labels[0], 'timers.target');
    assert.equal(offered('strv', '|', { section: 'Install', scope: 'user' }).labels[0], 'default.target');
    assert.equal(offered('unit_slice', '|').labels[0], 'system.slice');
    assert.ok(offered('unit_slice', '|').labels.every((label) => label.endsWith('.slice')));
    assert.equal(offered('service_sockets', '|').labels[0], 'a.socket');
    assert.ok(!offered('unit_deps', '|', { scope: 'user' }).labels.includes('multi-user.target'));
  });
});

describe('hover on units', () => {
  test('special ones', () => {
    assert.match(
      hover('unit_deps', 'b.service network-on|line.target') ?? '',
      /^\*\*network-online.target\*\*\n\nReached when/,
    );
    assert.match(hover('unit_deps', 'network.tar|get') ?? '', /Passive/);
    assert.match(hover('unit_slice', '|system.slice') ?? '', /Slice=/);
  });

  test('names taken apart', () => {
    assert.match(hover('unit_deps', 'getty@|tty1.service') ?? '', /instance `tty1` of the template `getty@.service`/);
    assert.match(hover('unit_deps', 'x@srv-my\\x20d|ata.service') ?? '', /as a path `\/srv\/my data`/);
    assert.match(hover('unit_deps', 'b@|.service') ?? '', /`b@a.service`/);
    assert.match(hover('unit_deps', 'b@|.service', { unitName: 'a@.service' }) ?? '', /instance of this unit/);
    assert.match(hover('unit_deps', 'srv-da|ta.mount') ?? '', /mount point `\/srv\/data`/);
    assert.match(hover('unit_slice', 'a-b|-c.slice') ?? '', /Lies in `a.slice` → `a-b.slice`/);
    assert.match(hover('unit_deps', '%p-x@|1.service') ?? '', /Becomes `a-x@1.service` here/);
    assert.equal(hover('unit_deps', 'b|.service'), undefined);
  });
});

test('any text is answered, with offsets inside it', () => {
  const pieces = [
    'a',
    '.service',
    '@',
    '%i',
    '%',
    '\\',
    '"',
    "'",
    ' ',
    '/',
    '-',
    'é',
    '\ud800',
    ',',
    '~',
    'cpu',
    ':1',
    '\t',
  ];
  let state = 7;
  const pick = (): string => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return pieces[state % pieces.length]!;
  };
  for (let i = 0; i < 300; i++) {
    const value = Array.from({ length: i % 12 }, pick).join('');
    for (const [parser, type] of Object.entries(NAME_TYPES)) {
      for (const { start, end } of type.check(Text.at(value, 0), CONTEXT)) {
        assert.ok(0 <= start && start <= end && end <= value.length, `${parser}: ${JSON.stringify(value)}`);
      }
      const offset = i % (value.length + 1);
      for (const { start, end } of type.complete?.(Text.at(value, 0), offset, CONTEXT) ?? []) {
        assert.ok(0 <= start && start <= end && end <= value.length, `${parser}: ${JSON.stringify(value)}`);
      }
      type.describe?.(Text.at(value, 0), offset, CONTEXT);
    }
  }
});
