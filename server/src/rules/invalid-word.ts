import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'invalid-word',
  severity: 'error',
  summary: 'A word that the directive does not take',
  explanation: `The directive takes one of a few words, and this is none of them. systemd skips the line, so the default stays in
force. Case matters.`,
  systemd: {
    prints: 'Failed to parse Type=daemon, ignoring: Invalid argument',
    source: 'src/basic/string-table.c: string_table_lookup_from_string',
  },
  bad: [
    {
      text: `[Service]
Type=daemon
     ^^^^^^ invalid-word simple
ExecStart=/usr/bin/shop
`,
    },
    {
      text: '[Service]\nRestart=on-failur\n        ^^^^^^^^^ invalid-word\n',
      fixed: '[Service]\nRestart=on-failure\n',
    },
  ],
  good: [{ text: '[Service]\nType=exec\nRestart=on-failure\nProtectSystem=TRUE\nExecStart=/usr/bin/shop\n' }],
});
