import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'invalid-quoting',
  severity: 'error',
  summary: 'Quotes that do not pair',
  explanation: `A quote that is opened has to be closed in the same value. systemd cannot take the line apart and skips it, or what is
left of it. A quote as such is written \`\\"\`.`,
  systemd: { prints: 'Invalid syntax, ignoring: …', source: 'src/basic/extract-word.c: extract_first_word' },
  bad: [{ text: '[Service]\nExecStart=/usr/bin/shop\nEnvironment="A=b\n            ^^^^ invalid-quoting\n' }],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nEnvironment="A=b c"\n' }],
});
