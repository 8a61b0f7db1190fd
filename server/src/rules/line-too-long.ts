import type { Rule } from './rule.ts';

export const rule: Rule = {
  code: 'line-too-long',
  category: 'assignment',
  severity: 'error',
  summary: 'A line of a megabyte or more',
  explanation: `systemd gives up on a file with a line of 1,048,576 bytes or more, continued lines counted together, and does
not load the unit. Put the data into a file of its own and name that.`,
  systemd: { source: 'src/shared/conf-parser.c: config_parse (LONG_LINE_MAX)' },
  // A megabyte is too much for a page: test/rules/line-too-long.test.ts has the example.
  bad: [],
  good: [{ text: '[Service]\nStandardInputText=short enough\n' }],
  check(file, report) {
    for (const entry of file.tree.entries) {
      if (entry.kind !== 'invalid' || entry.reason !== 'line-too-long') continue;
      const { start } = entry.text.span();
      report({
        span: { start, end: Math.min(entry.end, start + 80) },
        message: 'systemd does not load this file: the line has a megabyte or more.',
      });
    }
  },
};
