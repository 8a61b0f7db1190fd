// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how systemd writes variables.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Text } from '../../server/src/syntax/text.ts';
import { readCommandLine } from '../../server/src/values/command/command-line.ts';
import { COMMAND_TYPES } from '../../server/src/values/command/command-types.ts';
import { variableReferences } from '../../server/src/values/command/environment.ts';
import type { Context, Problem } from '../../server/src/values/value-type.ts';
import { COMMAND_SAMPLES } from '../support/samples/command.ts';

function contextFor(directive: string, overrides: Partial<Context> = {}): Context {
  return {
    type: 'service',
    unitName: 'shop@7.service',
    scope: 'system',
    version: 262,
    section: 'Service',
    directive,
    argument: undefined,
    ...overrides,
  };
}

function check(parser: string, value: string, overrides: Partial<Context> = {}): Problem[] {
  return COMMAND_TYPES[parser]!.check(Text.at(value, 0), contextFor('Test', overrides));
}

/** Each problem as its code and the characters it marks. */
function marks(parser: string, value: string, overrides: Partial<Context> = {}): string[] {
  return check(parser, value, overrides).map(({ code, start, end }) => `${code} ${value.slice(start, end)}`);
}

/** A table: values with the problems they have; a line without any is accepted in silence. */
function table(parser: string, rows: Readonly<Record<string, readonly string[]>>, overrides?: Partial<Context>): void {
  for (const [value, problems] of Object.entries(rows)) {
    assert.deepEqual(marks(parser, value, overrides), problems, `${parser}: ${value}`);
  }
}

test('commands that systemd takes', () => {
  table('exec', {
    '': [],
    '/usr/bin/shop --port 8000': [],
    shop: [],
    '-@:+/usr/bin/shop name': [],
    '!/usr/bin/shop': [],
    '|echo hello > /tmp/x': [],
    '|': [],
    '@|': [],
    '"/usr/bin/my shop" \'a b\' --c="d e"': [],
    '/bin/a ; -/bin/b \\; c ;': [],
    ';': [],
    '/usr/bin/%p %i 5%%': [],
    '%h/bin/shop': [],
  });
});

test('programs that systemd refuses', () => {
  table('exec', {
    '-': ['invalid-command -'],
    '""': ['invalid-command ""'],
    'bin/shop x': ['invalid-command bin/shop'],
    '-bin/shop x': ['invalid-command bin/shop'],
    '/usr/bin/': ['invalid-command /usr/bin/'],
    '/usr/bin/..': ['invalid-command /usr/bin/..'],
    '.': ['invalid-command .'],
    '/bin/shop*': ['invalid-command /bin/shop*'],
    '"/bin/a\\tb"': ['invalid-command "/bin/a\\tb"'],
    '/bin/\\xff': ['invalid-command /bin/\\xff'],
    '$SHOP/bin/x': ['invalid-command $SHOP/bin/x'],
    '@/bin/shop': ['invalid-command /bin/shop'],
    '--/bin/shop': ['invalid-command -/bin/shop'],
    '+!/bin/shop': ['invalid-command !/bin/shop'],
    '/bin/a ; bin/b': ['invalid-command bin/b'],
    '/bin/%Q': ['invalid-specifier %Q'],
    '/bin/shop "a%Qb"': ['invalid-specifier %Q'],
    '/bin/shop "open': ['invalid-quoting "'],
    '"/bin/shop': ['invalid-quoting "'],
    "/bin/shop 'a' b'c": ["invalid-quoting '"],
    '/bin/shop a\\qb': ['unknown-escape \\q'],
    '|/bin\\/shop': ['unknown-escape \\/'],
  });
});

test('a failure after “-” costs the line, any other the unit', () => {
  assert.match(check('exec', 'bin/shop')[0]!.message, /^systemd refuses this unit: /);
  assert.match(check('exec', '-bin/shop')[0]!.message, /^systemd ignores this line: /);
  assert.match(check('exec', '"/bin/shop')[0]!.message, /^systemd ignores this line: /);
  assert.deepEqual(check('exec', 'usr/bin/shop')[0]!.instead, ['/usr/bin/shop']);
});

