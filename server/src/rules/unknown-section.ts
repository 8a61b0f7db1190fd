import { isSection } from '../catalog/lookup.ts';
import { nearest } from '../values/common/nearest.ts';
import { replacement } from './edits.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  code: 'unknown-section',
  category: 'assignment',
  severity: 'error',
  summary: 'A section that systemd does not know',
  explanation: `systemd skips a section that it does not know, with every line in it. Names are case-sensitive. Sections of
your own are free if their name starts with \`X-\`.`,
  systemd: { prints: "Unknown section 'Servce'. Ignoring.", source: 'src/shared/conf-parser.c: parse_line' },
  bad: [
    {
      text: `[Servce]
 ^^^^^^ unknown-section Did you mean \\[Service\\]
ExecStart=/usr/bin/shop
`,
      fixed: '[Service]\nExecStart=/usr/bin/shop\n',
    },
    { text: '[service]\n ^^^^^^^ unknown-section\nExecStart=/usr/bin/shop\n' },
  ],
  good: [{ text: '[X-Deploy]\nRegion=eu\n\n[Service]\nExecStart=/usr/bin/shop\n' }],
  check(file, report) {
    for (const { section, name, state } of file.sections) {
      if (state !== 'unknown' || isSection(name) || !section.header) continue;
      const span = section.header.name.span();
      const names = nearest(name, file.sectionNames);
      const hint = names[0] ? ` Did you mean [${names[0]}]?` : ` This file can have ${list(file.sectionNames)}.`;
      report({
        span,
        message: `systemd ignores this section: it knows no [${name}].${hint}`,
        fixes: () =>
          names.map((candidate) => ({
            title: `Write “[${candidate}]”`,
            edits: [replacement(span, candidate)],
            preferred: names.length === 1,
          })),
      });
    }
  },
};

function list(names: readonly string[]): string {
  const all = names.map((name) => `[${name}]`);
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : all.join('');
}
