import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'unusual-name',
  severity: 'warning',
  summary: 'A user or group name that other programs may not take',
  explanation: `systemd takes the name and complains: it has signs in it, or a length, that many programs do not expect of a user or
group. Names of letters, digits, \`_\` and \`-\` work everywhere.`,
  systemd: {
    prints: "Accepting user/group name 'web shop', which does not match strict user/group name rules.",
    source: 'src/basic/user-util.c: valid_user_group_name',
  },
  bad: [{ text: '[Service]\nExecStart=/usr/bin/shop\nUser=web shop\n     ^^^^^^^^ unusual-name\n' }],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nUser=web-shop\n' }],
});