test('commands that versions see differently', () => {
  const old = { version: 252 };
  table('exec', { '!!/bin/shop': ['obsolete-value !!'], '-!!/bin/shop': ['obsolete-value !!'] });
  table('exec', { '!!/bin/shop': [], '/bin/shop*': [], '/usr/bin/..': [], '/bin/\\xff': [] }, old);
  table('exec', { '/usr/bin/..': ['invalid-command /usr/bin/..'], '/bin/[': [] }, { version: 257 });
  table('exec', { '|/bin/shop': ['invalid-command |/bin/shop'], '|shop': ['shell-syntax |shop'] }, old);
  table('exec', { '!!!/bin/shop': ['invalid-command !/bin/shop'] }, old);
});

test('shell syntax where no shell is', () => {
  table('exec', {
    '/bin/shop > /var/log/shop.log 2>&1': ['shell-syntax >'],
    '/bin/shop >/dev/null': ['shell-syntax >/dev/null'],
    '/bin/shop 2>&1': ['shell-syntax 2>&1'],
    '/bin/shop | tee x': ['shell-syntax |'],
    '/bin/a && /bin/b': ['shell-syntax &&'],
    '-/bin/a || true': ['shell-syntax ||'],
    '/bin/shop &': ['shell-syntax &'],
    '/bin/kill $(cat /run/shop.pid)': ['shell-syntax $(cat'],
    '/bin/kill -9 --pid=$(cat /run/shop.pid)': ['shell-syntax --pid=$(cat'],
    '/bin/kill `cat /run/shop.pid`': ['shell-syntax `cat'],
    '/bin/rm -f /run/shop/*': ['shell-syntax /run/shop/*'],
    'cd /srv': ['shell-syntax cd'],
    'export A=b': ['shell-syntax export'],
    'A=b shop': ['shell-syntax A=b'],
    '$SHOP x': ['shell-syntax $SHOP'],
    '/bin/a; /bin/b': ['shell-syntax /bin/a;'],
    '/bin/shop $DIR/x': ['shell-syntax $DIR/x'],
    '/bin/shop --port=${PORT:-8000}': ['shell-syntax ${PORT:-8000}'],
    '/bin/sh -c echo a > /tmp/x': ['shell-syntax >'],
    "/bin/sh -c '$SHOP/run'": ["shell-syntax '$SHOP/run'"],
  });
});

test('what looks like shell syntax and is not', () => {
  for (const value of [
    "/bin/sh -c 'a | b > c && d `e` $$(f)'",
    'bash -lc "exec shop >> /var/log/x 2>&1"',
    '/usr/bin/ssh host dump | gzip',
    '/usr/bin/test 1 -lt 2 -a a > b',
    "/bin/shop '|' '>' '&&'",
    '/bin/shop a|b a&b http://x/?a=1&b=2',
    '/usr/bin/find / -name *.log -delete',
    '/bin/kill -HUP $MAINPID',
    '/bin/shop ${DIR}/x $OPTIONS $$HOME',
    ':/bin/shop $DIR/x',
    '/usr/sbin/nginx -g "daemon off;"',
    '/usr/sbin/nginx -g daemon off;',
    '/bin/mail -a <shop@example.com>',
    "/usr/bin/awk '{print $(NF-1)}'",
  ]) {
    assert.deepEqual(marks('exec', value), [], value);
  }
});

test('a command line is taken apart', () => {
  const { commands } = readCommandLine('-@"/usr/bin/my shop" shop "a b" ; !! /bin/b \\; c', 252);
  const [first, second] = commands;
  assert.deepEqual(
    first?.prefixes.map(({ sign, start, end }) => [sign, start, end]),
    [
      ['-', 0, 1],
      ['@', 1, 2],
    ],
  );
  assert.equal(first?.program.value, '/usr/bin/my shop');
  assert.deepEqual(
    first?.arguments.map(({ value }) => value),
    ['shop', 'a b'],
  );
  assert.deepEqual(
    second?.prefixes.map(({ sign, start, end }) => [sign, start, end]),
    [['!!', 34, 36]],
  );
  assert.equal(second?.program.value, '');
  assert.deepEqual(
    second?.arguments.map(({ value }) => value),
    ['/bin/b', ';', 'c'],
  );
});

