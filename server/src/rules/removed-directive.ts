import { knownIn, parserFor } from '../catalog/lookup.ts';
import { removal, replacement } from './edits.ts';
import type { Fix, Rule } from './rule.ts';

export const rule: Rule = {
  code: 'removed-directive',
  category: 'assignment',
  severity: 'warning',
  summary: 'A directive that no longer does anything',
  explanation: `systemd still knows the name, so that old units load without an error, and does nothing with it. Take the line
out, or use what came in its place.`,
  systemd: {
    prints: 'Support for option MemoryLimit= has been removed and it is ignored',
    source: 'src/shared/conf-parser.c: config_parse_warn_compat',
  },
  bad: [
    {
      text: `[Service]
ExecStart=/usr/bin/shop
MemoryLimit=1G
^^^^^^^^^^^ removed-directive MemoryMax=
`,
      fixed: '[Service]\nExecStart=/usr/bin/shop\nMemoryMax=1G\n',
    },
    {
      text: '[Service]\nCPUAccounting=yes\n^^^^^^^^^^^^^ removed-directive\nExecStart=/usr/bin/shop\n',
      fixed: '[Service]\nExecStart=/usr/bin/shop\n',
    },
  ],
  good: [
    { text: '[Service]\nExecStart=/usr/bin/shop\nMemoryMax=1G\n' },
    { version: 252, text: '[Service]\nExecStart=/usr/bin/shop\nCPUAccounting=yes\n' },
  ],
  check(file, report) {
    for (const { assignment, section, directive } of file.settings) {
      if (!directive || !knownIn(directive, file.target.version)) continue;
      const { parser, argument } = parserFor(directive, file.target.version);
      if (parser !== 'warn_compat' || argument !== 'DISABLED_LEGACY') continue;
      const today = directive.replacement;
      const span = assignment.name.span();
      report({
        span,
        tags: ['deprecated'],
        message: `systemd does nothing with ${directive.name}= any more.${today ? ` Use ${today.name}=.` : ' Take the line out.'}`,
        fixes: () => {
          const fixes: Fix[] = [];
          if (today?.sameValue && today.section === section) {
            fixes.push({ title: `Write “${today.name}=”`, edits: [replacement(span, today.name)], preferred: true });
          }
          fixes.push({ title: 'Take the line out', edits: [removal(assignment)], preferred: fixes.length === 0 });
          return fixes;
        },
      });
    }
  },
};
