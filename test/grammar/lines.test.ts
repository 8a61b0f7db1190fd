// Where one line of a unit ends and the next begins: as config_parse() has it, and never otherwise.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { random } from '../support/random.ts';
import { continued, type Line, SHARE, scopesOf, tokenize } from './tokenizer.ts';

const SCRIPT = 'meta.assignment.exec meta.command meta.embedded.shell';

function states(text: string): boolean[] {
  return tokenize(text).map(({ depth }) => depth > 1);
}

function visible(line: Line | undefined): string[] {
  return (line?.tokens ?? []).filter(({ text }) => text.trim() !== '').map(({ text }) => text);
}

suite('a continued line', () => {
  test('goes on after an odd number of backslashes only', () => {
    assert.deepEqual(states('A=x\\\ny'), [true, false]);
    assert.deepEqual(states('A=x\\\\\nB=y'), [false, false]);
    assert.deepEqual(states('A=x\\\\\\\ny'), [true, false]);
    assert.deepEqual(states('ExecStart=/x \\\\\\\\\nB=y'), [false, false]);
    assert.deepEqual(states('Description=x \\ \nB=y'), [false, false], 'a blank after the backslash');
  });

  test('goes on past comments, and a comment with a backslash continues nothing', () => {
    const text = 'ExecStart=/x \\\n# one \\\n; two\n \t# three\n  -y \\\n\nB=z';
    assert.deepEqual(states(text), [true, true, true, true, true, false, false]);
    const lines = tokenize(text);
    assert.match(scopesOf(lines[1], '# one'), /comment\.line\.number-sign/);
    assert.match(scopesOf(lines[2], '; two'), /comment\.line\.semicolon/);
    assert.match(scopesOf(lines[4], '-y'), /variable\.parameter\.option/);
    assert.deepEqual(states('# a comment \\\nB=z'), [false, false]);
  });

  test('ends with an empty line', () => {
    assert.deepEqual(states('ExecStart=/x \\\n\n-y'), [true, false, false]);
  });

  test('works with carriage returns', () => {
    const lines = tokenize('[Service]\r\nExecStart=/x \\\r\n# c\r\n  -y "a\\\r\nb"\r\nType=simple\r\n');
    assert.deepEqual(
      lines.map(({ depth }) => depth > 1),
      [false, true, true, true, false, false, false],
    );
    assert.match(scopesOf(lines[0], 'Service'), /entity\.name\.section/);
    assert.match(scopesOf(lines[1], '\\'), /punctuation\.separator\.continuation/);
    assert.match(scopesOf(lines[4], 'b'), /string\.quoted\.double/);
    assert.equal(scopesOf(lines[5], 'simple'), 'meta.assignment.word constant.language');
  });

  test('may come before the name is complete, or the operator', () => {
    const lines = tokenize('Exec\\\nStart \\\n# c\n = /bin/x\nType=simple');
    assert.deepEqual(
      lines.map(({ depth }) => depth > 1),
      [true, true, true, false, false],
    );
    assert.match(scopesOf(lines[1], 'Start'), /support\.type\.property-name/);
    assert.match(scopesOf(lines[3], '='), /keyword\.operator\.assignment/);
    assert.match(scopesOf(lines[3], '/bin/x'), /string\.unquoted\.path/);
  });

  test('is no section header and no directive', () => {
    const lines = tokenize('Description=a \\\n[Unit]\nDescription=b \\\nType=simple');
    assert.match(scopesOf(lines[1], '[Unit]'), /^meta\.assignment\.text string\.unquoted$/);
    assert.match(scopesOf(lines[3], 'Type=simple'), /^meta\.assignment\.text string\.unquoted$/);
  });

  test('keeps words apart at the backslash', () => {
    const [first, second] = tokenize('After=a.service\\\nb.service');
    assert.deepEqual(visible(first), ['After', '=', 'a.service', '\\']);
    assert.match(scopesOf(second, 'b.service'), /entity\.name\.type\.unit$/);
    assert.match(scopesOf(tokenize('X=/a/b\\\n/c')[0], '\\'), /punctuation\.separator\.continuation/);
    assert.match(scopesOf(tokenize('X=yes\\\n')[0], 'yes'), /constant\.language\.boolean/);
  });

  test('may be the last line of the file', () => {
    assert.deepEqual(states('ExecStart=/x "a\\'), [true]);
  });
});

