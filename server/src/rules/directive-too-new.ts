import { knownIn } from '../catalog/lookup.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  code: 'directive-too-new',
  category: 'assignment',
  severity: 'error',
  summary: 'A directive that the target version does not know yet',
  explanation: `The setting \`unitwright.systemdVersion\` (\`--systemd-version\` on the command line) names the systemd that the unit
must run on. Older versions skip a line whose directive came later. Where the newer directive is only an addition, the
line does no harm there; it just has no effect.`,
  systemd: {
    prints: "Unknown key 'RestartSteps' in section [Service], ignoring.",
    source: 'src/shared/conf-parser.c: next_assignment',
  },
  bad: [
    {
      version: 252,
      text: `[Service]
ExecStart=/usr/bin/shop
RestartSteps=5
^^^^^^^^^^^^ directive-too-new 254
`,
    },
  ],
  good: [
    { version: 254, text: '[Service]\nExecStart=/usr/bin/shop\nRestartSteps=5\n' },
    { text: '[Service]\nExecStart=/usr/bin/shop\nRestartSteps=5\n' },
  ],
  check(file, report) {
    const { version } = file.target;
    for (const { assignment, directive } of file.settings) {
      if (!directive || knownIn(directive, version)) continue;
      const since = directive.since === undefined ? '' : ` It came with systemd ${directive.since}.`;
      report({
        span: assignment.name.span(),
        message: `systemd ${version} ignores this line: it does not know ${directive.name}= yet.${since}`,
      });
    }
  },
};