test('variables in an argument', () => {
  const kinds = (argument: string): string[] =>
    variableReferences(argument).map(({ kind, name, start, end }) => `${kind} ${name} ${argument.slice(start, end)}`);
  assert.deepEqual(kinds('$A'), ['split A $A']);
  assert.deepEqual(kinds('${A}'), ['whole A ${A}']);
  assert.deepEqual(kinds('x${A}y${B}'), ['whole A ${A}', 'whole B ${B}']);
  assert.deepEqual(kinds('$A/b'), ['dropped  $A/b']);
  assert.deepEqual(kinds('$'), ['dropped  $']);
  assert.deepEqual(kinds('x$A'), ['kept A $A']);
  assert.deepEqual(kinds('$$A x$${B}'), []);
  assert.deepEqual(kinds('${A:-b}'), ['kept  ${A:']);
  assert.deepEqual(kinds('${A'), ['kept  ${A']);
});

test('the environment', () => {
  table('environ', {
    '': [],
    'A=b "C=d e" F=': [],
    'A="b c"': [],
    'A=%n': [],
    'A=b c': ['invalid-environment c'],
    '1A=b': ['invalid-environment 1A'],
    '"1A=b"': ['invalid-environment 1A'],
    '=b': ['invalid-environment =b'],
    'A=%Q B=c': ['invalid-specifier %Q'],
    'A=b "C=d': ['invalid-quoting "C=d'],
    'A=\\q': ['invalid-quoting A=\\q'],
    'A=\\xff': ['invalid-environment A=\\xff'],
    'PATH=/opt/bin:$PATH': ['shell-syntax $PATH'],
    'A=b PATH=${PATH}:/x': ['shell-syntax ${PATH}'],
    'A=$B PATHS=$PATH': [],
  });
  table('pass_environ', { 'A B "C"': [], 'A=b': ['invalid-environment A=b'], 'A 1B': ['invalid-environment 1B'] });
  assert.deepEqual(check('pass_environ', 'A=b')[0]!.instead, ['A']);
  table('unset_environ', { 'A B=c "D=e f"': [], 'A-B': ['invalid-environment A-B'] });
  table('unit_env_file', {
    '/etc/default/shop': [],
    '-/etc/default/%p': [],
    '/etc/shop/*.env': [],
    'etc/default/shop': ['invalid-path etc/default/shop'],
    '-etc/x': ['invalid-path etc/x'],
    '/etc/../x': ['invalid-path /etc/../x'],
    '/etc/%Q': ['invalid-specifier %Q'],
  });
});

test('input and output', () => {
  table('exec_output', {
    journal: [],
    'append:/var/log/%p.log': [],
    'fd:': [],
    'fd:out': [],
    file: [],
    '': ['invalid-word '],
    syslog: ['obsolete-value syslog'],
    'syslog+console': ['obsolete-value syslog+console'],
    'append:shop.log': ['invalid-path shop.log'],
    'append:': ['invalid-path append:'],
    'fd:a:b': ['invalid-name a:b'],
    '/var/log/x': ['invalid-word /var/log/x'],
    jurnal: ['invalid-word jurnal'],
  });
  assert.deepEqual(check('exec_output', 'jurnal')[0]!.instead, ['journal']);
  assert.deepEqual(check('exec_output', '/x')[0]!.instead, ['file:/x', 'append:/x', 'truncate:/x']);
  table('exec_input', { 'tty-force': [], 'file:/x': [], 'append:/x': ['invalid-word append:/x'] });
  table('exec_input_text', { 'a\\tb\\x41': [], 'a\\qb': ['invalid-quoting \\q'], '%Q': ['invalid-specifier %Q'] });
  table('exec_input_text', { '\\ud800': [] }, { version: 257 });
  table('exec_input_text', { '\\ud800': ['invalid-quoting \\u'] });
  table('exec_input_data', {
    'YQ==': [],
    ' Y Q = = ': [],
    'YWJjYQ==': [],
    YQ: ['invalid-list-item YQ'],
    'YR==': ['invalid-list-item ='],
    'YQ==YQ==': ['invalid-list-item Y'],
    'a!bc': ['invalid-list-item !'],
    'a-_b': [],
  });
  table('exec_input_data', { 'a-_b': ['invalid-list-item -'] }, { version: 252 });
});

