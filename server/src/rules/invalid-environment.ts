import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'invalid-environment',
  severity: 'error',
  summary: 'An environment variable that systemd does not take',
  explanation: `Variables are written \`NAME=value\`, with quotes around the whole assignment where the value has blanks:
\`Environment="GREETING=hello world"\`. Names have letters, digits and \`_\`. systemd skips what is not.`,
  systemd: {
    prints: 'Invalid environment assignment, ignoring: $OPTIONS=',
    source: 'src/basic/env-util.c: env_assignment_is_valid',
  },
  bad: [
    {
      text: '[Service]\nExecStart=/usr/bin/shop\nEnvironment=GREETING=hello world\n                           ^^^^^ invalid-environment\n',
    },
  ],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nEnvironment="GREETING=hello world" PORT=8000\n' }],
});