suite('a quote', () => {
  test('without its partner ends with the line', () => {
    for (const open of ['"', "'"]) {
      for (const start of ['ExecStart=/x ', 'Environment=', 'Environment=A=', 'X=', 'Type=', 'PassEnvironment=']) {
        const lines = tokenize(`${start}${open}open\nType=simple`);
        assert.match(scopesOf(lines[0], 'open'), /string\.quoted/, start);
        assert.equal(scopesOf(lines[1], 'simple'), 'meta.assignment.word constant.language', start);
      }
    }
  });

  test('goes on over continued lines, and comments inside of it are comments', () => {
    const lines = tokenize('ExecStart=/x "a \\\n# it\'s "quoted"\n b" c\nType=simple');
    assert.match(scopesOf(lines[1], 'quoted'), /comment\.line\.number-sign$/);
    assert.match(scopesOf(lines[2], 'b'), /string\.quoted\.double$/);
    assert.match(scopesOf(lines[2], 'c'), /string\.unquoted$/);
    assert.equal(scopesOf(lines[3], 'simple'), 'meta.assignment.word constant.language');
  });
});

suite('a script for a shell', () => {
  test('ends at its quote whatever the shell has left open', () => {
    for (const left of ['"open', 'case x in', 'echo "$(x', 'a | # b']) {
      const [line, next] = tokenize(`ExecStart=/bin/sh -c '${left}' arg\nType=simple`);
      assert.match(scopesOf(line, left), new RegExp(`^${SCRIPT}`), left);
      assert.match(scopesOf(line, 'arg'), /^meta\.assignment\.exec meta\.command string\.unquoted$/, left);
      assert.equal(scopesOf(next, 'simple'), 'meta.assignment.word constant.language', left);
    }
  });

  test('is read line by line', () => {
    const lines = tokenize('ExecStart=/bin/sh -c \'echo "open \\\n# if\nif "x" \\\nfi\' arg');
    assert.match(scopesOf(lines[1], ' if'), /comment\.line\.number-sign$/);
    assert.match(scopesOf(lines[2], 'if'), /keyword\.control\.shell$/);
    assert.match(scopesOf(lines[3], 'fi'), /keyword\.control\.shell$/);
    assert.match(scopesOf(lines[3], 'arg'), /^meta\.assignment\.exec meta\.command string\.unquoted$/);
  });

  test('is not read where it is several thousand characters long', () => {
    const [line, next] = tokenize(`ExecStart=/bin/sh -c '${'if x; '.repeat(1000)}\\\n ${'if y; '.repeat(1000)}' arg`);
    assert.match(scopesOf(line, 'if'), /string\.quoted\.single$/);
    assert.ok((line?.tokens.length ?? 0) < 10);
    assert.match(scopesOf(next, 'arg'), /string\.unquoted$/);
    const after = tokenize(`ExecStart=/bin/sh -c 'if x \\\n${'if y; '.repeat(1000)} \\\nfi' arg`);
    assert.equal(scopesOf(after[1], 'if'), SCRIPT);
    assert.match(scopesOf(after[2], 'fi'), /keyword\.control\.shell$/);
    assert.match(scopesOf(after[2], 'arg'), /string\.unquoted$/);
  });
});

test('a template comment over several lines ends at an empty line or a header at the latest', () => {
  const lines = tokenize('{# open\nx = y\n\nType=simple\n{# open\n[Unit]\nAfter=a.service');
  assert.match(scopesOf(lines[1], 'x'), /comment\.block\.template/);
  assert.equal(scopesOf(lines[3], 'simple'), 'meta.assignment.word constant.language');
  assert.match(scopesOf(lines[5], 'Unit'), /entity\.name\.section/);
  assert.match(scopesOf(lines[6], 'a.service'), /entity\.name\.type\.unit/);
});

