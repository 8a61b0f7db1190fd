import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { Trouble } from './progress.ts';
import { noTotals, type Totals } from './reporter.ts';
import { root } from './root.ts';

/** Slow tests stand in folders of their own; everything else is fast. */
const slow = ['systemd', 'workbench'] as const;

export interface TestFiles {
  readonly fast: string[];
  readonly systemd: string[];
  readonly workbench: string[];
}

/** The test files whose path contains one of the words, or all of them. */
export function findTests(words: readonly string[]): TestFiles {
  const files = globSync('test/**/*.test.ts', { cwd: root })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .sort();
  if (files.length === 0)
    throw new Trouble(`No test file has ${words.map((word) => `“${word}”`).join(' or ')} in its path.`);
  const inFolder = (folder: string) => files.filter((file) => file.startsWith(`test/${folder}/`));
  return {
    fast: files.filter((file) => !slow.some((folder) => file.startsWith(`test/${folder}/`))),
    systemd: inFolder('systemd'),
    workbench: inFolder('workbench'),
  };
}

/** Runs small tests: a few processes with many files each, because starting a process takes longer than most tests. */
export async function runFast(files: readonly string[]): Promise<Totals> {
  const count = Math.min(availableParallelism(), 4, files.length);
  const shares = Array.from({ length: count }, (_, share) => files.filter((_file, index) => index % count === share));
  const totals = sum(await Promise.all(shares.map((share) => run(share, { isolation: 'none', style: 'short' }))));
  for (const [folder, { tests, milliseconds }] of Object.entries(totals.folders).sort()) {
    if (tests === 0) continue;
    console.log(`✔ ${folder}: ${tests} tests (${(milliseconds / 1000).toFixed(1)} s)`);
  }
  return totals;
}

/** Runs tests that start programs: a process for each file, one after another, each test named as it ends. */
export async function runSlow(files: readonly string[]): Promise<Totals> {
  return run(files, { isolation: 'process', style: 'full' });
}

async function run(files: readonly string[], how: { isolation: 'none' | 'process'; style: string }): Promise<Totals> {
  if (files.length === 0) return noTotals();
  const folder = mkdtempSync(path.join(tmpdir(), 'unitwright-test-'));
  const totals = path.join(folder, 'totals.json');
  try {
    const reporter = path.join(import.meta.dirname, 'reporter.ts');
    const code = await new Promise<number>((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [
          '--disable-warning=ExperimentalWarning',
          '--test',
          `--test-isolation=${how.isolation}`,
          '--test-concurrency=1',
          '--test-force-exit',
          `--test-reporter=${reporter}`,
          '--test-reporter-destination=stdout',
          ...files,
        ],
        { cwd: root, stdio: 'inherit', env: { ...process.env, TEST_STYLE: how.style, TEST_TOTALS: totals } },
      );
      child.on('error', reject);
      child.on('close', (status) => resolve(status ?? 128));
    });
    return result(totals, code, files);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function result(file: string, code: number, files: readonly string[]): Totals {
  const name = files.length === 1 ? `${files[0]}` : `${files.length} files from ${files[0]} on`;
  let totals: Totals;
  try {
    totals = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {
      ...noTotals(),
      tests: 1,
      fail: 1,
      failures: [`the tests of ${name} ended before their report (status ${code})`],
    };
  }
  if (code !== 0 && totals.failures.length === 0) {
    totals.failures.push(`the tests of ${name} ended with status ${code}`);
    totals.fail ||= 1;
  }
  return totals;
}

export function sum(parts: readonly Totals[]): Totals {
  const all = noTotals();
  for (const part of parts) {
    for (const key of ['tests', 'suites', 'pass', 'fail', 'cancelled', 'skipped', 'todo'] as const)
      all[key] += part[key];
    for (const [folder, { tests, milliseconds }] of Object.entries(part.folders)) {
      all.folders[folder] ??= { tests: 0, milliseconds: 0 };
      all.folders[folder].tests += tests;
      all.folders[folder].milliseconds += milliseconds;
    }
    all.skips.push(...part.skips);
    all.failures.push(...part.failures);
  }
  return all;
}

/** The end of a run: what failed, what was skipped and why, and the counts as Node prints them. Gives an exit status. */
export function summarize(totals: Totals, begun: number): number {
  const list = (title: string, lines: readonly string[]) => {
    if (lines.length > 0) console.log(`\n${title}\n${lines.map((line) => `  ${line}`).join('\n')}`);
  };
  list('Failed:', totals.failures);
  list('Skipped, and so not tested here:', totals.skips);
  console.log();
  for (const key of ['tests', 'suites', 'pass', 'fail', 'cancelled', 'skipped', 'todo'] as const) {
    console.log(`# ${key} ${totals[key]}`);
  }
  console.log(`# duration_ms ${Date.now() - begun}`);
  return totals.fail + totals.cancelled + totals.failures.length > 0 ? 1 : 0;
}
