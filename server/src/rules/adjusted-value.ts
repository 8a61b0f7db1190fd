import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'adjusted-value',
  severity: 'warning',
  summary: 'A value that systemd changes',
  explanation: `systemd takes the line and uses another value than the one written. Write what it uses.`,
  systemd: { source: 'src/core/load-fragment.c' },
  bad: [],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nNice=5\n' }],
});
