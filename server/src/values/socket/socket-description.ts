/** What a socket listens on, in words. */

import { code } from '../common/markdown.ts';
import { simplifyPath } from '../path/path.ts';
import { parseAddress } from '../security/ip-address.ts';
import type { Context } from '../value-type.ts';
import { parseNetlinkAddress, parseSocketAddress, type SocketAddress } from './socket-address.ts';

/**
 * An address of a `Listen…=` line taken apart, as Markdown; undefined where it is not valid.
 *
 * @param text with specifiers replaced
 * @param written as it stands in the file
 */
export function describeAddress(text: string, written: string, context: Context): string | undefined {
  const kind = BY_PATH[context.argument ?? ''];
  if (kind !== undefined)
    return text.startsWith('/') ? sheet(kind, pathRows(simplifyPath(text), written, context)) : undefined;
  const parsed =
    context.directive === 'ListenNetlink' ? parseNetlinkAddress(text) : parseSocketAddress(text, context.version);
  return 'fault' in parsed ? undefined : describe(parsed.address, written, context);
}

/** A path, and what becomes of its specifiers, where that can be told. */
function pathRows(path: string, written: string, { unitName }: Context): Rows {
  if (!written.includes('%')) return [['Path', code(path)]];
  const hasInstance = unitName !== undefined && /@[^.]/.test(unitName);
  const isOpen = /%[iIfjJ]/.test(written.replaceAll('%%', '')) && !hasInstance;
  return isOpen ? [['Path', code(written)]] : [['Path', `${code(written)}, here ${code(path)}`]];
}

const BY_PATH: Readonly<Record<string, string>> = {
  __proto__: null as never,
  SOCKET_FIFO: 'Named pipe in the file system',
  SOCKET_SPECIAL: 'Device or file of the kernel',
  SOCKET_MQUEUE: 'POSIX message queue',
  SOCKET_USB_FUNCTION: 'Endpoints of a USB function',
};

type Rows = readonly (readonly [string, string])[];

function describe(address: SocketAddress, written: string, context: Context): string {
  const { directive } = context;
  const kind = directive === 'ListenStream' ? 'stream' : directive === 'ListenDatagram' ? 'datagram' : 'packet';
  // `SocketProtocol=` may replace both.
  const protocol = kind === 'stream' ? 'TCP' : 'UDP';
  switch (address.family) {
    case 'unix':
      return address.isAbstract
        ? sheet(`Local ${kind} socket without a file (AF_UNIX)`, [['Abstract name', code(address.path)]])
        : sheet(`Local ${kind} socket (AF_UNIX)`, pathRows(address.path, written, context));
    case 'port':
      return sheet(`${protocol} socket on all addresses (AF_INET6)`, [
        ['Port', code(String(address.port))],
        ['Reached over', 'IPv6, and IPv4 too unless `BindIPv6Only=` says otherwise'],
      ]);
    case 'ipv4':
    case 'ipv6': {
      const scope: Rows = address.scope === undefined ? [] : [['Interface', code(address.scope)]];
      return sheet(`${protocol} socket (${address.family === 'ipv4' ? 'AF_INET' : 'AF_INET6'})`, [
        ['Address', `${code(address.address)}${remark(address.address)}`],
        ['Port', code(String(address.port))],
        ...scope,
      ]);
    }
    case 'vsock':
      return sheet(
        `${kind === 'stream' ? 'Stream' : 'Datagram'} socket between a virtual machine and its host (AF_VSOCK)`,
        [
          ['CID', address.cid === undefined ? 'any' : `${code(String(address.cid))}${CIDS[address.cid] ?? ''}`],
          ['Port', code(String(address.port))],
        ],
      );
    case 'netlink':
      return sheet('Messages of the kernel (AF_NETLINK)', [
        ['Family', `${code(address.name)}${FAMILIES[address.name] ?? ''}`],
        ['Multicast groups', address.group === 0 ? 'none' : code(String(address.group))],
      ]);
  }
}

const CIDS: Readonly<Record<number, string>> = {
  0: ' – the hypervisor',
  1: ' – this machine itself',
  2: ' – the host',
};

const FAMILIES: Readonly<Record<string, string>> = {
  __proto__: null as never,
  route: ' – links, addresses, routes',
  audit: ' – the audit system',
  'kobject-uevent': ' – events of devices',
  netfilter: ' – the packet filter',
  nflog: ' – the log of the packet filter',
  generic: ' – generic netlink',
  selinux: ' – events of SELinux',
  connector: ' – the connector of the kernel, such as process events',
  'inet-diag': ' – queries about sockets',
};

/** What is special about an address. */
function remark(text: string): string {
  const { family, bytes } = parseAddress(text) ?? { family: 'inet', bytes: [] };
  const [first = 0, second = 0] = bytes;
  const isZero = bytes.slice(0, -1).every((byte) => byte === 0);
  if (family === 'inet6') {
    if (isZero && bytes.at(-1) === 0) return ' – all IPv6 addresses, and IPv4 unless `BindIPv6Only=` says otherwise';
    if (isZero && bytes.at(-1) === 1) return ' – this machine only';
    if (first === 0xfe && second >> 6 === 2) return ' – link-local';
    if (first === 0xff) return ' – a multicast group';
    return (first & 0xfe) === 0xfc ? ' – private' : '';
  }
  if (isZero && bytes.at(-1) === 0) return ' – all IPv4 addresses';
  if (first === 127) return ' – this machine only';
  if (first === 169 && second === 254) return ' – link-local';
  if (first >= 224 && first < 240) return ' – a multicast group';
  const isPrivate = first === 10 || (first === 192 && second === 168) || (first === 172 && second >> 4 === 1);
  return isPrivate ? ' – private' : '';
}

function sheet(title: string, rows: Rows): string {
  return `**${title}**\n\n${rows.map(([name, value]) => `- ${name}: ${value}`).join('\n')}`;
}
