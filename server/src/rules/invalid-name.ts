import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'invalid-name',
  severity: 'error',
  summary: 'A name that systemd does not take',
  explanation: `Names of units, users, groups, buses and the like have rules of their own: a unit name ends in its type
(\`network.target\`), a user name has no blanks in it. systemd skips the name or the line; for names that matter too much,
such as those in \`User=\`, it refuses the unit.`,
  systemd: {
    prints: 'Failed to add dependency on network, ignoring: Invalid argument',
    source: 'src/basic/unit-name.c: unit_name_is_valid; src/basic/user-util.c: valid_user_group_name',
  },
  bad: [{ text: '[Unit]\nAfter=network\n      ^^^^^^^ invalid-name\n' }],
  good: [{ text: '[Unit]\nAfter=network.target\n[Service]\nExecStart=/usr/bin/shop\nUser=shop\n' }],
});
