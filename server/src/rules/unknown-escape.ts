import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'unknown-escape',
  severity: 'warning',
  summary: 'A backslash that means nothing',
  explanation: `\`\\n\`, \`\\t\`, \`\\x20\` and the like stand for other characters; systemd does not know this escape, keeps it as it stands and
complains. A backslash as such is written \`\\\\\`.`,
  systemd: {
    prints: 'Ignoring unknown escape sequences: "\\d"',
    source: 'src/basic/extract-word.c: extract_first_word_and_warn',
  },
  bad: [{ text: '[Service]\nExecStart=/usr/bin/shop a\\qb\n                         ^^ unknown-escape\n' }],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop a\\x20b\n' }],
});
