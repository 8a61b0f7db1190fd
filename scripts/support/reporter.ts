/**
 * What `npm test` prints while Node runs the tests. Failures are shown in full where they happen; the rest in short:
 * a line for each folder, or for each test where one takes seconds (TEST_STYLE=full).
 * The totals go into the file TEST_TOTALS, from which the end of the run is put together.
 */

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';
import { root } from './root.ts';

export interface Totals {
  tests: number;
  suites: number;
  pass: number;
  fail: number;
  cancelled: number;
  skipped: number;
  todo: number;
  /** Skipped tests with their reasons, and failed ones, by full name. */
  skips: string[];
  failures: string[];
}

export function noTotals(): Totals {
  return { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0, skips: [], failures: [] };
}

export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const full = process.env.TEST_STYLE === 'full';
  const totals = noTotals();
  const folders = new Map<string, { tests: number; milliseconds: number }>();
  // The names of the open suites and tests, by depth.
  const names: string[] = [];

  for await (const event of source) {
    switch (event.type) {
      case 'test:start':
        names.length = event.data.nesting;
        names.push(event.data.name);
        break;
      case 'test:pass': {
        const { nesting, name, skip, details, file } = event.data;
        const isSuite = details.type === 'suite';
        if (skip !== undefined) {
          const reason = skip === true || !skip ? 'no reason given' : skip;
          totals.skips.push(`${fullName(file, [...names.slice(0, nesting), name])}: ${reason}`);
        }
        if (full) {
          const sign = skip === undefined ? '✔' : '↷';
          yield `${'  '.repeat(nesting)}${sign} ${name} (${(details.duration_ms / 1000).toFixed(1)} s)\n`;
        } else if (!isSuite) {
          const folder = path.dirname(relative(file));
          const sum = folders.get(folder) ?? { tests: 0, milliseconds: 0 };
          folders.set(folder, {
            tests: sum.tests + 1,
            // The time of a test that has parts includes theirs; only the outermost is counted.
            milliseconds: sum.milliseconds + (nesting === 0 ? details.duration_ms : 0),
          });
        }
        break;
      }
      case 'test:fail': {
        const { nesting, name, details, file, line } = event.data;
        const error = details.error as Error & { failureType?: string };
        // A suite fails with its parts, which have been shown.
        if (error.failureType === 'subtestsFailed') break;
        const where = fullName(file, [...names.slice(0, nesting), name]);
        totals.failures.push(where);
        yield `✖ ${where}\n${indent(describe(error))}\n  at ${relative(file)}:${line ?? 1}\n`;
        break;
      }
      case 'test:stderr':
      case 'test:stdout':
        yield event.data.message;
        break;
      case 'test:diagnostic':
        // Counts, which are printed at the end, or a warning of the runner.
        if (!/^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(event.data.message)) {
          yield `ℹ ${event.data.message}\n`;
        }
        break;
      case 'test:summary':
        // One for each file, and one without a file for all of them.
        if (event.data.file === undefined) {
          const { counts } = event.data;
          totals.tests = counts.tests;
          totals.suites = counts.suites;
          totals.pass = counts.passed;
          totals.fail = (counts as typeof counts & { failed?: number }).failed ?? totals.failures.length;
          totals.cancelled = counts.cancelled;
          totals.skipped = counts.skipped;
          totals.todo = counts.todo;
        }
        break;
    }
  }
  for (const [folder, { tests, milliseconds }] of [...folders].sort()) {
    yield `✔ ${folder}: ${tests} tests (${(milliseconds / 1000).toFixed(1)} s)\n`;
  }
  if (process.env.TEST_TOTALS) writeFileSync(process.env.TEST_TOTALS, JSON.stringify(totals));
}

function fullName(file: string | undefined, names: readonly string[]): string {
  return [relative(file), ...names].join(' › ');
}

function relative(file: string | undefined): string {
  return file ? path.relative(root, file) : 'tests';
}

/** Node wraps what a test has thrown. */
function describe(error: Error): string {
  const { cause } = error;
  if (cause instanceof Error)
    return cause.stack && !cause.stack.includes(cause.message) ? inspect(cause) : (cause.stack ?? cause.message);
  return cause === undefined ? error.message : String(cause);
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