test('no text whatever makes a rule run past its line, or end before it', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...[
        '\\',
        '\\\\',
        '\n',
        '\r\n',
        ' ',
        '\t',
        '"',
        "'",
        '#',
        ';',
        '=',
        '[',
        ']',
        '[Unit]',
        '%',
        '%i',
        '%%',
        '$',
        '$A',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of a command line
        '${A}',
      ],
      ...[
        '\n#',
        '\n;',
        '\\\n',
        '\\\r\n',
        '\\\n# c\n',
        ' ; ',
        '\\;',
        '\\x2d',
        '\\"',
        '{{',
        '}}',
        '{{ x }}',
        '{% if x %}',
        '@x@',
        '<%= x %>',
      ],
      ...[
        'ExecStart=',
        'Environment=',
        'Description=',
        'Documentation=',
        'After=',
        'OnCalendar=',
        'Type=',
        'SystemCallFilter=',
      ],
      ...[
        'ConditionHost=',
        'RestartSec=',
        'PassEnvironment=',
        'X-Y=',
        '\nA=',
        '/bin/sh',
        ' -c ',
        " -c '",
        ' -c "',
        'case x in',
        '$(',
        '`',
      ],
      ...[
        '-',
        '@',
        '~',
        '!',
        '|',
        ':',
        ',',
        '/',
        '/usr/bin/x',
        'man:x(8)',
        'a.service',
        'CAP_X',
        'SIGHUP',
        '5min',
        '4G',
        '50%',
        '::1',
        'yes',
      ],
    ),
    fc.string({ maxLength: 4 }),
  );
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('').replaceAll('{#', ''));
  fc.assert(
    fc.property(text, (unit) => {
      assert.deepEqual(states(unit), continued(unit));
    }),
    { numRuns: 500 },
  );
});

suite('very long lines', () => {
  const starts = [
    ...'ExecStart= Environment= Description= After= OnCalendar= SystemCallFilter= X= = [ #'.split(' '),
    ...["ExecStart=/bin/sh -c '", "ExecStart=/bin/sh -c '\\\n", 'ExecStart="\\\n', 'Foo \\\n', ''],
  ];
  const pieces = [
    ...'a " a= a, a: %i ${ @a {{ {% <% 1. 1m a.service. [ ::: *- ~ \\x'.split(' '),
    ...[' ', '"a\' ', '$A ', '{{ x }} ', '--a ', '/a ', 'a.service ', ' ; ', '/bin/sh -c "x; y" ; '],
  ];
  const slow = ["sh -c 'a' ", '"a\' ', '{{', '<%'];

  for (const [length, kinds, some] of [
    [2_000, starts, pieces],
    [19_900, ['ExecStart=', "ExecStart=/bin/sh -c '", 'X='], slow],
    [1_000_000, ['ExecStart=', "ExecStart=/bin/sh -c '\\\n", ''], slow],
  ] as const) {
    test(`of ${length} characters are tokenized to the end`, (context) => {
      const { seed, chance } = random();
      let slowest = { took: 0, what: '' };
      for (const start of kinds) {
        for (const piece of some) {
          if (!chance(SHARE)) continue;
          const text = `${start}${piece.repeat(Math.ceil(length / piece.length)).slice(0, length)}x`;
          const before = performance.now();
          const lines = tokenize(`${text}\nType=simple`);
          const took = performance.now() - before;
          if (took > slowest.took) slowest = { took, what: `${JSON.stringify(start)} and ${JSON.stringify(piece)}` };
          for (const { text, tokens } of lines) assert.equal(tokens.map((token) => token.text).join(''), text);
          // A piece that makes the long line a comment leaves the line before it open.
          const open = continued(text).at(-1) ?? false;
          assert.equal((lines.at(-2)?.depth ?? 0) > 1, open, start + piece);
          if (!open)
            assert.equal(scopesOf(lines.at(-1), 'simple'), 'meta.assignment.word constant.language', start + piece);
        }
      }
      context.diagnostic(`slowest: ${Math.round(slowest.took)} ms for ${slowest.what}, seed ${seed}`);
    });
  }

  test('have a name and a plain value', () => {
    const [first, second] = tokenize(`ExecStart=${'/bin/x '.repeat(4000)}\\\n${'--y '.repeat(6000)}`);
    assert.match(scopesOf(first, 'ExecStart'), /support\.type\.property-name/);
    assert.match(scopesOf(first, '/bin/x'), /^meta\.assignment\.overlong string\.unquoted$/);
    assert.match(scopesOf(second, '--y'), /^meta\.assignment\.overlong string\.unquoted$/);
  });
});
