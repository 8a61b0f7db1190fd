import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'shell-syntax',
  severity: 'warning',
  summary: 'Shell syntax where there is no shell',
  explanation: `systemd starts the program itself, without a shell: \`|\`, \`>\`, \`&&\` and \`$(…)\` are ordinary arguments that the program gets.
Put the whole line into \`/bin/sh -c '…'\`, or say it with directives: \`StandardOutput=append:/path\`, several \`ExecStartPre=\`
lines.`,
  systemd: { source: 'src/core/load-fragment.c: config_parse_exec' },
  bad: [{ text: '[Service]\nExecStart=/usr/bin/shop > /var/log/shop.log\n                        ^ shell-syntax\n' }],
  good: [{ text: "[Service]\nExecStart=/bin/sh -c '/usr/bin/shop > /var/log/shop.log'\n" }],
});
