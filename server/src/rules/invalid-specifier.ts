import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'invalid-specifier',
  severity: 'error',
  summary: 'A specifier that does not exist',
  explanation: `\`%\` and a letter stand for something that systemd puts in: \`%i\` for the instance, \`%t\` for the runtime directory. It knows no
specifier of this letter here and skips the line. A percent sign as such is written \`%%\`.`,
  systemd: {
    prints: "Failed to resolve unit specifiers in '/srv/%Q', ignoring: Invalid slot",
    source: 'src/shared/specifier.c: specifier_printf',
  },
  bad: [
    { text: '[Unit]\nDescription=100%Q\n               ^^ invalid-specifier\n', fixed: '[Unit]\nDescription=100%%Q\n' },
  ],
  good: [{ text: '[Unit]\nDescription=Shop %i at 100%%\n' }],
});
