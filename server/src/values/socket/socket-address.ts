/** Addresses that sockets listen on (`src/shared/socket-netlink.c`, `src/basic/socket-util.c`). */
import { isLongerThan } from '../../syntax/lines.ts';
import { extractFirstWord } from '../common/extract-word.ts';
import { parseUnsigned } from '../number/number.ts';
import { parseInet, parseInet6 } from '../security/ip-address.ts';
import { isValidInterfaceName } from './interface-name.ts';

/** An address, taken apart. */
export type SocketAddress =
  /** A socket in the file system, or with `isAbstract` a name that only the kernel knows (without its `@`). */
  | { readonly family: 'unix'; readonly path: string; readonly isAbstract: boolean }
  /** A port of all addresses. */
  | { readonly family: 'port'; readonly port: number }
  | {
      readonly family: 'ipv4' | 'ipv6';
      readonly address: string;
      readonly port: number;
      /** Name or number of an interface; must exist when the unit is loaded. */
      readonly scope: string | undefined;
    }
  /** `cid` is undefined for any. */
  | { readonly family: 'vsock'; readonly cid: number | undefined; readonly port: number }
  | { readonly family: 'netlink'; readonly name: string; readonly group: number };

/** What is wrong with an address: the part at fault (UTF-16 offsets), and a sentence on what to write. */
export interface AddressFault {
  readonly start: number;
  readonly end: number;
  readonly advice: string;
  readonly instead?: readonly string[];
}

export type ParsedAddress = { readonly address: SocketAddress } | { readonly fault: AddressFault };

/** `sizeof(sockaddr_un.sun_path)` counts the NUL behind the path. */
const UNIX_PATH_MAX = 107;

/**
 * An address as `ListenStream=` takes it (`socket_address_parse`). Interfaces are taken to be there.
 *
 * @param text with specifiers replaced
 * @param version of systemd: old ones know no words in VSOCK addresses
 */
export function parseSocketAddress(text: string, version: number): ParsedAddress {
  if (text.startsWith('/') || text.startsWith('@')) return parseUnix(text);
  const vsock = (version <= 252 ? /^vsock:/ : /^vsock(?:-dgram|-seqpacket|-stream)?:/).exec(text);
  if (vsock) return parseVsock(text, vsock[0].length, version);
  const port = parsePort(text);
  if (port !== undefined) return { address: { family: 'port', port } };
  return parseIp(text);
}

/** `sockaddr_un_set_path` */
function parseUnix(text: string): ParsedAddress {
  const isAbstract = text.startsWith('@');
  if (text.length < 2) {
    return faultOf(text, isAbstract ? 'Write a name behind the “@”.' : 'Write the path of the socket.');
  }
  if (isLongerThan(text, UNIX_PATH_MAX)) {
    return faultOf(text, `A socket's path may be ${UNIX_PATH_MAX} bytes long, no more.`);
  }
  return { address: { family: 'unix', path: isAbstract ? text.slice(1) : text, isAbstract } };
}

/** `socket_address_parse_vsock` */
function parseVsock(text: string, from: number, version: number): ParsedAddress {
  const colon = text.indexOf(':', from);
  if (colon < 0) {
    return faultOf(text, 'A VSOCK address is “vsock:CID:PORT”, where the CID may be empty for any.', from);
  }
  const portText = text.slice(colon + 1);
  const port = parseUnsigned(portText);
  if (port === undefined || (version > 252 && port === 0xffffffff)) {
    return faultOf(text, 'The port of a VSOCK address is a number below 4294967295.', colon + 1);
  }
  const cidText = text.slice(from, colon);
  if (cidText === '') return { address: { family: 'vsock', cid: undefined, port } };
  if (version > 252 && (cidText === 'any' || cidText === '-1')) {
    return { address: { family: 'vsock', cid: undefined, port } };
  }
  const cid = (version > 252 ? CIDS[cidText] : undefined) ?? parseUnsigned(cidText);
  if (cid === undefined) {
    const words = version > 252 ? ', or one of any, hypervisor, local, host' : '';
    return {
      fault: {
        start: from,
        end: colon,
        advice: `The CID of a VSOCK address is a number${words}; empty means any.`,
      },
    };
  }
  return { address: { family: 'vsock', cid: cid === 0xffffffff ? undefined : cid, port } };
}

/** `vsock_parse_cid` */
const CIDS: Readonly<Record<string, number>> = { __proto__: null as never, hypervisor: 0, local: 1, host: 2 };

function isInet(text: string): boolean {
  return parseInet(text) !== undefined;
}

function isInet6(text: string): boolean {
  return parseInet6(text) !== undefined;
}

/** `src/basic/parse-util.c: parse_ip_port` */
function parsePort(text: string): number | undefined {
  if (text.length > 64 || /^[ \t\n\r]/.test(text)) return undefined;
  const port = parseUnsigned(text);
  return port !== undefined && port > 0 && port <= 65535 ? port : undefined;
}

