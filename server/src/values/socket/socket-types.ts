import { isLongerThan } from '../../syntax/lines.ts';
import type { Text } from '../../syntax/text.ts';
import { quoted } from '../common/items.ts';
import { expandSpecifiers, specifierProblem } from '../common/specifiers.ts';
import { isAbsolutePath, PATH_MAX, pathFault, simplifyPath, withoutLegacyRuntime } from '../path/path.ts';
import type { Context, Problem, Suggestion, ValueType } from '../value-type.ts';
import { isValidInterfaceName } from './interface-name.ts';
import { type AddressFault, NETLINK_FAMILIES, parseNetlinkAddress, parseSocketAddress } from './socket-address.ts';
import { describeAddress } from './socket-description.ts';

/** What a socket unit listens on (`src/core/load-fragment.c: config_parse_socket_listen`). */
const socketListen: ValueType = {
  check(value, context) {
    if (value.length === 0) return [];
    if (value.length > LONGEST) return [addressProblem(value, context, whole(value.value, 'It is too long.'))];
    const { value: text, unknownAt } = expandSpecifiers(value.value, 'unit', context);
    if (unknownAt !== undefined) return [specifierProblem(value, 0, unknownAt, context)];
    if (isLongerThan(text, PATH_MAX - 1)) return [addressProblem(value, context, whole(text, 'It is too long.'))];
    if (context.argument !== 'SOCKET_SOCKET') return checkPath(value, text, context);
    if (context.directive === 'ListenNetlink') {
      const parsed = parseNetlinkAddress(text);
      return 'fault' in parsed ? [addressProblem(value, context, parsed.fault, text)] : [];
    }
    return checkSocket(value, text, context);
  },
  complete(value, offset, context) {
    return context.argument === 'SOCKET_SOCKET'
      ? context.directive === 'ListenNetlink'
        ? netlinkFamilies(value, offset)
        : shapesOf(value, context)
      : [];
  },
  describe(value, _offset, context) {
    if (value.length > PATH_MAX) return undefined;
    const { value: text, unknownAt } = expandSpecifiers(value.value, 'unit', context);
    if (unknownAt !== undefined || text === '') return undefined;
    const described = describeAddress(text, value.value, context);
    return described === undefined ? undefined : { start: 0, end: value.length, text: described };
  },
};

/** Longer values are too long for a path whatever their specifiers become, and are not looked at. */
const LONGEST = 16 * PATH_MAX;

/** Pipes, message queues, USB functions and what else is opened by its path. */
function checkPath(value: Text, text: string, context: Context): Problem[] {
  const nonApi = context.argument !== 'SOCKET_SPECIAL';
  const fault = pathFault(text, { absolute: true, nonApi, version: context.version });
  if (fault !== undefined) {
    return [
      {
        code: 'invalid-path',
        start: 0,
        end: value.length,
        message: `systemd ignores this line: ${context.directive}= takes an absolute path, and with ${quoted(text)} ${fault}.`,
        ...(fault.startsWith('it has to start') && /^\w[^\s:]*$/.test(value.value)
          ? { instead: [`/${value.value}`] }
          : {}),
      },
    ];
  }
  return context.argument === 'SOCKET_FIFO'
    ? legacyPath(value, simplifyPath(text, false, context.version), context).problems
    : [];
}

function checkSocket(value: Text, text: string, context: Context): Problem[] {
  const legacy = isAbsolutePath(text) ? legacyPath(value, text, context) : { problems: [], path: text };
  const parsed = parseSocketAddress(legacy.path, context.version);
  if ('fault' in parsed) return [...legacy.problems, addressProblem(value, context, parsed.fault, legacy.path)];
  if (context.directive === 'ListenSequentialPacket' && parsed.address.family !== 'unix') {
    const advice = 'Only sockets in the file system and abstract ones keep packets in sequence.';
    return [addressProblem(value, context, whole(text, advice))];
  }
  return legacy.problems;
}

