import { directive } from '../catalog/lookup.ts';
import type { Invalid } from '../syntax/tree.ts';
import { replacement } from './edits.ts';
import type { Fix, Rule } from './rule.ts';

export const rule: Rule = {
  code: 'missing-equals',
  category: 'assignment',
  severity: 'error',
  summary: 'A line without `=`',
  explanation: `Every line of a section is a directive, \`=\` and a value. systemd skips a line without \`=\`. A common cause is
a long value broken over two lines without a backslash at the end of the first.`,
  systemd: { prints: "Missing '=', ignoring line.", source: 'src/shared/conf-parser.c: parse_line' },
  bad: [
    {
      text: `[Service]
ExecStart=/usr/bin/shop --port 8000
    --verbose
    ^^^^^^^^^ missing-equals
`,
    },
    {
      text: `[Service]
Restart always
^^^^^^^^^^^^^^ missing-equals
ExecStart=/usr/bin/shop
`,
      fixed: `[Service]
Restart=always
ExecStart=/usr/bin/shop
`,
    },
  ],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop --port 8000 \\\n    --verbose\nRestart=always\n' }],
  check(file, report) {
    for (const { section, name, state } of file.sections) {
      if (state !== 'read') continue;
      for (const entry of section.entries) {
        if (entry.kind !== 'invalid' || entry.reason !== 'missing-equals') continue;
        report({
          span: entry.text.span(),
          message: 'systemd ignores this line: there is no “=” in it.',
          fixes: () => fix(entry, name),
        });
      }
    }
  },
};

/** `Restart always` and `Restart: always`: the first word is a directive. */
function fix(entry: Invalid, section: string): Fix[] {
  const match = /^([A-Za-z0-9]+)(\s*:\s*|\s+)(?=\S)/.exec(entry.text.value);
  if (!match?.[1] || !directive(section, match[1])) return [];
  const gap = entry.text.span(match[1].length, match[0].length);
  return [{ title: `Write “${match[1]}=”`, edits: [replacement(gap, '=')], preferred: true }];
}
