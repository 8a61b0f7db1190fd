import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'special-user',
  severity: 'warning',
  summary: 'The user nobody',
  explanation: `\`nobody\` owns what belongs to nobody else: files of network file systems, of user namespaces, of other careless services.
A service that runs as \`nobody\` can reach them all. Make a user of its own, or let systemd do it: \`DynamicUser=yes\`.`,
  systemd: {
    prints: 'Special user nobody configured, this is not safe!',
    source: 'src/core/load-fragment.c: config_parse_user_group_compat',
  },
  bad: [{ text: '[Service]\nExecStart=/usr/bin/shop\nUser=nobody\n     ^^^^^^ special-user\n' }],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nUser=shop\n' }],
});
