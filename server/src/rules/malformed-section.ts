import { isSection } from '../catalog/lookup.ts';
import type { Text } from '../syntax/text.ts';
import type { Tree } from '../syntax/tree.ts';
import { lineEndOf, replacement } from './edits.ts';
import type { Fix, Rule } from './rule.ts';

export const rule: Rule = {
  code: 'malformed-section',
  category: 'assignment',
  severity: 'error',
  summary: 'A section header that systemd cannot read',
  explanation: `A line that starts with \`[\` has to be a section header: \`[Name]\` and nothing behind it. On anything else
systemd stops reading the file, and it refuses the unit.

A comment cannot stand behind a header: give it a line of its own.`,
  systemd: { prints: "Invalid section header '[Service'", source: 'src/shared/conf-parser.c: parse_line' },
  bad: [
    {
      text: `[Unit]
Description=Web shop
[Service
^^^^^^^^ malformed-section
ExecStart=/usr/bin/shop
`,
      fixed: `[Unit]
Description=Web shop
[Service]
ExecStart=/usr/bin/shop
`,
    },
    {
      text: `[Service] # how to run it
^^^^^^^^^^^^^^^^^^^^^^^^^ malformed-section
ExecStart=/usr/bin/shop
`,
      fixed: `# how to run it
[Service]
ExecStart=/usr/bin/shop
`,
    },
    { text: '[]\n^^ malformed-section\n' },
  ],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\n' }],
  check(file, report) {
    for (const { section, state } of file.sections) {
      const header = section.malformed ?? section.header;
      if (state !== 'unreadable' || !header) continue;
      report({
        span: header.text.span(),
        message: section.malformed
          ? 'systemd refuses this file: a section header is “[Name]” with nothing behind it.'
          : 'systemd refuses this file: a section name has letters and digits only.',
        fixes: () => fix(file.tree, header.text),
      });
    }
  },
};

function fix(tree: Tree, text: Text): Fix[] {
  const withComment = /^(\[[^\]]*\])\s*([#;].*)$/.exec(text.value);
  if (withComment?.[1] && withComment[2]) {
    const lines = withComment[2] + lineEndOf(tree) + withComment[1];
    return [{ title: 'Put the comment above', edits: [replacement(text.span(), lines)], preferred: true }];
  }
  const name = /^\[\s*([A-Za-z-]+)/.exec(text.value)?.[1];
  if (name === undefined || !(isSection(name) || name.startsWith('X-'))) return [];
  return [{ title: `Write “[${name}]”`, edits: [replacement(text.span(), `[${name}]`)], preferred: true }];
}
