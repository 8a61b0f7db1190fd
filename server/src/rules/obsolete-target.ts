import type { Rule } from './rule.ts';

/** Units that systemd had once and dropped (see its NEWS), and what to know instead. */
const OBSOLETE: Readonly<Record<string, string>> = {
  'syslog.target': 'the journal takes messages from the start, and nothing has to wait for it',
  'mail-transfer-agent.target': 'name the unit of the mail server that you need',
};

const DEPENDENCIES = new Set(['unit_deps', 'strv', 'obsolete_unit_deps']);

export const rule: Rule = {
  code: 'obsolete-target',
  category: 'advice',
  severity: 'hint',
  summary: 'A target that systemd no longer has',
  explanation: `Old tutorials order services after \`syslog.target\`. systemd dropped that target long ago: the journal is there
before any ordinary service. The line does no harm and has no effect.`,
  bad: [
    {
      text: '[Unit]\nAfter=syslog.target network.target\n      ^^^^^^^^^^^^^ obsolete-target\n',
      fixed: '[Unit]\nAfter=network.target\n',
    },
    {
      text: '[Unit]\nAfter=syslog.target\n      ^^^^^^^^^^^^^ obsolete-target\nAfter=network.target\n',
      fixed: '[Unit]\nAfter=network.target\n',
    },
  ],
  good: [{ text: '[Unit]\nAfter=network.target\n' }],
  check(file, report) {
    for (const { assignment, directive } of file.settings) {
      if (!directive || !DEPENDENCIES.has(directive.parser)) continue;
      const { value } = assignment;
      if (!value.value.includes('.target')) continue;
      for (const match of value.value.matchAll(/\S+/g)) {
        const reason = OBSOLETE[match[0]];
        if (reason === undefined) continue;
        const isAlone = match[0].length === value.length;
        // With the blanks behind it, or before it where it is the last word.
        let start = match.index;
        let end = match.index + match[0].length;
        while (end < value.length && /\s/.test(value.value[end]!)) end++;
        if (end === value.length) while (start > 0 && /\s/.test(value.value[start - 1]!)) start--;
        const edit = isAlone
          ? { start: assignment.start, end: assignment.end, text: '' }
          : { ...value.span(start, end), text: '' };
        report({
          span: value.span(match.index, match.index + match[0].length),
          tags: ['unnecessary'],
          message: `systemd has no ${match[0]} any more: ${reason}.`,
          fixes: () => [{ title: `Take ${match[0]} out`, edits: [edit], preferred: true }],
        });
      }
    }
  },
};
