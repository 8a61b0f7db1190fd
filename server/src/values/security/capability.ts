/** Capabilities of processes (`src/basic/capability-list.c`). */

import { adviceOn, itemList, type ListType, lazily, type Offer, shown } from '../common/item-list.ts';
import data from '../data/security.json' with { type: 'json' };
import { parseUnsigned } from '../number/number.ts';
import type { ValueType } from '../value-type.ts';

/** The names by number. */
const names = lazily(() => data.capabilities.split(' '));
const numbers = lazily(() => new Map(names().map((name, number) => [name, number])));

/** Largest number that may stand for a capability (`CAP_LIMIT`). */
const LARGEST = 62;

/** The number of a capability, given by name in any case or by number (`capability_from_name`). */
export function capabilityNumber(word: string): number | undefined {
  const number = parseUnsigned(word);
  if (number !== undefined) return number <= LARGEST ? number : undefined;
  return numbers().get(word.toUpperCase());
}

/** What a capability lets a process do: the end of “Lets the process …”. */
const MEANINGS: Readonly<Record<string, string>> = {
  CAP_CHOWN: 'give files to any user and group.',
  CAP_DAC_OVERRIDE: 'read, write and execute any file, whatever its mode and access list say.',
  CAP_DAC_READ_SEARCH: 'read any file and list any directory; a way to all data of the machine.',
  CAP_FOWNER: 'act as owner of any file: change its mode, times and attributes, delete it from sticky directories.',
  CAP_FSETID: 'keep the set-user-ID and set-group-ID bits of files that it changes.',
  CAP_KILL: 'send signals to processes of other users.',
  CAP_SETGID: 'take on any group and set its supplementary groups.',
  CAP_SETUID: 'take on any user. With it a process can become root.',
  CAP_SETPCAP: 'hand on capabilities of its bounding set, drop from that set, and change its secure bits.',
  CAP_LINUX_IMMUTABLE: 'set and clear the immutable and append-only flags of files.',
  CAP_NET_BIND_SERVICE: 'listen on ports below 1024.',
  CAP_NET_BROADCAST: 'nothing today: the kernel has the name and does not ask for it.',
  CAP_NET_ADMIN: 'configure the network: interfaces, addresses, routes, firewall, and more.',
  CAP_NET_RAW: 'open raw and packet sockets (ping, sniffers), and bind to foreign addresses.',
  CAP_IPC_LOCK: 'lock memory beyond `LimitMEMLOCK=` so that it is never swapped out.',
  CAP_IPC_OWNER: 'use System V shared memory, semaphores and queues of other users.',
  CAP_SYS_MODULE: 'load and unload kernel modules: full power over the kernel.',
  CAP_SYS_RAWIO: 'reach I/O ports and physical memory, and send raw commands to disks.',
  CAP_SYS_CHROOT: 'call chroot() and, together with CAP_SYS_ADMIN, enter mount namespaces.',
  CAP_SYS_PTRACE: 'trace, inspect and change processes of other users.',
  CAP_SYS_PACCT: 'turn process accounting on and off.',
  CAP_SYS_ADMIN: 'do a great many things (mounts, namespaces, quotas, …); little short of being root.',
  CAP_SYS_BOOT: 'reboot the machine and load another kernel.',
  CAP_SYS_NICE: 'raise priorities, use real-time scheduling, and move processes between CPUs.',
  CAP_SYS_RESOURCE: 'exceed resource limits, disk quotas and reserved disk space.',
  CAP_SYS_TIME: 'set the system clock and the hardware clock.',
  CAP_SYS_TTY_CONFIG: 'hang up terminals and use privileged requests on virtual ones.',
  CAP_MKNOD: 'create device nodes.',
  CAP_LEASE: 'set leases on files of other users.',
  CAP_AUDIT_WRITE: 'write records to the audit log of the kernel.',
  CAP_AUDIT_CONTROL: 'turn auditing on and off and change its rules.',
  CAP_SETFCAP: 'attach capabilities to files.',
  CAP_MAC_OVERRIDE: 'get round mandatory access control (Smack).',
  CAP_MAC_ADMIN: 'configure mandatory access control (Smack).',
  CAP_SYSLOG: 'read and clear the kernel log, and see kernel addresses.',
  CAP_WAKE_ALARM: 'set timers that wake the machine from suspend.',
  CAP_BLOCK_SUSPEND: 'keep the machine from going to sleep.',
  CAP_AUDIT_READ: 'read the audit log as it is written.',
  CAP_PERFMON: 'use the performance counters of the whole system.',
  CAP_BPF: 'load BPF programs and create their maps.',
  CAP_CHECKPOINT_RESTORE: 'save and restore processes, choosing their process IDs.',
};

const offers = lazily((): readonly Offer[] =>
  names().map((name) => ({ label: name, kind: 'word', documentation: sentenceOn(name) })),
);

function sentenceOn(name: string): string {
  const meaning = MEANINGS[name];
  return meaning === undefined ? `Capability number ${numbers().get(name)}.` : `Lets the process ${meaning}`;
}

const LIST: ListType = {
  flags: { unquote: true, relax: true },
  tilde: true,
  judge({ value, start, end }) {
    if (capabilityNumber(value) !== undefined) return undefined;
    const { hint, instead } = adviceOn(value, {
      isKnown: (word) => capabilityNumber(word) !== undefined,
      all: names,
      prefix: 'CAP_',
    });
    return {
      code: 'misspelt-word',
      start,
      end,
      message: `systemd skips ${shown(value)} without a word: it knows no such capability.${hint}`,
      instead,
    };
  },
  offers,
  describe({ value }) {
    const number = capabilityNumber(value);
    if (number === undefined) return undefined;
    const name = names()[number];
    if (name === undefined) return `Capability number ${number}, which has no name in systemd yet.`;
    return `**${name}** (${number})\n\n${sentenceOn(name)}`;
  },
};

const list = itemList(LIST);
const oldList = itemList({ ...LIST, flags: { unquote: true } });

/**
 * A list of capabilities (`config_parse_capability_set`). systemd skips what it does not know without a word, and up to
 * version 252 also everything from an unbalanced quote on (`capability_set_from_string`).
 */
export const capabilitySet: ValueType = {
  ...list,
  check(value, context) {
    if (context.version > 252) return list.check(value, context);
    return oldList.check(value, context).map((problem) =>
      problem.code === 'invalid-quoting'
        ? {
            ...problem,
            code: 'misspelt-word',
            message: 'systemd skips the rest of this line without a word: a quote is opened here and not closed.',
          }
        : problem,
    );
  },
};
