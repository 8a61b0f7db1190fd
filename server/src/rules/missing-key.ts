import type { Rule } from './rule.ts';

export const rule: Rule = {
  code: 'missing-key',
  category: 'assignment',
  severity: 'error',
  summary: 'A line that starts with `=`',
  explanation: 'Nothing stands before the `=`, so systemd cannot know which directive is meant and skips the line.',
  systemd: { prints: "Missing key name before '=', ignoring line.", source: 'src/shared/conf-parser.c: parse_line' },
  bad: [{ text: '[Unit]\n=network.target\n^^^^^^^^^^^^^^^ missing-key\n' }],
  good: [{ text: '[Unit]\nAfter=network.target\n' }],
  check(file, report) {
    for (const { section, state } of file.sections) {
      if (state !== 'read') continue;
      for (const entry of section.entries) {
        if (entry.kind !== 'invalid' || entry.reason !== 'missing-key') continue;
        report({
          span: entry.text.span(),
          message: 'systemd ignores this line: there is no directive before “=”.',
        });
      }
    }
  },
};