/** `in_addr_port_ifindex_name_from_string_auto`, where a port is required */
function parseIp(text: string): ParsedAddress {
  if (text.includes('#')) return faultOf(text, 'Nothing may stand behind the port.', text.indexOf('#'));
  const percent = text.indexOf('%');
  const scope = percent < 0 ? undefined : text.slice(percent + 1);
  if (scope !== undefined && !isValidInterfaceName(scope, { alternative: true, numeric: true })) {
    return faultOf(text, 'Behind “%%” stands the name or number of an interface.', percent);
  }
  const place = percent < 0 ? text : text.slice(0, percent);
  const colon = place.lastIndexOf(':');
  if (colon < 0) return faultOf(text, adviceWithoutColon(place), 0, place.length, insteadWithoutColon(place));

  const host = place.slice(0, colon);
  const isBracketed = place.startsWith('[');
  const bare = isBracketed && place.endsWith(']') ? place.slice(1, -1) : place;
  if (isInet6(bare)) {
    const advice = 'A port is missing; write “[ADDRESS]:PORT”.';
    return faultOf(text, advice, 0, place.length, [`[${bare}]:80`]);
  }
  const address = isBracketed ? host.slice(1, -1) : host;
  const isAddress = isBracketed ? host.endsWith(']') && isInet6(address) : isInet(address);
  if (!isAddress) return faultOf(text, adviceForHost(host), 0, colon, insteadOfHost(host, place.slice(colon + 1)));
  const port = parsePort(place.slice(colon + 1));
  if (port === undefined) return faultOf(text, 'A port is a number from 1 to 65535.', colon + 1, place.length);
  return { address: { family: isBracketed ? 'ipv6' : 'ipv4', address, port, scope } };
}

function adviceWithoutColon(text: string): string {
  if (/^[+-]?[0-9]+$/.test(text)) return 'A port is a number from 1 to 65535.';
  if (isInet(text) || text.startsWith('[')) return 'A port is missing; write “ADDRESS:PORT”.';
  return 'Write a port, an address with a port, a path that starts with “/”, or a name that starts with “@”.';
}

function insteadWithoutColon(text: string): readonly string[] {
  return !text.includes('/') || /^[a-z]+:/.test(text) || /[\s%]/.test(text) ? [] : [`/${text}`];
}

function adviceForHost(host: string): string {
  if (host === '' || host === '*') return 'For all addresses, write the port alone.';
  if (host.startsWith('[') && !host.endsWith(']')) return 'The bracket has to be closed before the colon of the port.';
  if (host.startsWith('[')) return `“${host.slice(1, -1)}” is not an IPv6 address.`;
  if (isInet6(host)) return 'An IPv6 address before a port stands in brackets.';
  if (/^[0-9.]+$/.test(host)) return 'An IPv4 address is four numbers from 0 to 255.';
  if (host.includes('/')) return 'A path has to start with “/”.';
  return 'Names of hosts are not looked up: write an address in numbers.';
}

/** What may stand in place of the host, its colon not included. */
function insteadOfHost(host: string, port: string): readonly string[] {
  if (host === '' || host === '*') return /^[0-9]+$/.test(port) ? ['0.0.0.0', '[::]'] : [];
  if (host === 'localhost') return ['127.0.0.1', '[::1]'];
  return isInet6(host) ? [`[${host}]`] : [];
}

/** `netlink_family_table`; other families are given as numbers. */
export const NETLINK_FAMILIES: readonly string[] = [
  'route',
  'firewall',
  'inet-diag',
  'nflog',
  'xfrm',
  'selinux',
  'iscsi',
  'audit',
  'fib-lookup',
  'connector',
  'netfilter',
  'ip6-fw',
  'dnrtmsg',
  'kobject-uevent',
  'generic',
  'scsitransport',
  'ecryptfs',
  'rdma',
];

/** A netlink family and a multicast group (`socket_address_parse_netlink`). */
export function parseNetlinkAddress(text: string): ParsedAddress {
  const word = extractFirstWord(text, 0);
  if (word === 'invalid' || !word) return faultOf(text, 'Write the name of a netlink family.');
  if (!NETLINK_FAMILIES.includes(word.value)) {
    const number = parseUnsigned(word.value);
    if (number === undefined || number > 0x7fffffff) {
      return faultOf(text, 'There is no such netlink family.', word.start, word.end);
    }
  }
  if (word.next === undefined) return { address: { family: 'netlink', name: word.value, group: 0 } };
  const group = parseUnsigned(text.slice(word.next));
  if (group === undefined) {
    return faultOf(text, 'Behind the family stands the number of a multicast group.', word.next);
  }
  return { address: { family: 'netlink', name: word.value, group } };
}

function faultOf(
  text: string,
  advice: string,
  start = 0,
  end = text.length,
  instead?: readonly string[],
): { readonly fault: AddressFault } {
  return { fault: { start, end, advice, ...(instead && instead.length > 0 ? { instead } : {}) } };
}