test('the journal', () => {
  table('log_extra_fields', {
    'SHOP=1 "B=c d"': [],
    'shop=1': ['invalid-list-item shop'],
    '_A=1': ['invalid-list-item _A'],
    'A=1 b': ['invalid-list-item b'],
  });
  assert.deepEqual(check('log_extra_fields', 'shop=1')[0]!.instead, ['SHOP']);
  table('log_namespace', {
    shop: [],
    'a@b': [],
    'a b': ['invalid-name a b'],
    '..': ['invalid-name ..'],
    'a/b': ['invalid-name a/b'],
  });
  table('log_filter_patterns', {
    '': [],
    '~debug': [],
    '^(a|b)[x-z]{2,3}$': [],
    '(?i)a': [],
    '[]a]': [],
    'a{': [],
    '\\(': [],
    '~': ['invalid-list-item ~'],
    '(a': ['invalid-list-item ('],
    '~a)': ['invalid-list-item )'],
    '[a': ['invalid-list-item ['],
    '*a': ['invalid-list-item *'],
    'a**': ['invalid-list-item *'],
    'a{3,2}': ['invalid-list-item {3,2}'],
  });
});

test('credentials and descriptors', () => {
  table('set_credential', {
    'token:a:b\\n\\x00': [],
    token: ['invalid-list-item token'],
    'token:': ['invalid-list-item token:'],
    'a/b:x': ['invalid-name a/b'],
    'token:\\q': ['invalid-quoting \\q'],
  });
  table('set_credential', { 'token:YQ==': [], 'token:Y!': ['invalid-list-item !'] }, { argument: '1' });
  table('load_credential', {
    token: [],
    'token:/etc/token': [],
    'token:other': [],
    'token:a/b': ['invalid-path a/b'],
    'token:/a/../b': ['invalid-path /a/../b'],
    ':x': ['invalid-name '],
  });
  table('import_credential', {
    'shop.*': [],
    '*': [],
    'shop.*:x.': [],
    'a*b': ['invalid-name a*b'],
    'a:b/c': ['invalid-name b/c'],
  });
  table('fdname', { shop: [], 'a b': [], 'a:b': ['invalid-name a:b'], é: ['invalid-name é'] });
  table('open_file', {
    '/etc/x': [],
    '/etc/x:name:read-only,graceful': [],
    '/etc/x::append': [],
    'etc/x': ['invalid-path etc/x'],
    '/etc/x:a:appnd': ['invalid-list-item appnd'],
    '/etc/x:a:append,append': ['invalid-list-item append'],
    '/etc/x:a:append,truncate': ['invalid-list-item append,truncate'],
    '/a:b:append:c': ['invalid-list-item c'],
    '/': ['invalid-path /'],
  });
});

function labels(parser: string, marked: string, overrides?: Partial<Context>): string[] {
  const offset = marked.indexOf('‸');
  const value = marked.replace('‸', '');
  const suggestions = COMMAND_TYPES[parser]!.complete?.(Text.at(value, 0), offset, contextFor('Test', overrides)) ?? [];
  return suggestions.map(({ label, start, end }) => value.slice(0, start) + label + value.slice(end));
}

test('completion', () => {
  assert.deepEqual(labels('exec', '‸'), ['-', '@', ':', '+', '!', '|']);
  assert.deepEqual(labels('exec', '-‸/bin/x'), ['-@/bin/x', '-:/bin/x', '-+/bin/x', '-!/bin/x', '-|/bin/x']);
  assert.deepEqual(labels('exec', '+‸', { version: 252 }), ['+-', '+@', '+:']);
  assert.deepEqual(labels('exec', '/bin/x a‸'), []);
  assert.ok(labels('exec', '/bin/kill $MA‸').includes('/bin/kill $MAINPID'));
  assert.ok(labels('exec', '/bin/kill ${MA‸}').includes('/bin/kill ${MAINPID}'));
  assert.ok(labels('exec', '/bin/x --dir=$‸').includes('/bin/x --dir=${STATE_DIRECTORY}'));
  assert.equal(labels('exec', '/bin/x $SHOP $‸')[0], '/bin/x $SHOP $SHOP');
  assert.ok(!labels('exec', '/bin/x $‸', { version: 252 }).includes('/bin/x $FDSTORE'));
  assert.ok(labels('exec_output', '‸').includes('append:'));
  assert.ok(!labels('exec_output', '‸').some((label) => label === 'syslog' || label === 'append'));
  assert.deepEqual(
    labels('open_file', '/a:b:re‸'),
    ['read-only', 'append', 'truncate', 'graceful'].map((word) => `/a:b:${word}`),
  );
  assert.ok(labels('unset_environ', 'A LA‸').includes('A LANG'));
});

