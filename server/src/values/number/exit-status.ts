/** Exit statuses by name and number (`src/shared/exit-status.c`). */
import { decodeWord } from '../../catalog/facts.ts';
import { type Word, wordKnownIn } from '../../catalog/lookup.ts';
import data from '../data/exit-statuses.json' with { type: 'json' };
import { parseUnsigned } from './number.ts';

export interface ExitStatus extends Word {
  readonly number: number;
}

const LARGEST = 255;

let statuses: readonly ExitStatus[] | undefined;

/** The statuses that have names, by number. */
export function exitStatuses(): readonly ExitStatus[] {
  statuses ??= data.statuses.map((row) => {
    const [number, word] = row.split(' ') as [string, string];
    return { ...decodeWord(word), number: Number(number) };
  });
  return statuses;
}

/** The number of a status by name (`TEMPFAIL`) or number (`exit_status_from_string`). */
export function parseExitStatus(text: string, version: number): number | undefined {
  const named = exitStatuses().find(({ name }) => name === text);
  if (named && wordKnownIn(named, version)) return named.number;
  return parseExitNumber(text);
}

/** 0 … 255 (`safe_atou8`). */
export function parseExitNumber(text: string): number | undefined {
  const number = parseUnsigned(text);
  return number !== undefined && number <= LARGEST ? number : undefined;
}

/** A status for hover, in Markdown. */
export function describeExitStatus(number: number): string {
  const named = exitStatuses().find((each) => each.number === number);
  if (!named) return `Exit status ${number}: the program itself defines what it means.`;
  const meaning = meaningOfExit(named.name);
  return `**${named.name}**, exit status ${number}${meaning === undefined ? '.' : `: ${meaning}.`}`;
}

/** A few words for a status by name. */
export function meaningOfExit(name: string): string | undefined {
  const exact = MEANINGS[name];
  if (exact !== undefined) return exact;
  const subject = NOT_SET_UP[name];
  return subject === undefined ? undefined : `systemd could not set up ${subject}`;
}

const MEANINGS: Readonly<Record<string, string>> = {
  SUCCESS: 'success',
  FAILURE: 'failure of any kind',
  INVALIDARGUMENT: 'too many or wrong arguments',
  NOTIMPLEMENTED: 'what was asked for is not implemented',
  NOPERMISSION: 'not enough rights',
  NOTINSTALLED: 'the program is not installed',
  NOTCONFIGURED: 'the program is not configured',
  NOTRUNNING: 'the program is not running',
  USAGE: 'wrong use of the command line',
  DATAERR: 'the input was wrong',
  NOINPUT: 'an input file is missing or cannot be read',
  NOUSER: 'the user does not exist',
  NOHOST: 'the host does not exist',
  UNAVAILABLE: 'a service that is needed is not there',
  SOFTWARE: 'an error inside the program',
  OSERR: 'an error of the operating system',
  OSFILE: 'a file of the system is missing or wrong',
  CANTCREAT: 'an output file cannot be made',
  IOERR: 'an error of input or output',
  TEMPFAIL: 'a failure that may pass: try again later',
  PROTOCOL: 'the other side broke the protocol',
  NOPERM: 'not enough rights',
  CONFIG: 'something is wrong in the configuration',
  CHDIR: 'systemd could not change to the working directory',
  NICE: 'systemd could not set the nice level',
  FDS: 'systemd could not close or arrange file descriptors',
  EXEC: 'systemd could not execute the program: missing, not executable, or of the wrong kind',
  MEMORY: 'systemd ran out of memory before the program started',
  LIMITS: 'systemd could not set the resource limits',
  CHROOT: 'systemd could not change the root directory',
  USER: 'systemd could not find the user, or change to it',
  GROUP: 'systemd could not find the group, or change to it',
  CONFIRM: 'somebody at the console said no to the start',
  EXCEPTION: 'ended by a signal or other exception, as shells pass it on',
};

/** “systemd could not set up …” */
const NOT_SET_UP: Readonly<Record<string, string>> = {
  OOM_ADJUST: 'the score for the out-of-memory killer',
  SIGNAL_MASK: 'the signal mask',
  STDIN: 'standard input',
  STDOUT: 'standard output',
  STDERR: 'standard error',
  IOPRIO: 'the I/O priority',
  TIMERSLACK: 'the timer slack',
  SECUREBITS: 'the secure bits',
  SETSCHEDULER: 'the CPU scheduling',
  CPUAFFINITY: 'the CPU affinity',
  CAPABILITIES: 'the capabilities',
  CGROUP: 'the control group',
  SETSID: 'a new session of processes',
  PAM: 'the PAM session',
  NETWORK: 'the network namespace',
  NAMESPACE: 'the mount, user or other namespaces',
  NO_NEW_PRIVILEGES: '`NoNewPrivileges=`',
  SECCOMP: 'the filter of system calls',
  SELINUX_CONTEXT: 'the SELinux context',
  PERSONALITY: 'the personality',
  APPARMOR: 'the AppArmor profile',
  ADDRESS_FAMILIES: 'the limits on address families',
  RUNTIME_DIRECTORY: 'the runtime directory',
  CHOWN: 'the owner of a socket or directory',
  SMACK_PROCESS_LABEL: 'the Smack label',
  KEYRING: 'the kernel keyring',
  STATE_DIRECTORY: 'the state directory',
  CACHE_DIRECTORY: 'the cache directory',
  LOGS_DIRECTORY: 'the logs directory',
  CONFIGURATION_DIRECTORY: 'the configuration directory',
  NUMA_POLICY: 'the NUMA policy',
  CREDENTIALS: 'the credentials',
  BPF: 'the BPF restrictions',
  KSM: 'the merging of memory pages',
  MEMORY_THP: 'the use of huge pages',
};
