import { type DroppedDirective, directivesOf, droppedDirective, sectionsWith } from '../catalog/lookup.ts';
import type { Span } from '../syntax/text.ts';
import { nearest } from '../values/common/nearest.ts';
import { replacement } from './edits.ts';
import type { Finding, Rule } from './rule.ts';

/** Looking for near names takes time: in a file full of unknown ones, nobody reads them all. */
const MOST_SUGGESTIONS = 100;

export const rule: Rule = {
  code: 'unknown-directive',
  category: 'assignment',
  severity: 'error',
  summary: 'A directive that systemd does not know',
  explanation: `systemd skips a line whose directive it does not know. Names are case-sensitive. Directives of your own are free
if their name starts with \`X-\`.`,
  systemd: {
    prints: "Unknown key 'Restrat' in section [Service], ignoring.",
    source: 'src/shared/conf-parser.c: next_assignment',
  },
  bad: [
    {
      text: `[Service]
ExecStart=/usr/bin/shop
Restrat=always
^^^^^^^ unknown-directive Did you mean Restart=
`,
      fixed: '[Service]\nExecStart=/usr/bin/shop\nRestart=always\n',
    },
    {
      text: '[Service]\nexecstart=/usr/bin/shop\n^^^^^^^^^ unknown-directive\n',
      fixed: '[Service]\nExecStart=/usr/bin/shop\n',
    },
  ],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nRestart=always\nX-Owner=shop team\n' }],
  check(file, report) {
    let suggestions = 0;
    for (const { assignment, section, directive } of file.settings) {
      const name = assignment.name.value;
      if (directive || name.startsWith('X-') || sectionsWith(name).length > 0) continue;
      const span = assignment.name.span();
      const dropped = droppedDirective(section, name);
      if (dropped) {
        report(ofDropped(dropped, span));
        continue;
      }
      const near = suggestions++ < MOST_SUGGESTIONS ? nearDirectives(section, name) : [];
      const hint = near[0] ? ` Did you mean ${near[0]}=?` : '';
      report({
        span,
        message: `systemd ignores this line: it knows no ${name}= in [${section}].${hint}`,
        fixes: () =>
          near.map((candidate) => ({
            title: `Write “${candidate}=”`,
            edits: [replacement(span, candidate)],
            preferred: near.length === 1,
          })),
      });
    }
  },
};

/** A name that systemd had once, with what came in its place. */
function ofDropped({ name, droppedIn, replacement: today }: DroppedDirective, span: Span): Finding {
  const advice = today ? ` Use ${today.name}=.` : '';
  return {
    span,
    tags: ['deprecated'],
    message: `systemd ignores this line: it dropped ${name}= in version ${droppedIn}.${advice}`,
    fixes: () =>
      today?.sameValue && today.section
        ? [{ title: `Write “${today.name}=”`, edits: [replacement(span, today.name)], preferred: true }]
        : [],
  };
}

/** Documented names before those that only old units use. */
function nearDirectives(section: string, name: string): string[] {
  const candidates = directivesOf(section).filter((candidate) => candidate.page !== undefined && !candidate.removed);
  return nearest(
    name,
    candidates.map((candidate) => candidate.name),
  );
}
