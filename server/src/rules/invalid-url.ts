import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'invalid-url',
  severity: 'error',
  summary: 'A documentation address that systemd does not take',
  explanation: `\`Documentation=\` takes addresses that begin with \`https://\`, \`http://\`, \`file:/\`, \`info:\` or \`man:\`, separated by blanks.
systemd skips what is none.`,
  systemd: { prints: 'Invalid URL, ignoring: example.com', source: 'src/basic/web-util.c: documentation_url_is_valid' },
  bad: [
    {
      text: '[Unit]\nDocumentation=https://example.com/shop example.org\n                                       ^^^^^^^^^^^ invalid-url\n',
    },
  ],
  good: [{ text: '[Unit]\nDocumentation=https://example.com/shop man:shop(1)\n' }],
});
