/** What the scripts say to the person who waits. */

import { type SpawnOptions, spawn } from 'node:child_process';

/** A failure that one sentence explains: shown without a stack. */
export class Trouble extends Error {}

/** Runs a script's main function; known troubles end it with their sentence and status 1. */
export async function main(work: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** Shows a step with its elapsed seconds: on a terminal in one line that counts, else as a line at its begin and end. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const begun = Date.now();
  const seconds = () => `${((Date.now() - begun) / 1000).toFixed(0)} s`;
  const tty = process.stderr.isTTY;
  const say = (text: string) => process.stderr.write(tty ? `\r\x1b[K${text}` : `${text}\n`);
  say(`… ${title}`);
  const ticker = setInterval(() => say(`… ${title} (${seconds()})`), tty ? 1000 : 15_000);
  const end = (sign: string) => {
    clearInterval(ticker);
    say(`${sign} ${title} (${seconds()})${tty ? '\n' : ''}`);
  };
  try {
    const result = await work();
    end('✓');
    return result;
  } catch (error) {
    end('✗');
    throw error;
  }
}

export interface Finished {
  readonly code: number;
  /** Standard output and standard error as they came. */
  readonly output: string;
}

/** Runs a program to its end and keeps what it wrote. */
export function capture(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const parts: Buffer[] = [];
    child.stdout?.on('data', (data: Buffer) => parts.push(data));
    child.stderr?.on('data', (data: Buffer) => parts.push(data));
    const output = () => Buffer.concat(parts).toString();
    child.on('error', (error) => resolve({ code: 127, output: `${output()}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 128, output: output() }));
  });
}

/** Runs a program that writes straight to the terminal and gives its exit status. */
export function inherit(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 128));
  });
}
