/** Lists of system calls (`src/core/load-fragment.c: config_parse_syscall_filter`, `config_parse_syscall_log`). */

import {
  adviceOn,
  type Item,
  itemAt,
  type ListGrammar,
  type Offer,
  placeOf,
  problemsOf,
  shown,
  wordsBeside,
} from '../common/item-list.ts';
import type { Context, Problem, Suggestion, ValueType } from '../value-type.ts';
import { describeErrno, errnoOffers, errnosLike, parseErrnoOrKill } from './errno.ts';
import {
  type CallGroup,
  callGroups,
  callsOf,
  EVERYTHING,
  groupsWith,
  isGroupOfAnyVersion,
  systemCalls,
} from './syscalls.ts';

// Quotes are characters like any other here.
const GRAMMAR: ListGrammar = { flags: {}, tilde: true };

/** Calls and groups; in a list of refused ones each may have an error: `~@clock:EPERM`. */
export const syscallFilter: ValueType = callList({ withErrors: true });

/** Calls and groups. */
export const syscallLog: ValueType = callList({ withErrors: false });

function callList({ withErrors }: { withErrors: boolean }): ValueType {
  return {
    check(value, context) {
      const { inverted } = placeOf(value, context, GRAMMAR);
      return problemsOf(value, GRAMMAR, (item) => {
        const colon = withErrors ? item.value.indexOf(':') : -1;
        if (colon < 0) return nameProblem(item, context);
        return errorProblem(item, colon, inverted) ?? nameProblem(partOf(item, 0, colon), context);
      });
    },
    complete(value, offset, context) {
      const item = itemAt(value.value, offset, GRAMMAR);
      const { inverted } = placeOf(value, context, GRAMMAR);
      const colon = withErrors && inverted ? item.value.indexOf(':') : -1;
      if (colon >= 0 && offset > item.start + colon) {
        return at(partOf(item, colon + 1, item.value.length), errnoOffers());
      }
      const others = wordsBeside(value.value, item, GRAMMAR);
      const name = colon < 0 ? item : partOf(item, 0, colon);
      const free = offersFor(context.version).filter((offer) => !others.has(offer.label));
      return at(name, free);
    },
    describe(value, offset, context) {
      const item = itemAt(value.value, offset, GRAMMAR);
      const colon = withErrors ? item.value.indexOf(':') : -1;
      const isError = colon >= 0 && offset > item.start + colon;
      const part = isError ? partOf(item, colon + 1, item.value.length) : colon < 0 ? item : partOf(item, 0, colon);
      const text = isError ? describeErrno(part.value) : describeCall(part.value, context.version);
      return text === undefined || part.start === part.end ? undefined : { start: part.start, end: part.end, text };
    },
  };
}

/** A part of a word; the whole place of the word where backslashes keep it from being found. */
function partOf({ value, start, end }: Item, from: number, to: number): Item {
  const isPlain = value.length === end - start;
  return {
    value: value.slice(from, to),
    start: isPlain ? start + from : start,
    end: isPlain ? start + to : end,
  };
}

function at({ start, end }: Item, offers: readonly Offer[]): Suggestion[] {
  return offers.map((offer) => ({ ...offer, start, end }));
}

/** `parse_syscall_and_errno`, and what its caller says. */
function errorProblem(item: Item, colon: number, inverted: boolean): Problem | undefined {
  const error = partOf(item, colon + 1, item.value.length);
  if (parseErrnoOrKill(error.value) === undefined) {
    const instead = errnosLike(error.value);
    const hint = instead[0] === undefined ? '' : ` Did you mean “${instead[0]}”?`;
    return {
      code: 'invalid-list-item',
      start: error.start,
      end: error.end,
      message: `systemd ignores ${shown(item.value)}: behind “:” stands the name of an error, its number (up to 4095), or kill.${hint}`,
      instead: error.start === error.end ? [] : instead,
    };
  }
  if (colon === 0) {
    return wholeItem(item, 'in front of “:” stands a system call or a group of them.');
  }
  if (!inverted) {
    return {
      ...wholeItem(item, 'only a list of refused calls, which starts with “~”, takes errors.'),
      instead: [item.value.slice(0, colon)],
    };
  }
  return undefined;
}

function wholeItem({ value, start, end }: Item, why: string): Problem {
  return { code: 'invalid-list-item', start, end, message: `systemd ignores ${shown(value)}: ${why}` };
}

/** `seccomp_parse_syscall_filter` */
function nameProblem(item: Item, { version }: Context): Problem | undefined {
  const name = item.value;
  const groups = callGroups(version);
  const isGroup = name.startsWith('@');
  if (isGroup ? groups.has(name) : systemCalls().has(name)) return undefined;
  if (isGroup && isGroupOfAnyVersion(name)) {
    return { ...wholeItem(item, `version ${version} does not know this group yet.`), code: 'word-too-new' };
  }
  const { hint, instead } = adviceOn(name, {
    isKnown: (word) => groups.has(word) || systemCalls().has(word),
    all: () => (isGroup ? groups.keys() : systemCalls()),
    prefix: '@',
  });
  const what = isGroup ? 'group of system calls' : 'system call';
  const error = name.includes(':') && systemCalls().has(name.slice(0, name.indexOf(':'))) ? ' It takes no errors.' : '';
  return { ...wholeItem(item, `there is no ${what} of this name.${error}${hint}`), instead };
}

function describeCall(name: string, version: number): string | undefined {
  const group = callGroups(version).get(name);
  if (group) return describeGroup(group, version);
  if (!systemCalls().has(name)) return undefined;
  const { named, nested } = groupsWith(name, version);
  const outer = nested.length === 0 ? '' : `, and by that in ${code(nested)}`;
  const where = named.length === 0 ? 'In no group but `@known`.' : `In ${code(named)}${outer}.`;
  return `**${name}()** · system call\n\n${where}`;
}

function describeGroup(group: CallGroup, version: number): string {
  const head = `**${group.name}** · ${callsOf(group, version).size} system calls\n\n${group.summary}`;
  return group.name === EVERYTHING ? head : `${head}\n\n${code(group.members)}`;
}

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

const cache = new Map<number, readonly Offer[]>();

function offersFor(version: number): readonly Offer[] {
  let offers = cache.get(version);
  if (!offers) {
    const groups = [...callGroups(version).values()].map(
      (group): Offer => ({
        label: group.name,
        kind: 'word',
        detail: detailOf(group, version),
        documentation: describeGroup(group, version),
      }),
    );
    const inGroup = new Map<string, string>();
    for (const { name, members } of callGroups(version).values()) {
      for (const member of members) if (!inGroup.has(member)) inGroup.set(member, name);
    }
    const calls = [...systemCalls()].map((label): Offer => {
      const group = inGroup.get(label);
      return group === undefined ? { label, kind: 'word' } : { label, kind: 'word', detail: group };
    });
    offers = [...groups, ...calls];
    cache.set(version, offers);
  }
  return offers;
}

/** `chown, fchown and 5 more` */
function detailOf(group: CallGroup, version: number): string {
  const { members } = group;
  if (members.length === 0) return `all ${callsOf(group, version).size} calls`;
  const first = members.slice(0, 3).join(', ');
  return members.length > 3 ? `${first} and ${members.length - 3} more` : first;
}
