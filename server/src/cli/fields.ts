import type { Io } from './command.ts';

/** Names with what they stand for below each other, the colons in one column, as systemd's tools print them. */
export function fields(rows: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padStart(width)}: ${visible(value)}\n`).join('');
}

/** Nothing that was typed in may steer the terminal. */
function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '·');
}

/** Says in one sentence how a command was used wrongly; the exit status for that. */
export function wrongUse(io: Io, what: string): number {
  io.err(`unitwright: ${what}\nunitwright --help lists the options.\n`);
  return 2;
}
