import { directive, sectionsWith } from '../catalog/lookup.ts';
import { movement } from './edits.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  code: 'directive-in-wrong-section',
  category: 'assignment',
  severity: 'error',
  summary: 'A directive in a section that does not have it',
  explanation: `Each directive belongs to certain sections. In another one systemd does not know it and skips the line.
Conditions and dependencies stand in \`[Unit]\`, what is run in \`[Service]\`, what \`systemctl enable\` does in
\`[Install]\`.`,
  systemd: {
    prints: "Unknown key 'ConditionPathExists' in section [Service], ignoring.",
    source: 'src/shared/conf-parser.c: next_assignment',
  },
  bad: [
    {
      text: `[Unit]
Description=Web shop

[Service]
ConditionPathExists=/etc/shop.conf
^^^^^^^^^^^^^^^^^^^ directive-in-wrong-section
ExecStart=/usr/bin/shop
`,
      fixed: `[Unit]
Description=Web shop
ConditionPathExists=/etc/shop.conf

[Service]
ExecStart=/usr/bin/shop
`,
    },
    {
      text: '[Service]\nExecStart=/usr/bin/shop\nWantedBy=multi-user.target\n^^^^^^^^ directive-in-wrong-section\n',
      fixed: '[Service]\nExecStart=/usr/bin/shop\n\n[Install]\nWantedBy=multi-user.target\n',
    },
    {
      text: '[Service]\nOnCalendar=daily\n^^^^^^^^^^ directive-in-wrong-section \\.timer\n',
    },
  ],
  good: [{ text: '[Unit]\nConditionPathExists=/etc/shop.conf\n[Service]\nExecStart=/usr/bin/shop\n' }],
  check(file, report) {
    for (const setting of file.settings) {
      const name = setting.assignment.name.value;
      if (setting.directive || name.startsWith('X-')) continue;
      const homes = sectionsWith(name);
      if (homes.length === 0) continue;
      const here = homes.filter((section) => file.sectionNames.includes(section));
      const advice =
        here.length > 0
          ? `It belongs in [${here[0]}].`
          : `It belongs in [${homes[0]}], which a ${otherFile(homes[0] ?? '')} file has.`;
      report({
        span: setting.assignment.name.span(),
        message: `systemd ignores this line: it knows no ${name}= in [${setting.section}]. ${advice}`,
        fixes: () =>
          here.map((section) => {
            const known = directive(section, name);
            const today =
              known?.replacement?.section === section && known.replacement.sameValue ? known.replacement : undefined;
            return {
              title: `Move to [${section}]`,
              edits: movement(file, setting.assignment, section, today?.name ?? name),
              preferred: here.length === 1,
            };
          }),
      });
    }
  },
};

function otherFile(section: string): string {
  return `.${section.toLowerCase()}`;
}
