/** System calls and their groups, as `SystemCallFilter=` knows them (`src/shared/seccomp-util.c`). */

import { lazily } from '../common/item-list.ts';
import data from '../data/security.json' with { type: 'json' };

/** A group of calls. */
export interface CallGroup {
  /** With the `@`. */
  readonly name: string;
  /** Calls and other groups, in systemd's order. */
  readonly members: readonly string[];
  /** One sentence on what the calls do. */
  readonly summary: string;
}

/** `@known` has all calls, and so no list of its own. */
export const EVERYTHING = '@known';

const SUMMARIES: Readonly<Record<string, string>> = {
  '@default': 'What every program needs to start, wait and end; allowed with any list of allowed calls.',
  '@aio': 'Reading and writing in the background (`io_submit`, `io_uring`).',
  '@basic-io': 'Reading, writing, seeking and closing of open files.',
  '@chown': 'Giving files to other users and groups.',
  '@clock': 'Setting of the system clock.',
  '@cpu-emulation': 'Emulation of other modes of the CPU.',
  '@debug': 'Tracing and measuring of other processes.',
  '@file-system': 'Opening, creating, renaming and deleting of files and directories.',
  '@io-event': 'Waiting for events (`poll`, `select`, `epoll`).',
  '@ipc': 'Pipes, message queues, shared memory and semaphores between processes.',
  '@keyring': 'The key store of the kernel.',
  '@memlock': 'Locking of memory so that it is not swapped out.',
  '@module': 'Loading and unloading of kernel modules.',
  '@mount': 'Mounting and unmounting of file systems, and changing of the root directory.',
  '@network-io': 'Sockets: connecting, listening, sending and receiving.',
  '@obsolete': 'Calls that are old, unused or not implemented.',
  '@pkey': 'Memory protection keys.',
  '@privileged': 'All that needs the rights of a super user.',
  '@process': 'Starting, signalling and ending of processes, and namespaces.',
  '@raw-io': 'Direct access to I/O ports and PCI devices.',
  '@reboot': 'Rebooting, and loading of another kernel.',
  '@resources': 'Changing of priorities, scheduling, CPU and memory placement, and limits.',
  '@sandbox': 'With which a program confines itself (seccomp, Landlock).',
  '@setuid': 'Changing of the user and group of the process.',
  '@signal': 'Handling of signals in the process itself.',
  '@swap': 'Turning swap on and off.',
  '@sync': 'Writing of cached files to the disk.',
  '@system-service': 'What usual services need: the place to start from.',
  '@timer': 'Alarms and timers.',
  [EVERYTHING]: 'All calls that systemd knows.',
};

/** `name!257,252` of the data: a name and the compared versions without it. */
interface Marked {
  readonly name: string;
  readonly absentIn: readonly number[];
}

const rows = lazily(() =>
  data.callGroups.map((row) => row.split(' ').map(unmark)).map(([head, ...members]) => ({ head: head!, members })),
);

function unmark(word: string): Marked {
  const [name = '', versions] = word.split('!');
  return { name, absentIn: versions === undefined ? [] : versions.split(',').map(Number) };
}

function isIn(word: Marked, version: number): boolean {
  return !word.absentIn.some((without) => version <= without);
}

const byVersion = new Map<number, ReadonlyMap<string, CallGroup>>();

/** The groups of a version of systemd by name, the most useful one first. */
export function callGroups(version: number): ReadonlyMap<string, CallGroup> {
  let groups = byVersion.get(version);
  if (!groups) {
    const found = rows()
      .filter(({ head }) => isIn(head, version))
      .map(
        ({ head: { name }, members }): CallGroup => ({
          name,
          members: members.filter((each) => isIn(each, version)).map((each) => each.name),
          summary: SUMMARIES[name] ?? 'A group of system calls.',
        }),
      );
    found.push({ name: EVERYTHING, members: [], summary: SUMMARIES[EVERYTHING]! });
    found.sort((a, b) => Number(b.name === '@system-service') - Number(a.name === '@system-service'));
    groups = new Map(found.map((group) => [group.name, group]));
    byVersion.set(version, groups);
  }
  return groups;
}

/** All calls that libseccomp can know; whether it does is up to its version (`seccomp_syscall_resolve_name`). */
export const systemCalls: () => ReadonlySet<string> = lazily(() => {
  const grouped = rows().flatMap(({ members }) => members.map(({ name }) => name));
  return new Set([...grouped.filter((name) => !name.startsWith('@')), ...data.calls.split(' ')].sort());
});

/** The groups that newer versions have, too. */
export function isGroupOfAnyVersion(name: string): boolean {
  return name === EVERYTHING || rows().some(({ head }) => head.name === name);
}

/** The calls of a group, those of the groups in it too. */
export function callsOf(group: CallGroup, version: number): ReadonlySet<string> {
  if (group.name === EVERYTHING) return systemCalls();
  const calls = new Set<string>();
  for (const member of group.members) {
    const inner = callGroups(version).get(member);
    if (inner) for (const call of callsOf(inner, version)) calls.add(call);
    else calls.add(member);
  }
  return calls;
}

/** The groups that name a call themselves, and those that have it by another group; without `@known`. */
export function groupsWith(call: string, version: number): { named: string[]; nested: string[] } {
  const groups = [...callGroups(version).values()].filter(({ name }) => name !== EVERYTHING);
  const named = groups.filter(({ members }) => members.includes(call));
  const nested = groups.filter((group) => !named.includes(group) && callsOf(group, version).has(call));
  const namesOf = (some: readonly CallGroup[]): string[] => some.map(({ name }) => name);
  return { named: namesOf(named), nested: namesOf(nested) };
}
