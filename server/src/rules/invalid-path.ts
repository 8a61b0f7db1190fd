import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'invalid-path',
  severity: 'error',
  summary: 'A path that systemd does not take',
  explanation: `Most directives want absolute paths, without \`..\` in them; there is no shell, so \`~\` and \`$HOME\` mean nothing (write \`%h\`
in units of the user manager). systemd skips the line or the path; where the path matters too much, it refuses the unit.`,
  systemd: {
    prints: 'ReadWritePaths= path is not absolute, ignoring: data',
    source: 'src/shared/parse-helpers.c: path_simplify_and_warn',
  },
  bad: [{ text: '[Service]\nExecStart=/usr/bin/shop\nReadWritePaths=data\n               ^^^^ invalid-path\n' }],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nReadWritePaths=-/srv/shop %t/shop\n' }],
});
