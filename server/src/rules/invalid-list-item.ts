import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'invalid-list-item',
  severity: 'error',
  summary: 'An item of a list that systemd does not know',
  explanation: `The directive takes a list of words (address families, namespaces, controllers, devices …), and systemd does not know
this one. It skips the word or the line; the rest of the list counts.`,
  systemd: { prints: 'Failed to parse address family, ignoring: AF_NETLNK', source: 'src/core/load-fragment.c' },
  bad: [
    {
      text: '[Service]\nExecStart=/usr/bin/shop\nRestrictAddressFamilies=AF_INET AF_NETLNK\n                                ^^^^^^^^^ invalid-list-item\n',
      fixed: '[Service]\nExecStart=/usr/bin/shop\nRestrictAddressFamilies=AF_INET AF_NETLINK\n',
    },
  ],
  good: [{ text: '[Service]\nExecStart=/usr/bin/shop\nRestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX\n' }],
});
