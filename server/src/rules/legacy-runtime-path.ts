import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'legacy-runtime-path',
  severity: 'warning',
  summary: 'A path below /var/run',
  explanation: `\`/var/run\` is a link to \`/run\` since long ago. systemd writes the path anew and asks to do so in the file.`,
  systemd: {
    prints:
      'PIDFile= references a path below legacy directory /var/run/, updating /var/run/shop.pid → /run/shop.pid; please update the unit file accordingly.',
    source: 'src/core/load-fragment.c: patch_var_run',
  },
  bad: [
    {
      text: '[Service]\nType=forking\nExecStart=/usr/bin/shop\nPIDFile=/var/run/shop.pid\n        ^^^^^^^^^^^^^^^^^ legacy-runtime-path\n',
      fixed: '[Service]\nType=forking\nExecStart=/usr/bin/shop\nPIDFile=/run/shop.pid\n',
    },
  ],
  good: [{ text: '[Service]\nType=forking\nExecStart=/usr/bin/shop\nPIDFile=/run/shop.pid\n' }],
});
