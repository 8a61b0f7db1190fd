import { sectionsWith } from '../catalog/lookup.ts';
import type { Entry } from '../syntax/tree.ts';
import type { UnitFile } from '../units/unit-file.ts';
import { lineEndOf } from './edits.ts';
import type { Fix, Rule } from './rule.ts';

export const rule: Rule = {
  code: 'assignment-outside-section',
  category: 'assignment',
  severity: 'error',
  summary: 'A line above the first section header',
  explanation: `Every directive belongs to a section. Lines above the first \`[Section]\` header belong to none, and systemd
skips them. Put the header above them, or move them below it.`,
  systemd: {
    prints: 'Assignment outside of section. Ignoring.',
    source: 'src/shared/conf-parser.c: parse_line',
  },
  bad: [
    {
      text: `Description=Web shop
^^^^^^^^^^^^^^^^^^^^ assignment-outside-section
[Service]
ExecStart=/usr/bin/shop
`,
      fixed: `[Unit]
Description=Web shop
[Service]
ExecStart=/usr/bin/shop
`,
    },
  ],
  good: [
    { text: '# Comments may stand anywhere.\n\n[Unit]\nDescription=Web shop\n[Service]\nExecStart=/usr/bin/shop\n' },
  ],
  check(file, report) {
    for (const { state, section } of file.sections) {
      if (state !== 'outside') continue;
      const lines = section.entries.filter(isOutside);
      for (const line of lines) {
        report({
          span: line.text.span(),
          message: 'systemd ignores this line: it stands above the first section header. Put it below one.',
          fixes: () => fix(file, lines),
        });
      }
    }
  },
};

type Outside = Extract<Entry, { kind: 'assignment' | 'invalid' }>;

/** systemd does not look at the rest of such a line, unless it cannot read it at all. */
function isOutside(entry: Entry): entry is Outside {
  if (entry.kind === 'assignment') return true;
  return entry.kind === 'invalid' && (entry.reason === 'missing-equals' || entry.reason === 'missing-key');
}

/** Only offered where all the lines belong to one section of this type of unit. */
function fix(file: UnitFile, lines: readonly Outside[]): Fix[] {
  const homes = file.sectionNames.filter((section) =>
    lines.every((line) => line.kind === 'assignment' && sectionsWith(line.name.value).includes(section)),
  );
  const [home] = homes;
  const [first] = lines;
  if (home === undefined || !first) return [];
  const edits = [{ start: first.start, end: first.start, text: `[${home}]${lineEndOf(file.tree)}` }];
  return [{ title: `Put [${home}] above`, edits, preferred: homes.length === 1 }];
}
