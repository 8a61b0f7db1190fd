import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'ineffective-for-type',
  severity: 'error',
  summary: 'A setting that systemd ignores in this type of unit',
  explanation: `The directive exists for this type of unit, because several types share a list of directives, and has no place in it.
systemd skips the line.`,
  systemd: {
    prints: 'ManagedOOMSwap= is not supported for this unit type, ignoring.',
    source: 'src/core/load-fragment.c: config_parse_managed_oom_mode',
  },
  bad: [
    {
      path: 'srv-data.mount',
      text: '[Mount]\nWhat=/dev/sda1\nWhere=/srv/data\nManagedOOMSwap=kill\n               ^^^^ ineffective-for-type\n',
    },
  ],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nManagedOOMSwap=kill\n' }],
});
