import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'obsolete-value',
  severity: 'warning',
  summary: 'A value that systemd replaces by a newer one',
  explanation: `systemd still takes the old value, uses what came in its place, and complains. Write the new one.`,
  systemd: {
    prints: 'Standard output type syslog is obsolete, automatically updating to journal.',
    source: 'src/core/load-fragment.c: config_parse_exec_output',
  },
  bad: [
    {
      text: '[Service]\nExecStart=/usr/bin/shop\nStandardOutput=syslog\n               ^^^^^^ obsolete-value\n',
      fixed: '[Service]\nExecStart=/usr/bin/shop\nStandardOutput=journal\n',
    },
  ],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nStandardOutput=journal\n' }],
});
