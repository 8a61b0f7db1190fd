/** Access modes of files (`src/basic/parse-util.c: parse_mode`). */
import { parseUnsigned } from './number.ts';

/** The bits of an octal mode such as `0755`; undefined where systemd does not take it. */
export function parseMode(text: string): number | undefined {
  const mode = parseUnsigned(text, { base: 8, refuseSign: true });
  return mode !== undefined && mode <= 0o7777 ? mode : undefined;
}

/** `rwxr-s---`, as `ls` shows it. */
export function describeMode(mode: number): string {
  const special = [mode & 0o4000, mode & 0o2000, mode & 0o1000];
  return [6, 3, 0]
    .map((shift, who) => {
      const bits = (mode >> shift) & 7;
      const letter = who === 2 ? 't' : 's';
      const isRun = (bits & 1) !== 0;
      const last = special[who] ? (isRun ? letter : letter.toUpperCase()) : isRun ? 'x' : '-';
      return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${last}`;
    })
    .join('');
}
