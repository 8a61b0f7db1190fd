import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'empty-value',
  severity: 'error',
  summary: 'An empty value where systemd wants one',
  explanation: `Many directives take an empty value as “back to the default”; this one does not. systemd skips the line: take it out, or
write a value.`,
  systemd: { prints: 'Failed to parse UMask=, ignoring: Invalid argument', source: 'src/core/load-fragment.c' },
  bad: [{ text: '[Service]\nExecStart=/usr/bin/shop\nBusName=\n^^^^^^^ empty-value\n' }],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nEnvironment=\n' }],
});
