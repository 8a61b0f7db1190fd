/** Signals (`src/basic/signal-util.c`). Numbers are those of Linux on most machines, x86 and ARM among them. */
import { parseInteger } from './number.ts';

export interface Signal {
  /** Without `SIG`. */
  readonly name: string;
  readonly number: number;
  /** A few words: what it is for. */
  readonly meaning: string;
}

/** The signals with names of their own (`static_signal_table`). */
export const SIGNALS: readonly Signal[] = (
  [
    ['HUP', 1, 'terminal closed; many daemons read their configuration again'],
    ['INT', 2, 'interrupt from the keyboard (Ctrl+C)'],
    ['QUIT', 3, 'quit from the keyboard (Ctrl+\\), with a core dump'],
    ['ILL', 4, 'illegal instruction'],
    ['TRAP', 5, 'trace or breakpoint trap'],
    ['ABRT', 6, 'the process aborted itself, with a core dump'],
    ['BUS', 7, 'bus error: bad access to memory'],
    ['FPE', 8, 'faulty arithmetic, such as a division by zero'],
    ['KILL', 9, 'ends the process at once; cannot be caught'],
    ['USR1', 10, 'for the program to define'],
    ['SEGV', 11, 'access to memory that is not there, with a core dump'],
    ['USR2', 12, 'for the program to define'],
    ['PIPE', 13, 'written to a pipe or socket that nobody reads'],
    ['ALRM', 14, 'a timer of the process ran out'],
    ['TERM', 15, 'asks the process to end; what systemd sends first'],
    ['STKFLT', 16, 'not used by the kernel'],
    ['CHLD', 17, 'a child process stopped or ended'],
    ['CONT', 18, 'continues a stopped process'],
    ['STOP', 19, 'stops the process; cannot be caught'],
    ['TSTP', 20, 'stop from the keyboard (Ctrl+Z)'],
    ['TTIN', 21, 'a background process read from the terminal'],
    ['TTOU', 22, 'a background process wrote to the terminal'],
    ['URG', 23, 'urgent data on a socket'],
    ['XCPU', 24, 'limit of CPU time reached, with a core dump'],
    ['XFSZ', 25, 'limit of file size reached, with a core dump'],
    ['VTALRM', 26, 'a timer of CPU time ran out'],
    ['PROF', 27, 'a profiling timer ran out'],
    ['WINCH', 28, 'the terminal changed its size'],
    ['IO', 29, 'input or output is possible'],
    ['PWR', 30, 'power failure'],
    ['SYS', 31, 'bad or forbidden system call, with a core dump'],
  ] as const
).map(([name, number, meaning]) => ({ name, number, meaning }));

const LARGEST = 64;
const RTMIN = 34;
const RTMAX = 64;

const numbers = new Map(SIGNALS.map((signal) => [signal.name, signal.number]));

/** The number of a signal by name (`SIGTERM`, `TERM`, `RTMIN+3`) or number (`signal_from_string`). */
export function parseSignal(text: string): number | undefined {
  const number = parseInteger(text);
  if (number !== undefined) return number > 0 && number <= LARGEST ? number : undefined;
  const name = text.startsWith('SIG') ? text.slice(3) : text;
  const known = numbers.get(name);
  if (known !== undefined) return known;
  if (name === 'RTMIN') return RTMIN;
  if (name === 'RTMAX') return RTMAX;
  if (name.startsWith('RTMIN+')) return realTime(RTMIN, name.slice(5));
  if (name.startsWith('RTMAX-')) return realTime(RTMAX, name.slice(5));
  return undefined;
}

/** `offset` has its sign with it. */
function realTime(from: number, offset: string): number | undefined {
  const steps = parseInteger(offset);
  if (steps === undefined) return undefined;
  const number = from + steps;
  return number >= RTMIN && number <= RTMAX ? number : undefined;
}

/** `SIGTERM`, `SIGRTMIN+3`; two numbers between the last name and the first real-time signal have none. */
export function signalName(number: number): string | undefined {
  const signal = SIGNALS.find((each) => each.number === number);
  if (signal) return `SIG${signal.name}`;
  if (number < RTMIN || number > RTMAX) return undefined;
  return number === RTMIN ? 'SIGRTMIN' : number === RTMAX ? 'SIGRTMAX' : `SIGRTMIN+${number - RTMIN}`;
}

/** A signal for hover, in Markdown. */
export function describeSignal(number: number): string {
  const name = signalName(number);
  const signal = SIGNALS.find((each) => each.number === number);
  const meaning =
    signal?.meaning ?? (name ? 'a real-time signal: for the program to define' : 'reserved by the C library');
  return `${name ? `**${name}**, signal ${number}` : `Signal ${number}`}: ${meaning}.`;
}
