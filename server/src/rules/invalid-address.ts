import { valueRule } from './value-problems.ts';

export const rule = valueRule({
  code: 'invalid-address',
  severity: 'error',
  summary: 'A socket or network address that systemd does not take',
  explanation: `A socket listens on an absolute path, \`@name\` (an abstract socket), a port, \`IPv4:port\`, \`[IPv6]:port\` or
\`vsock:CID:port\`; networks are written \`10.0.0.0/8\`. systemd skips the line.`,
  systemd: {
    prints: "Failed to parse address value in 'ListenStream=localhost:80', ignoring: Invalid argument",
    source: 'src/shared/socket-address-util.c: socket_address_parse',
  },
  bad: [{ path: 'shop.socket', text: '[Socket]\nListenStream=localhost:80\n             ^^^^^^^^^ invalid-address\n' }],
  good: [{ path: 'shop.socket', text: '[Socket]\nListenStream=127.0.0.1:80\nListenStream=/run/shop.sock\n' }],
});
