import type { Rule } from './rule.ts';

export const rule: Rule = {
  code: 'invalid-utf8',
  category: 'assignment',
  severity: 'error',
  summary: 'A line that is not valid UTF-8',
  explanation: `systemd reads unit files as UTF-8 and skips a line that is not, which happens to files saved in an older
encoding such as ISO 8859-1. Save the file as UTF-8. Comments are not looked at.`,
  systemd: { prints: 'String is not UTF-8 clean, ignoring assignment: …', source: 'src/basic/utf8.c: utf8_is_valid' },
  bad: [{ text: '[Unit]\nDescription=Caf\ufdd0\n^^^^^^^^^^^^^^^^ invalid-utf8\n' }],
  good: [{ text: '[Unit]\nDescription=Café ☕\n' }],
  check(file, report) {
    for (const entry of file.tree.entries) {
      if (entry.kind !== 'invalid' || entry.reason !== 'invalid-utf8') continue;
      report({
        span: entry.text.span(),
        message: 'systemd ignores this line: it is not valid UTF-8. Save the file as UTF-8.',
      });
    }
  },
};
