import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'kill-mode-none',
  severity: 'warning',
  summary: 'Processes that are never stopped',
  explanation: `With \`KillMode=none\` systemd stops nothing but what \`ExecStop=\` stops, and forgets the processes that are left. systemd
warns of it and will drop it. \`mixed\` sends the signal to the main process alone and cleans up at the end.`,
  systemd: {
    prints: 'Unit uses KillMode=none. This is unsafe, …',
    source: 'src/core/load-fragment.c: config_parse_kill_mode',
  },
  bad: [{ text: '[Service]\nExecStart=/usr/bin/shop\nKillMode=none\n         ^^^^ kill-mode-none\n' }],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nKillMode=mixed\n' }],
});