/** What systemd says of a path below `/var/run`, and the path that it makes of it (`patch_var_run`). */
function legacyPath(value: Text, path: string, context: Context): { problems: Problem[]; path: string } {
  const today = belowRun(path);
  if (today === undefined) return { problems: [], path };
  // What is written may have specifiers in it, which the path has not.
  const written = belowRun(value.value);
  return {
    problems: [
      {
        code: 'legacy-runtime-path',
        start: 0,
        end: value.length,
        message: `systemd takes ${quoted(today)} for ${context.directive}=: /var/run is the old name of /run. Write it so.`,
        ...(written === undefined ? {} : { instead: [written] }),
      },
    ],
    path: today,
  };
}

/** `/run/…` for a path below `/var/run`, the rest as it is: its length counts. */
function belowRun(path: string): string | undefined {
  if (withoutLegacyRuntime(path) === undefined) return undefined;
  return path.replace(/^\/(?:\.?\/)*var\/(?:\.?\/)*run(?:\/(?:\.?\/)*|$)/, '/run/');
}

/** A problem of the address; where specifiers were replaced, all of the value is marked. */
function addressProblem(value: Text, context: Context, fault: AddressFault, text = value.value): Problem {
  const isAsWritten = text === value.value;
  const message = `systemd ignores this line: ${quoted(text)} is not an address for ${context.directive}=. ${fault.advice}`;
  if (!isAsWritten) return { code: 'invalid-address', start: 0, end: value.length, message };
  const { start, end, instead } = fault;
  return { code: 'invalid-address', start, end, message, ...(instead ? { instead } : {}) };
}

function whole(text: string, advice: string): AddressFault {
  return { start: 0, end: text.length, advice };
}

/** Forms of addresses: what they look like, to be changed. */
function shapesOf(value: Text, context: Context): Suggestion[] {
  const stem = (context.unitName ?? 'myapp.socket').replace(/@?\.socket$/, '').replace(/[^\w.-]/g, '') || 'myapp';
  const unix: [string, string][] = [
    [`/run/${stem}.sock`, 'a socket in the file system'],
    [`@${stem}`, 'an abstract socket, without a file'],
    [`%t/${stem}.sock`, 'in the runtime directory, of the user too'],
  ];
  const others: [string, string][] = [
    ['8080', 'a port of all addresses'],
    ['127.0.0.1:8080', 'only from this machine, IPv4'],
    ['[::1]:8080', 'only from this machine, IPv6'],
    ['0.0.0.0:8080', 'all IPv4 addresses'],
    ['[::]:8080', 'all addresses, as one socket'],
    ['vsock::1234', 'from the host of a virtual machine, or its guests'],
  ];
  const shapes =
    context.directive === 'ListenSequentialPacket' ? unix : [...others.slice(0, 3), ...unix, ...others.slice(3)];
  return shapes.map(([label, detail]) => ({ label, kind: 'word', start: 0, end: value.length, detail }));
}

/** Words of netlink families; nothing behind them, where a number stands. */
function netlinkFamilies(value: Text, offset: number): Suggestion[] {
  const end = /^\S*/.exec(value.value)![0].length;
  if (offset > end) return [];
  return NETLINK_FAMILIES.map((label) => ({ label, kind: 'word', start: 0, end }));
}

/** The interface that a socket belongs to (`src/core/load-fragment.c: config_parse_socket_bindtodevice`). */
const bindToDevice: ValueType = {
  check(value, context) {
    if (value.length === 0 || value.value === '*') return [];
    // Before version 258 no specifiers were replaced.
    const { value: name, unknownAt } =
      context.version <= 257 || value.length > LONGEST
        ? { value: value.value, unknownAt: undefined }
        : expandSpecifiers(value.value, 'unit', context);
    if (unknownAt !== undefined) return [specifierProblem(value, 0, unknownAt, context)];
    if (isValidInterfaceName(name)) return [];
    return [
      {
        code: 'invalid-name',
        start: 0,
        end: value.length,
        message: `systemd ignores this line: no network interface can be called ${quoted(name)}. ${context.directive}= takes one name of up to 15 letters.`,
      },
    ];
  },
  complete(value) {
    return [
      { label: 'lo', kind: 'word', start: 0, end: value.length, detail: 'the loopback interface' },
      { label: 'eth0', kind: 'word', start: 0, end: value.length, detail: 'an interface by its name' },
    ];
  },
};

/** systemd's parser → value type. */
export const SOCKET_TYPES: Readonly<Record<string, ValueType>> = {
  socket_listen: socketListen,
  socket_bindtodevice: bindToDevice,
};
