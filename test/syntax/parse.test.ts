import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/syntax/parse.ts';
import { type Entry, entryAt, rebuild } from '../../server/src/syntax/tree.ts';

/** One word for each entry, with what systemd reads in it. */
function read(text: string): string[] {
  const tree = parse(text);
  assert.equal(rebuild(tree), text);
  return tree.entries.map(describe);
}

function describe(entry: Entry): string {
  switch (entry.kind) {
    case 'section':
      return `[${entry.name.value}]`;
    case 'assignment':
      return `${entry.name.value} = ${entry.value.value}`;
    case 'invalid':
      return `${entry.reason}: ${entry.text.value}`;
    default:
      return entry.kind;
  }
}

test('sections, assignments, comments and blank lines', () => {
  assert.deepEqual(read('# top\n[Unit]\n\nAfter = a.service \n  ; below\n[Service]\nExecStart=/bin/x --a=b\n'), [
    'comment',
    '[Unit]',
    'blank',
    'After = a.service',
    'comment',
    '[Service]',
    'ExecStart = /bin/x --a=b',
  ]);
});

test('white space around everything', () => {
  assert.deepEqual(read('\t [Unit]\t \n\t Description \t=\t a  b \t\n'), ['[Unit]', 'Description = a  b']);
});

test('names keep their case and may hold anything', () => {
  assert.deepEqual(read('[unit]\nafter=x\nTwo Words=y\n'), ['[unit]', 'after = x', 'Two Words = y']);
});

test('a comment sign behind something is no comment', () => {
  assert.deepEqual(read('User=a # b\nUser=a;b\n'), ['User = a # b', 'User = a;b']);
});

test('a backslash at the end continues the line', () => {
  assert.deepEqual(read('ExecStart=/bin/x \\\n  --flag \\\n  last\nUser=a\n'), [
    'ExecStart = /bin/x    --flag    last',
    'User = a',
  ]);
});

test('an escaped backslash does not', () => {
  assert.deepEqual(read('A=x\\\\\nB=y\n'), ['A = x\\\\', 'B = y']);
  assert.deepEqual(read('A=x\\\\\\\nB=y\n'), ['A = x\\\\ B=y']);
});

test('a blank behind the backslash ends the line', () => {
  assert.deepEqual(read('A=x\\ \nB=y\n'), ['A = x\\', 'B = y']);
});

test('comments between continued lines are passed over', () => {
  assert.deepEqual(read('A=x \\\n# one\n  ; two\ny\nB=z\n'), ['A = x  y', 'B = z']);
});

test('a comment that ends in a backslash does not continue', () => {
  assert.deepEqual(read('# a \\\nB=z\n'), ['comment', 'B = z']);
});

test('a blank line ends a continuation', () => {
  assert.deepEqual(read('A=x \\\n\ny\n'), ['A = x', 'missing-equals: y']);
});

test('a continuation at the end of the file counts', () => {
  assert.deepEqual(read('A=x \\\n'), ['A = x']);
  assert.deepEqual(read('A=x \\\n# end\n'), ['A = x']);
});

test('even a name, a header or nothing at all can be continued', () => {
  assert.deepEqual(read('Exec\\\nStart=x\n'), ['Exec Start = x']);
  assert.deepEqual(read('[Un\\\nit]\n'), ['[Un it]']);
  assert.deepEqual(read('\\\nA=x\n'), ['A = x']);
  assert.deepEqual(read('\\\n\\\n'), ['blank']);
});

test('lines that systemd cannot read', () => {
  assert.deepEqual(read('nothing\n=x\n = x\n[Unit\n[Unit] # a\n[\n'), [
    'missing-equals: nothing',
    'missing-key: =x',
    'missing-key: = x',
    'malformed-section: [Unit',
    'malformed-section: [Unit] # a',
    'malformed-section: [',
  ]);
});

test('invalid UTF-8 spoils the line, not a comment', () => {
  assert.deepEqual(read('# \udcff\nA=\udcff\n[\udcff]\n'), [
    'comment',
    'invalid-utf8: A=\udcff',
    'invalid-utf8: [\udcff]',
  ]);
});

test('the first byte-order mark is taken off', () => {
  assert.deepEqual(read('\ufeff[Unit]\n\ufeffA=x\n'), ['[Unit]', '\ufeffA = x']);
  assert.deepEqual(read('A=x\n\ufeffB=y\n'), ['A = x', 'B = y'], 'it need not be the first line');
});

test('a comment behind a byte-order mark is none', () => {
  assert.deepEqual(read('\ufeff# a=b\n'), ['# a = b']);
});

test('line ends of all sorts', () => {
  assert.deepEqual(read('[Unit]\r\nA=x \\\r\ny\rB=z\0C=w'), ['[Unit]', 'A = x  y', 'B = z', 'C = w']);
});

test('sections are kept apart, also when they repeat', () => {
  const tree = parse('A=x\n[Unit]\nB=y\n[Service]\n[Unit]\nC=z\n');
  assert.deepEqual(
    tree.sections.map((section) => [section.header?.name.value, section.entries.map(describe)]),
    [
      [undefined, ['A = x']],
      ['Unit', ['B = y']],
      ['Service', []],
      ['Unit', ['C = z']],
    ],
  );
});

test('a malformed header opens a section without a name', () => {
  const [, section] = parse('[Unit]\n[Service\nA=x\n').sections;
  assert.equal(section?.header, undefined);
  assert.equal(section?.malformed?.reason, 'malformed-section');
});

test('knows where things stand in continued lines', () => {
  const text = '[Service]\nExecStart=/bin/x \\\n# why\n  --flag\n';
  const entry = entryAt(parse(text), text.indexOf('--flag'));
  assert.equal(entry?.kind, 'assignment');
  if (entry?.kind !== 'assignment') return;
  const at = entry.value.value.indexOf('--flag');
  assert.deepEqual(entry.value.span(at, at + 6), { start: text.indexOf('--flag'), end: text.indexOf('--flag') + 6 });
  assert.equal(entry.value.offsetOf(text.indexOf('why')), undefined);
  assert.equal(entry.comments.length, 1);
  assert.deepEqual([entry.firstLine, entry.lastLine], [1, 3]);
});

test('a line of a megabyte is too long', () => {
  const limit = 1024 * 1024;
  assert.deepEqual(
    parse('A='.padEnd(limit - 1, 'x')).entries.map((entry) => entry.kind),
    ['assignment'],
  );
  assert.deepEqual(
    parse('A='.padEnd(limit, 'x')).entries.map((entry) => entry.kind),
    ['invalid'],
  );
  assert.deepEqual(
    parse(`A=x\\\n${'x'.repeat(limit)}\n`).entries.map((entry) => entry.kind),
    ['invalid'],
  );
});
