/** IP addresses and prefixes (`inet_pton` of the C library, `src/basic/in-addr-util.c`). */
import { parseUnsigned } from '../number/number.ts';

export type Family = 'inet' | 'inet6';

export interface Address {
  readonly family: Family;
  /** 4 or 16 of them, in network order. */
  readonly bytes: readonly number[];
}

export interface Prefix extends Address {
  /** How many bits count: up to 32 or 128. */
  readonly bits: number;
}

/** An address of either family, IPv4 first (`in_addr_from_string_auto`). */
export function parseAddress(text: string): Address | undefined {
  return parseInet(text) ?? parseInet6(text);
}

/** Four decimal numbers without leading zeros (`inet_pton` with `AF_INET`). */
export function parseInet(text: string): Address | undefined {
  const bytes = text.length > 15 ? undefined : inetBytes(text);
  return bytes && { family: 'inet', bytes };
}

/** Groups of up to four hexadecimal digits, one `::`, an IPv4 address at the end (`inet_pton` with `AF_INET6`). */
export function parseInet6(text: string): Address | undefined {
  // Longer than eight groups, the last two written as IPv4.
  if (text.length > 45) return undefined;
  const gap = text.indexOf('::');
  const head = gap < 0 ? text : text.slice(0, gap);
  const tail = gap < 0 ? '' : text.slice(gap + 2);
  const before = head === '' && gap >= 0 ? [] : groupBytes(head, gap < 0);
  const behind = tail === '' ? [] : groupBytes(tail, true);
  if (!before || !behind) return undefined;
  const missing = 16 - before.length - behind.length;
  // A gap stands for one group at least.
  if (gap < 0 ? missing !== 0 : missing < 2) return undefined;
  return { family: 'inet6', bytes: [...before, ...new Array<number>(missing).fill(0), ...behind] };
}

/** An address, perhaps with `/` and a length (`in_addr_prefix_from_string_auto`); without it, all bits count. */
export function parsePrefix(text: string): Prefix | undefined {
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (!address) return undefined;
  const most = address.bytes.length * 8;
  const bits = slash < 0 ? most : parseUnsigned(text.slice(slash + 1));
  return bits === undefined || bits > most ? undefined : { ...address, bits };
}

/** The first and the last address of a prefix. */
export function rangeOf({ family, bytes, bits }: Prefix): { first: Address; last: Address } {
  const kept = bytes.map((_, index) => {
    const free = Math.min(8, Math.max(0, (index + 1) * 8 - bits));
    return (0xff << free) & 0xff;
  });
  return {
    first: { family, bytes: bytes.map((byte, index) => byte & kept[index]!) },
    last: { family, bytes: bytes.map((byte, index) => byte | (~kept[index]! & 0xff)) },
  };
}

/** An address as people write it: the longest row of zeros becomes `::` (RFC 5952). */
export function formatAddress({ family, bytes }: Address): string {
  if (family === 'inet') return bytes.join('.');
  const groups: string[] = [];
  for (let i = 0; i < bytes.length; i += 2) groups.push(((bytes[i]! << 8) | bytes[i + 1]!).toString(16));
  let [start, length] = [0, 1];
  for (let from = 0; from < groups.length; from++) {
    let to = from;
    while (groups[to] === '0') to++;
    if (to - from > length) [start, length] = [from, to - from];
  }
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

function inetBytes(text: string): number[] | undefined {
  const parts = text.split('.');
  const isValid =
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255);
  return isValid ? parts.map(Number) : undefined;
}

/** @param isLast an IPv4 address may stand at the end */
function groupBytes(text: string, isLast: boolean): number[] | undefined {
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    if (isLast && index === groups.length - 1 && group.includes('.')) {
      const inet = inetBytes(group);
      if (!inet) return undefined;
      bytes.push(...inet);
      continue;
    }
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
    const number = Number.parseInt(group, 16);
    bytes.push(number >> 8, number & 0xff);
  }
  return bytes.length > 16 ? undefined : bytes;
}
