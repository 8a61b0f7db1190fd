import type { Rule } from './rule.ts';

/** `<user_name>`, in any script; not `<stdin>`-like redirections, which stand in quotes or without a closing sign. */
const ANGLES = /(?<![\w<])<[\p{L}_](?:[\p{L}\p{N}_ .:/-]*[\p{L}\p{N}_])?>/gu;
const WORDS = /\b(?:CHANGE[-_ ]?ME|REPLACE[-_ ]?(?:ME|THIS)|FILL[-_ ]?(?:ME|IN)|YOUR_[A-Z_]+|XXXX+)\b/g;

/** Nearly all values hold none: this tells them apart quickly. */
const MAY_HOLD = /<[\p{L}_]|CHANGE|REPLACE|FILL|YOUR_|XXXX/u;

export const rule: Rule = {
  code: 'leftover-placeholder',
  category: 'assignment',
  severity: 'warning',
  summary: 'A placeholder that nobody filled in',
  explanation: `The value still has something that stands for yours, from a tutorial or a template: \`<user_name>\`, \`CHANGEME\`. systemd
takes it as it stands. Write the real value.`,
  bad: [
    {
      text: `[Service]
User=<user_name>
     ^^^^^^^^^^^ leftover-placeholder
WorkingDirectory=/srv/CHANGEME
                      ^^^^^^^^ leftover-placeholder
ExecStart=/usr/bin/shop
`,
    },
  ],
  good: [
    {
      text: `[Unit]
Description=Mail for Ann <ann@example.com>
[Service]
User=shop
ExecStart=/bin/sh -c "sort <input >output"
`,
    },
  ],
  check(file, report) {
    for (const { assignment } of file.settings) {
      const { value } = assignment;
      if (!MAY_HOLD.test(value.value)) continue;
      for (const pattern of [ANGLES, WORDS]) {
        for (const match of value.value.matchAll(pattern)) {
          report({
            span: value.span(match.index, match.index + match[0].length),
            message: `“${match[0]}” stands for a value of yours: write that instead.`,
          });
        }
      }
    }
  },
};
