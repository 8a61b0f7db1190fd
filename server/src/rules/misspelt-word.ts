import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'misspelt-word',
  severity: 'warning',
  summary: 'A word that systemd takes in silence and that does nothing',
  explanation: `systemd accepts the line without a word, because it cannot know every name of every kernel, or because it looks at it only
when the unit starts; but there is no such thing. A misspelt capability has no effect, and a condition with a misspelt
word never holds, so that the unit is never started.`,
  systemd: { source: 'src/core/load-fragment.c: config_parse_capability_set' },
  bad: [
    {
      text: '[Service]\nExecStart=/usr/bin/shop\nAmbientCapabilities=CAP_NET_BIND\n                    ^^^^^^^^^^^^ misspelt-word\n',
    },
  ],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nAmbientCapabilities=CAP_NET_BIND_SERVICE\n' }],
});
