import type { Assignment } from '../syntax/tree.ts';
import type { UnitFile } from '../units/unit-file.ts';
import { findPlaceholders } from './find-placeholders.ts';
import type { Rule } from './rule.ts';
import { isOnlyForEnable, judgedValues } from './value-problems.ts';

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
    for (const setting of file.settings) {
      const { assignment } = setting;
      const { value } = assignment;
      for (const { text, start, end } of findPlaceholders(value.value)) {
        const isRefused = isRefusedFor(file, assignment, start, end);
        const effect = isRefused ? 'systemd refuses this value: ' : '';
        report({
          span: value.span(start, end),
          severity: isRefused && !isOnlyForEnable(setting) ? 'error' : 'warning',
          message: `${effect}“${text}” stands for a value of yours. Write that instead.`,
        });
      }
    }
  },
};

/** Whether a value type refuses what the placeholder stands in. */
function isRefusedFor(file: UnitFile, assignment: Assignment, start: number, end: number): boolean {
  const judged = judgedValues(file).find(({ setting }) => setting.assignment === assignment);
  return judged?.forPlaceholders.some((problem) => problem.start < end && problem.end > start) ?? false;
}
