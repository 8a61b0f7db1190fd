import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'invalid-number',
  severity: 'error',
  summary: 'A number, size or limit that systemd does not take',
  explanation: `The directive takes a number, a size, a percentage or a limit, and this is none, or it is out of range. systemd skips the
line, so the default stays in force. Sizes take \`K\`, \`M\`, \`G\`, \`T\` (powers of 1024), not \`MB\`; what is allowed beside
numbers differs by directive: hover over it.`,
  systemd: { prints: 'Failed to parse LimitNOFILE=many, ignoring: Invalid argument', source: 'src/basic/parse-util.c' },
  bad: [{ text: '[Service]\nExecStart=/usr/bin/shop\nMemoryMax=512MB\n          ^^^^^ invalid-number\n' }],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nMemoryMax=512M\nLimitNOFILE=65536\nNice=-5\n' }],
});
