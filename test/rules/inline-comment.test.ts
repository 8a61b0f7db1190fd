/** What counts as a comment behind a value, and what does not. */
import { describe, test } from 'node:test';
import { checkDiagnostics } from '../support/fixture.ts';

describe('comments', () => {
  for (const line of [
    'ExecStart=/usr/bin/shop #If run without nginx',
    'ExecStart=/usr/bin/shop  # why',
    'User=shop #',
    'Description=The shop # for the web',
    'Environment="A=b" # why',
  ]) {
    const at = line.indexOf('#');
    const section = line.startsWith('Description') ? 'Unit' : 'Service';
    test(line, () =>
      checkDiagnostics(`[${section}]\n${line}\n${' '.repeat(at)}${'^'.repeat(line.length - at)} inline-comment\n`),
    );
  }
});

describe('no comments', () => {
  for (const line of [
    'ExecStart=/usr/bin/shop --color #ff0000',
    'ExecStart=/usr/bin/shop a#b',
    'ExecStart=/bin/sh -c "a # b"',
    "ExecStart=/bin/sh -c 'a # b'",
    'ExecStart=/usr/bin/irc #%i',
    'Environment="A=b # c"',
    'ExecStart=/usr/bin/a ; /usr/bin/b',
  ]) {
    test(line, () => checkDiagnostics(`[Service]\n${line}\n`));
  }
  test('a number in a description', () => checkDiagnostics('[Unit]\nDescription=Printer #1\n'));
});
