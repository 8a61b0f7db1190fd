/** Sockets that a unit may bind: `SocketBindAllow=`, `SocketBindDeny=`. */
import { extractFirstWord } from '../common/extract-word.ts';
import { fieldsAt, LONGEST_JUDGED, wholePiece } from '../common/piece.ts';
import { parseUnsigned } from '../number/number.ts';
import type { Suggestion, ValueType } from '../value-type.ts';
import { problemAt, quoted } from './judge-path.ts';

interface BindItem {
  readonly family?: string;
  readonly protocol?: string;
  /** Undefined for all ports. */
  readonly ports?: { readonly first: number; readonly last: number };
}

/** `[ipv4:|ipv6:][tcp:|udp:]PORTS|any` (`src/core/load-fragment.c: config_parse_cgroup_socket_bind`). */
export const socketBind: ValueType = {
  check(value, context) {
    const text = value.value;
    if (text === '' || text.length > LONGEST_JUDGED || parseBindItem(text, context.version)) return [];
    const message = `systemd ignores this line: ${context.directive}= takes “any” or ports, such as “tcp:8000-8080” or “ipv6:udp:53”, not ${quoted(text)}.`;
    return [problemAt('invalid-address', wholePiece(text), message)];
  },
  complete(value, offset) {
    const { fields, index } = fieldsAt(value.value, offset);
    const { start, end } = fields[index]!;
    const before = fields.slice(0, index).map((field) => field.value.toLowerCase());
    const word = (label: string, detail: string): Suggestion => ({ label, kind: 'word', start, end, detail });
    const families = [word('ipv4:', 'only IPv4'), word('ipv6:', 'only IPv6')];
    const protocols = [word('tcp:', 'only TCP'), word('udp:', 'only UDP')];
    const hasProtocol = before.some((each) => each === 'tcp' || each === 'udp');
    if (index > 2 || before.includes('any')) return [];
    return [...(index === 0 ? families : []), ...(hasProtocol ? [] : protocols), word('any', 'all ports')];
  },
  describe(value, _offset, { version }) {
    const item = value.length < 100 ? parseBindItem(value.value, version) : undefined;
    if (!item) return undefined;
    const protocol = item.protocol?.toUpperCase() ?? 'TCP and UDP';
    const family = item.family === 'ipv4' ? 'IPv4' : item.family === 'ipv6' ? 'IPv6' : 'IPv4 and IPv6';
    const { ports } = item;
    const which = !ports
      ? 'all ports'
      : ports.first === ports.last
        ? `port ${ports.first}`
        : `ports ${ports.first} to ${ports.last}`;
    return { start: 0, end: value.length, text: `${protocol} over ${family}, ${which}.` };
  },
};

/**
 * `src/shared/parse-helpers.c: parse_socket_bind_item`: each part is optional, their order is not. Port 0 is none for
 * systemd 252.
 */
function parseBindItem(text: string, version: number): BindItem | undefined {
  let item: BindItem = {};
  const parsers: ((token: string) => BindItem | undefined)[] = [
    (token) => (token === 'ipv4' || token === 'ipv6' ? { family: token } : undefined),
    (token) => (/^(?:tcp|udp)$/i.test(token) ? { protocol: token.toLowerCase() } : undefined),
    (token) => parsePorts(token, version),
  ];
  let from: number | undefined = 0;
  while (from !== undefined && parsers.length > 0) {
    const token = extractFirstWord(text, from, { dontCoalesceSeparators: true }, ':');
    if (!token || token === 'invalid' || token.value === '') return undefined;
    let parsed: BindItem | undefined;
    while (parsers.length > 0 && !parsed) parsed = parsers.shift()!(token.value);
    if (!parsed) return undefined;
    item = { ...item, ...parsed };
    from = token.next;
  }
  return from === undefined ? item : undefined;
}

function parsePorts(token: string, version: number): BindItem | undefined {
  if (token === 'any') return {};
  const word = extractFirstWord(token, 0, { dontCoalesceSeparators: true }, '-');
  if (!word || word === 'invalid') return undefined;
  const first = parseUnsigned(word.value);
  const last = word.next === undefined ? first : parseUnsigned(token.slice(word.next));
  if (first === undefined || last === undefined || last > 65_535 || last < first) return undefined;
  return first === 0 && version <= 252 ? undefined : { ports: { first, last } };
}
