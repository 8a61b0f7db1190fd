/** Kinds of namespaces (`src/basic/namespace-util.c`, `src/shared/nsflags.c`). */
import { boolean, parseBoolean } from '../common/boolean.ts';
import { adviceOn, itemList, type ListGrammar, type Offer, shown } from '../common/item-list.ts';
import type { Problem, ValueType } from '../value-type.ts';

/** What a process in a namespace of its own has for itself. */
const KINDS: Readonly<Record<string, string>> = {
  cgroup: 'A control group tree of its own.',
  ipc: 'System V objects and POSIX message queues of its own.',
  net: 'Network interfaces, addresses, routes and ports of its own.',
  mnt: 'Mounts of its own.',
  pid: 'Process IDs of its own, which start with 1.',
  user: 'Users, groups and capabilities of its own; the way to all other kinds without being root.',
  uts: 'A host name of its own.',
  time: 'Offsets of the monotonic clocks of its own.',
};

const NAMES = Object.keys(KINDS);

/** What else people call them. */
const OTHER_NAMES: Readonly<Record<string, string>> = { mount: 'mnt', network: 'net', hostname: 'uts' };

// Quotes are characters like any other here.
const GRAMMAR: ListGrammar = { flags: {}, tilde: true };

const OFFERS: readonly Offer[] = NAMES.map((label) => ({ label, kind: 'word', documentation: KINDS[label]! }));

const list = itemList({
  ...GRAMMAR,
  judge({ value, start, end }, { context, inverted }) {
    if (Object.hasOwn(KINDS, value)) {
      const isRefused = value === 'user' && !inverted && context.directive === 'DelegateNamespaces';
      return isRefused ? userDelegated(start, end) : undefined;
    }
    const other = Object.hasOwn(OTHER_NAMES, value) ? OTHER_NAMES[value] : undefined;
    const { hint, instead } =
      other === undefined
        ? adviceOn(value, { isKnown: (word) => Object.hasOwn(KINDS, word), all: () => NAMES })
        : { hint: ` It is called “${other}” here.`, instead: [other] };
    return {
      code: 'invalid-list-item',
      start,
      end,
      message: `systemd ignores this line: ${context.directive}= takes yes, no, or kinds of namespaces (${NAMES.join(', ')}), not ${shown(value)}.${hint}`,
      instead,
    };
  },
  offers: () => OFFERS,
  describe({ value }) {
    const meaning = Object.hasOwn(KINDS, value) ? KINDS[value] : undefined;
    return meaning === undefined ? undefined : `**${value}** · kind of namespace\n\n${meaning}`;
  },
});

/** Yes, no, or a list of kinds (`config_parse_namespace_flags`; `config_parse_restrict_namespaces` up to 252). */
export const namespaceFlags: ValueType = {
  ...list,
  check(value, context) {
    if (parseBoolean(value.value) !== undefined) return [];
    return list.check(value, context);
  },
  complete(value, offset, context) {
    const words = list.complete(value, offset, context);
    const isAlone = words.every(({ start, end }) => end - start === value.length);
    return isAlone ? [...boolean.complete!(value, offset, context), ...words] : words;
  },
};

function userDelegated(start: number, end: number): Problem {
  const message = 'systemd ignores this line: the user namespace cannot be delegated. It comes with PrivateUsers=.';
  return { code: 'invalid-list-item', start, end, message };
}
