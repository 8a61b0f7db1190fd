import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'invalid-time',
  severity: 'error',
  summary: 'A time span or calendar expression that systemd does not take',
  explanation: `Time spans are numbers with units: \`5min 30s\`, \`1h\`, \`500ms\`; a number alone counts as seconds. Calendar expressions are
\`daily\`, \`Mon..Fri 08:30\`, \`*-*-01 03:00\` and the like; the syntax of cron is another. systemd skips the line.`,
  systemd: {
    prints: 'Failed to parse TimeoutStopSec=5 minuts, ignoring: Invalid argument',
    source: 'src/basic/time-util.c: parse_sec; src/shared/calendarspec.c: calendar_spec_from_string',
  },
  bad: [
    { text: '[Service]\nExecStart=/usr/bin/shop\nTimeoutStopSec=5 minuts\n                 ^^^^^^ invalid-time\n' },
  ],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nTimeoutStopSec=5min 30s\n' }],
});
