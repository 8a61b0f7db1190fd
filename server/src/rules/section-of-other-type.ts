import { isSection, typesWith } from '../catalog/lookup.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  code: 'section-of-other-type',
  category: 'assignment',
  severity: 'error',
  summary: 'A section that belongs to another type of unit',
  explanation: `Each type of unit has a section of its own beside \`[Unit]\` and \`[Install]\`: a timer has \`[Timer]\`, a service
has \`[Service]\`. systemd skips the section of another type, with every line in it. What a timer runs stands in a
service of the same name, in a file of its own.`,
  systemd: { prints: "Unknown section 'Service'. Ignoring.", source: 'src/shared/conf-parser.c: parse_line' },
  bad: [
    {
      path: 'backup.timer',
      text: `[Timer]
OnCalendar=daily

[Service]
 ^^^^^^^ section-of-other-type
ExecStart=/usr/bin/backup
`,
    },
  ],
  good: [{ path: 'backup.timer', text: '[Timer]\nOnCalendar=daily\n\n[Install]\nWantedBy=timers.target\n' }],
  check(file, report) {
    for (const { section, name, state } of file.sections) {
      if (state !== 'unknown' || !isSection(name) || !section.header) continue;
      const types = typesWith(name).map((type) => `.${type}`);
      report({
        span: section.header.name.span(),
        message: `systemd ignores this section: [${name}] belongs in a ${types.join(' or ')} file, and this is a .${file.type}.`,
      });
    }
  },
};
