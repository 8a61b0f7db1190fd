import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'invalid-command',
  severity: 'error',
  summary: 'A command that systemd cannot run',
  explanation: `A command line begins with a program: its absolute path, or a plain name. systemd refuses the unit for anything else, and
skips a line that it cannot take apart.`,
  systemd: {
    prints: 'Executable name in ExecStart= is a relative path',
    source: 'src/core/load-fragment.c: config_parse_exec',
  },
  bad: [{ text: '[Service]\nExecStart=bin/shop\n          ^^^^^^^^ invalid-command\n' }],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop --port 8000\nExecStop=-kill $MAINPID\n' }],
});