function hover(parser: string, marked: string, overrides?: Partial<Context>): string | undefined {
  const offset = marked.indexOf('‸');
  const value = marked.replace('‸', '');
  const found = COMMAND_TYPES[parser]!.describe?.(Text.at(value, 0), offset, contextFor('Test', overrides));
  return found && `${value.slice(found.start, found.end)}\n${found.text}`;
}

test('hover', () => {
  assert.equal(
    hover('exec', '-/usr/bin/sh‸op --name "a b" $OPTIONS x${A}y $B/c $$'),
    [
      '-/usr/bin/shop --name "a b" $OPTIONS x${A}y $B/c $$',
      '- Prefix `-`: A failure of this command is written to the log and counts as success.',
      '- Program: `/usr/bin/shop`',
      '- Argument 1: `--name`',
      '- Argument 2: `a b`',
      '- Argument 3: `$OPTIONS` – as many arguments as the variable has words',
      '- Argument 4: `x${A}y` – with `$A` put in',
      '- Argument 5: ~~`$B/c`~~ – left out: starts with `$` and is no variable',
      '- Argument 6: `$`',
    ].join('\n'),
  );
  assert.match(hover('exec', '@/bin/sh ‸me -x')!, /- Its name for itself: `me`\n- Argument 1: `-x`/);
  assert.match(
    hover('exec', '@|ec‸ho hi')!,
    /- Shell: that of the user, as a login shell\n- Word 1: `echo`\n- Word 2: `hi`/,
  );
  assert.match(hover('exec', '‸-/bin/x')!, /^-\n\*\*Prefix `-`\*\*/);
  assert.match(hover('exec', '/bin/kill $MAI‸NPID')!, /^\$MAINPID\n\*\*\$MAINPID\*\* – the process id/);
  assert.match(hover('exec', '/bin/a ; /bin/b‸ x')!, /^\/bin\/b x\n- Program: `\/bin\/b`/);
  assert.match(hover('environ', 'A=b "GREETING=he‸llo world"')!, /\*\*GREETING\*\* is set to `hello world`/);
  assert.match(hover('exec_output', 'append:/x‸')!, /Writes at the end of this file/);
  assert.equal(hover('exec_output', 'jour‸nal'), undefined);
});

test('no value makes them throw, and problems lie inside of it', () => {
  const pieces = [
    '"',
    "'",
    '\\',
    '$',
    '${',
    '$(',
    '`',
    '%',
    '%n',
    ';',
    ' ; ',
    ' ',
    ':',
    '=',
    '|',
    '-',
    '/',
    'é',
    '\ud800',
    '*',
    '[',
    '(',
  ];
  let state = 7;
  const next = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % below;
  };
  for (const [parser, type] of Object.entries(COMMAND_TYPES)) {
    for (const sample of COMMAND_SAMPLES[parser] ?? ['']) {
      for (let i = 0; i < 6; i++) {
        const at = next(sample.length + 1);
        const value = sample.slice(0, at) + pieces[next(pieces.length)] + sample.slice(i % 2 === 0 ? at : at + 1);
        const text = Text.at(value, 0);
        const context = contextFor('Test', { version: i % 3 === 0 ? 252 : 262 });
        const spans = [
          ...type.check(text, context),
          ...(type.complete?.(text, next(value.length + 1), context) ?? []),
          ...[type.describe?.(text, next(value.length + 1), context) ?? { start: 0, end: 0 }],
        ];
        for (const { start, end } of spans) {
          assert.ok(start >= 0 && start <= end && end <= value.length, `${parser}: ${value}: ${start}…${end}`);
        }
      }
    }
  }
});
