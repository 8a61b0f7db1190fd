/** Error numbers (`src/basic/errno-list.c`, `src/basic/parse-util.c: parse_errno`). */

import { lazily, type Offer, shown } from '../common/item-list.ts';
import { nearest } from '../common/nearest.ts';
import data from '../data/security.json' with { type: 'json' };
import { parseUnsigned } from '../number/number.ts';
import type { ValueType } from '../value-type.ts';

/** `ERRNO_MAX` */
const LARGEST = 4095;

/** The names by number; a few numbers have none. */
const names = lazily(() => ['', ...data.errno.split(' ').map((name) => (name === '-' ? '' : name))]);

/** All names with their numbers, second names too. */
const numbers = lazily(() => {
  const found = new Map<string, number>();
  for (const [number, name] of names().entries()) if (name !== '') found.set(name, number);
  for (const alias of data.errnoAliases.split(' ')) {
    const [name = '', same = ''] = alias.split('=');
    found.set(name, found.get(same)!);
  }
  return found;
});

/** An error by name, in any case, or by number; 0 is none (`parse_errno`). Undefined for anything else. */
export function parseErrno(text: string): number | undefined {
  const named = numbers().get(text.toUpperCase());
  if (named !== undefined) return named;
  const number = parseUnsigned(text);
  return number !== undefined && number <= LARGEST ? number : undefined;
}

/** The same, or `kill` (`src/shared/seccomp-util.c: seccomp_parse_errno_or_action`). */
export function parseErrnoOrKill(text: string): number | 'kill' | undefined {
  return text === 'kill' ? 'kill' : parseErrno(text);
}

/** Names that may be meant. */
export function errnosLike(word: string): string[] {
  return nearest(word, [...numbers().keys(), 'kill']);
}

/** What the errors mean that a program can be given for a refused call. */
const MEANINGS: Readonly<Record<string, string>> = {
  EPERM: 'not permitted',
  ENOENT: 'no such file or directory',
  ESRCH: 'no such process',
  EINTR: 'interrupted by a signal',
  EIO: 'input or output failed',
  ENXIO: 'no such device or address',
  E2BIG: 'too many arguments',
  ENOEXEC: 'not a program',
  EBADF: 'bad file descriptor',
  ECHILD: 'no child processes',
  EAGAIN: 'not now; try again',
  ENOMEM: 'out of memory',
  EACCES: 'access denied',
  EFAULT: 'bad address',
  EBUSY: 'in use',
  EEXIST: 'already there',
  EXDEV: 'on another file system',
  ENODEV: 'no such device',
  ENOTDIR: 'not a directory',
  EISDIR: 'a directory',
  EINVAL: 'invalid argument',
  ENFILE: 'too many open files on the machine',
  EMFILE: 'too many open files in the process',
  ENOTTY: 'not a terminal, or a request the device does not know',
  EFBIG: 'file too large',
  ENOSPC: 'no space left',
  ESPIPE: 'cannot seek there',
  EROFS: 'read-only file system',
  EPIPE: 'nobody reads at the other end',
  EDOM: 'outside of the domain of a function',
  ERANGE: 'result out of range',
  ENAMETOOLONG: 'name too long',
  ENOSYS: 'the kernel has no such system call',
  ENOTEMPTY: 'directory not empty',
  ELOOP: 'too many symbolic links',
  EPROTO: 'protocol error',
  EOVERFLOW: 'value too large',
  EILSEQ: 'invalid bytes for a character',
  EUCLEAN: 'the file system is damaged',
  EPROTONOSUPPORT: 'protocol not supported',
  EOPNOTSUPP: 'not supported',
  EAFNOSUPPORT: 'address family not supported',
  EADDRINUSE: 'address in use',
  ENETDOWN: 'network is down',
  ENETUNREACH: 'network out of reach',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by the other end',
  ETIMEDOUT: 'timed out',
  EHOSTUNREACH: 'host out of reach',
  EDQUOT: 'quota exceeded',
  ECANCELED: 'canceled',
};

/** Markdown on an error, or on `kill`. */
export function describeErrno(text: string): string | undefined {
  const error = parseErrnoOrKill(text);
  if (error === 'kill') return '**kill**\n\nThe process is killed with `SIGSYS` when it makes the call.';
  if (error === undefined) return undefined;
  if (error === 0) return '**0**\n\nNo error: the call does nothing and seems to succeed.';
  const name = names()[error];
  if (!name) return `Error number ${error}.`;
  const meaning = MEANINGS[name];
  return `**${name}** = ${error}${meaning === undefined ? '' : `: ${meaning}`}\n\nThe call does nothing and fails with this error.`;
}

/** The usual answers to a refused call first, then all by number. */
export const errnoOffers = lazily((): readonly Offer[] => {
  const usual = ['EPERM', 'EACCES', 'ENOSYS', 'EINVAL'];
  const ordered = [...usual, ...[...numbers().keys()].filter((name) => !usual.includes(name))];
  return [
    ...ordered.map((label): Offer => {
      const number = numbers().get(label)!;
      const meaning = MEANINGS[names()[number]!];
      return { label, kind: 'word', detail: meaning === undefined ? String(number) : `${number}, ${meaning}` };
    }),
    { label: 'kill', kind: 'word', detail: 'kill the process' },
  ];
});

/** The error for refused calls (`config_parse_syscall_errno`). */
export const syscallErrno: ValueType = {
  check({ value }) {
    if (value === '' || value === 'kill') return [];
    const error = parseErrno(value);
    if (error !== undefined && error !== 0) return [];
    const instead = error === 0 ? [] : errnosLike(value);
    const hint = instead[0] === undefined ? '' : ` Did you mean “${instead[0]}”?`;
    return [
      {
        code: 'invalid-word',
        start: 0,
        end: value.length,
        message:
          error === 0
            ? 'systemd ignores this line: 0 is no error. Write the name of one, such as EPERM, or kill.'
            : `systemd ignores this line: ${shown(value)} is no error. Write the name of one, such as EPERM, or a number up to ${LARGEST}, or kill.${hint}`,
        instead,
      },
    ];
  },
  complete: (value) => errnoOffers().map((offer) => ({ ...offer, start: 0, end: value.length })),
  describe(value) {
    const text = value.length === 0 ? undefined : describeErrno(value.value);
    return text === undefined ? undefined : { start: 0, end: value.length, text };
  },
};
