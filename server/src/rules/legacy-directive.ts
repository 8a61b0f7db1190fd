import { knownIn, parserFor } from '../catalog/lookup.ts';
import { movement, replacement } from './edits.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  code: 'legacy-directive',
  category: 'advice',
  severity: 'information',
  summary: 'An old name for a directive',
  explanation: `systemd reads the old name, or the old place, as it always did; the manual only knows the new one. Where systemd
itself complains of the old name, this is a warning.`,
  systemd: { source: 'src/core/load-fragment-gperf.gperf.in' },
  bad: [
    {
      text: `[Unit]
Description=Web shop

[Service]
ExecStart=/usr/bin/shop
StartLimitInterval=5min
^^^^^^^^^^^^^^^^^^ legacy-directive StartLimitIntervalSec= in \\[Unit\\]
`,
      fixed: `[Unit]
Description=Web shop
StartLimitIntervalSec=5min

[Service]
ExecStart=/usr/bin/shop
`,
    },
    {
      text: '[Unit]\nBindTo=network.target\n^^^^^^ legacy-directive\n',
      fixed: '[Unit]\nBindsTo=network.target\n',
    },
  ],
  good: [{ text: '[Unit]\nStartLimitIntervalSec=5min\nBindsTo=network.target\n' }],
  check(file, report) {
    for (const { assignment, section, directive } of file.settings) {
      const today = directive?.replacement;
      if (!directive || !today || !knownIn(directive, file.target.version)) continue;
      const { parser } = parserFor(directive, file.target.version);
      if (parser === 'warn_compat') continue;
      const span = assignment.name.span();
      const place = today.section === section ? '' : ` in [${today.section}]`;
      report({
        span,
        // systemd says so itself (src/core/load-fragment.c: config_parse_obsolete_unit_deps).
        severity: parser === 'obsolete_unit_deps' ? 'warning' : 'information',
        tags: ['deprecated'],
        message:
          today.name === directive.name
            ? `${directive.name}= has moved to [${today.section}]. systemd still reads it here.`
            : `${directive.name}= is an old form of ${today.name}=${place}. systemd still reads it.`,
        fixes: () => {
          if (!today.sameValue) return [];
          if (today.section === section) {
            return [{ title: `Write “${today.name}=”`, edits: [replacement(span, today.name)], preferred: true }];
          }
          const edits = movement(file, assignment, today.section, today.name);
          const rename = today.name === directive.name ? '' : ` as ${today.name}=`;
          const title = `Move to [${today.section}]${rename}`;
          return [{ title, edits, preferred: true }];
        },
      });
    }
  },
};
