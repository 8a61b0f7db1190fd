import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'word-too-new',
  severity: 'error',
  summary: 'A value that the target version does not know yet',
  explanation: `The directive is known to the systemd that the unit must run on (setting \`unitwright.systemdVersion\`), but this
value came later. That systemd skips the line.`,
  systemd: {
    prints: 'Failed to parse service type, ignoring: notify-reload',
    source: 'src/basic/string-table.c: string_table_lookup_from_string',
  },
  bad: [
    {
      version: 252,
      text: '[Service]\nType=notify-reload\n     ^^^^^^^^^^^^^ word-too-new\nExecStart=/usr/bin/shop\n',
    },
  ],
  good: [{ text: '[Service]\nType=notify-reload\nExecStart=/usr/bin/shop\n' }],
});
