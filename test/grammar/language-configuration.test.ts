// What VS Code does with language-configuration.json, done here with its own expressions.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';

interface Pattern {
  readonly pattern: string;
  readonly flags?: string;
}

interface Configuration {
  readonly comments: { readonly lineComment: string };
  readonly wordPattern: Pattern;
  readonly autoClosingPairs: readonly {
    readonly open: string;
    readonly close: string;
    readonly notIn: readonly string[];
  }[];
  readonly onEnterRules: readonly {
    readonly beforeText: Pattern;
    readonly afterText?: Pattern;
    readonly previousLineText?: Pattern;
    readonly action: { readonly indent: string; readonly appendText?: string };
  }[];
}

const configuration = JSON.parse(
  readFileSync(new URL('../../language-configuration.json', import.meta.url), 'utf8'),
) as Configuration;

function words(text: string): string[] {
  const { pattern, flags } = configuration.wordPattern;
  return text.match(new RegExp(pattern, `g${flags ?? ''}`)) ?? [];
}

/** What Enter does at the `|` of the last line: `indent`, `outdent`, or the text that the new line starts with. */
function enter(text: string): string {
  const lines = text.split('\n');
  const [before = '', after = ''] = lines.pop()!.split('|');
  const previous = lines.at(-1) ?? '';
  const fits = (pattern: Pattern | undefined, part: string): boolean =>
    pattern === undefined || new RegExp(pattern.pattern, pattern.flags).test(part);
  const rule = configuration.onEnterRules.find(
    ({ beforeText, afterText, previousLineText }) =>
      fits(beforeText, before) && fits(afterText, after) && fits(previousLineText, previous),
  );
  return rule?.action.appendText ?? rule?.action.indent ?? '';
}

test('a word is a name, a unit, a group, a capability', () => {
  assert.deepEqual(words('After=multi-user.target foo@bar.service foo@%i.service'), [
    'After',
    'multi-user.target',
    'foo@bar.service',
    'foo@%i.service',
  ]);
  assert.deepEqual(words('SystemCallFilter=~@system-service clone3:EPERM'), [
    'SystemCallFilter',
    '@system-service',
    'clone3',
    'EPERM',
  ]);
  assert.deepEqual(words('AmbientCapabilities = CAP_NET_ADMIN'), ['AmbientCapabilities', 'CAP_NET_ADMIN']);
  assert.deepEqual(words('[X-My Section]'), ['X-My', 'Section']);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of a command line
  assert.deepEqual(words('ExecStart=-/usr/bin/foo.sh --key=${VALUE} $A'), [
    'ExecStart',
    'usr',
    'bin',
    'foo.sh',
    'key',
    'VALUE',
    'A',
  ]);
  assert.deepEqual(words('dev-disk-by\\x2dlabel-a.device'), ['dev-disk-by\\x2dlabel-a.device']);
  assert.deepEqual(words('OnCalendar=Mon..Fri 10:00'), ['OnCalendar', 'Mon', 'Fri', '10', '00']);
  assert.deepEqual(words('Description=Größe 50%'), ['Description', 'Größe', '50%']);
});

test('a word that is being typed includes its last character', () => {
  for (const typed of ['multi-', 'foo@', 'multi-user.', 'CAP_', '@sys', '%']) {
    assert.deepEqual(words(`X=${typed}`), ['X', typed]);
  }
});

test('comments', () => {
  assert.equal(configuration.comments.lineComment, '#');
});

// An unquoted value is a string to VS Code: with `string` here, no quote would ever be paired.
test('quotes are paired, but not in comments', () => {
  for (const quote of ['"', "'"]) {
    const pair = configuration.autoClosingPairs.find(({ open }) => open === quote);
    assert.deepEqual(pair, { open: quote, close: quote, notIn: ['comment'] });
  }
});

suite('Enter', () => {
  test('in the middle of a comment continues it', () => {
    assert.equal(enter('# one |two'), '# ');
    assert.equal(enter('  ; one |two'), '; ');
    assert.equal(enter('# one|'), '');
    assert.equal(enter('# one|  '), '');
    assert.equal(enter('|# one'), '');
  });

  test('after the backslash of a first line indents', () => {
    assert.equal(enter('ExecStart=/bin/x \\|'), 'indent');
    assert.equal(enter('X=\\\\\\|'), 'indent');
    assert.equal(enter('ExecStart=/bin/x \\\n  --a \\|'), '');
    assert.equal(enter('X=\\\\|'), '');
    assert.equal(enter('# comment \\|'), '');
  });

  test('after the last continued line goes back', () => {
    assert.equal(enter('ExecStart=/bin/x \\\n  --a|'), 'outdent');
    assert.equal(enter('  --a \\\n  --b|'), 'outdent');
    assert.equal(enter('  --a \\\n  # b|'), '');
    assert.equal(enter('  --a \\\n  --b|c'), '');
    assert.equal(enter('# a \\\n  B=c|'), '');
    assert.equal(enter('ExecStart=/bin/x\n  B=c|'), '');
  });

  test('elsewhere does nothing of its own', () => {
    assert.equal(enter('[Unit]|'), '');
    assert.equal(enter('Type=simple|'), '');
    assert.equal(enter('|'), '');
  });
});
