import type { Setting, UnitFile } from '../units/unit-file.ts';
import { lineAbove } from './edits.ts';
import type { Fix, Rule } from './rule.ts';
import { isOnlyForEnable, judgedValues } from './value-problems.ts';

export const rule: Rule = {
  code: 'inline-comment',
  category: 'assignment',
  severity: 'warning',
  summary: 'A comment behind a value',
  explanation: `In unit files a comment is a line of its own that starts with \`#\` or \`;\`. Behind a value, \`#\` is part of the value:
a program gets the words of the comment as arguments, and a word or number is refused. Where systemd refuses the line
for it, this is an error.`,
  systemd: { source: 'src/shared/conf-parser.c: config_parse' },
  bad: [
    {
      text: `[Service]
ExecStart=/usr/bin/shop --port 8000 # behind nginx
                                    ^^^^^^^^^^^^^^ inline-comment
`,
      fixed: `[Service]
# behind nginx
ExecStart=/usr/bin/shop --port 8000
`,
    },
    {
      text: '[Service]\nRestart=always # it crashes\n               ^^^^^^^^^^^^ inline-comment ignores this line\n',
      fixed: '[Service]\n# it crashes\nRestart=always\n',
    },
  ],
  good: [
    {
      text: `[Unit]
Description=Printer #2
[Service]
# behind nginx
ExecStart=/bin/sh -c "shop --port 8000 # the shell takes this for a comment"
`,
    },
  ],
  check(file, report) {
    for (const { setting, inlineComment, refusedForComment } of judgedValues(file)) {
      if (inlineComment === undefined) continue;
      const { value, name } = setting.assignment;
      report({
        span: value.span(inlineComment),
        severity: refusedForComment && !isOnlyForEnable(setting) ? 'error' : 'warning',
        message: refusedForComment
          ? `systemd ignores this line: it takes the comment as part of the value. Put it on a line of its own.`
          : `systemd takes this for a part of ${name.value}=, not for a comment. Put it on a line of its own.`,
        fixes: () => fix(file, setting, inlineComment),
      });
    }
  },
};

function fix(file: UnitFile, { assignment }: Setting, inlineComment: number): Fix[] {
  const { value } = assignment;
  let end = inlineComment;
  while (end > 0 && /\s/.test(value.value[end - 1]!)) end--;
  const comment = value.value.slice(inlineComment).replace(/^(?:\/\/|#|;)\s*/, '# ');
  return [
    {
      title: 'Put the comment on a line of its own',
      edits: [lineAbove(file.tree, assignment, comment), { ...value.span(end), text: '' }],
      preferred: true,
    },
  ];
}
