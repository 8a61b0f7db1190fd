import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'invalid-boolean',
  severity: 'error',
  summary: 'A value that is neither yes nor no',
  explanation: `systemd takes \`yes\`, \`y\`, \`true\`, \`t\`, \`on\` and \`1\` for yes, and \`no\`, \`n\`, \`false\`, \`f\`, \`off\` and \`0\` for no,
in any case. It skips the line with anything else, so the default stays in force. An empty value is refused as well,
unless the directive has a third state.`,
  systemd: {
    prints: 'Failed to parse RemainAfterExit=maybe, ignoring: Invalid argument',
    source: 'src/basic/parse-util.c: parse_boolean',
  },
  bad: [
    {
      text: `[Service]
ExecStart=/usr/bin/shop
RemainAfterExit=maybe
                ^^^^^ invalid-boolean
`,
      fixed: '[Service]\nExecStart=/usr/bin/shop\nRemainAfterExit=yes\n',
    },
    { text: '[Service]\nRemainAfterExit=\n^^^^^^^^^^^^^^^ invalid-boolean\n' },
  ],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nRemainAfterExit=On\nPrivateMounts=\n' }],
});
