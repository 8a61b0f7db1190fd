/**
 * What `npm test` prints while Node runs the tests: failures in full where they happen, and with TEST_STYLE=full each
 * test as it ends. The totals go into the file TEST_TOTALS, from which the end of the run is put together.
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
  /** The tests of each folder, and their time. */
  folders: Record<string, { tests: number; milliseconds: number }>;
  /** Skipped tests with their reasons, and failed ones, by full name. */
  skips: string[];
  failures: string[];
}

export function noTotals(): Totals {
  return {
    tests: 0,
    suites: 0,
    pass: 0,
    fail: 0,
    cancelled: 0,
    skipped: 0,
    todo: 0,
    folders: {},
    skips: [],
    failures: [],
  };
}

export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const full = process.env.TEST_STYLE === 'full';
  const totals = noTotals();
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
        }
        const folder = path.dirname(relative(file));
        totals.folders[folder] ??= { tests: 0, milliseconds: 0 };
        if (!isSuite) totals.folders[folder].tests++;
        // The time of what has parts includes theirs; only the outermost is counted.
        if (nesting === 0) totals.folders[folder].milliseconds += details.duration_ms;
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
        // Besides what tests tell, these are the counts, which are printed at the end, and warnings of the runner.
        if (/^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(event.data.message)) break;
        if (full || event.data.level !== 'info') yield `ℹ ${event.data.message}\n`;
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
          // Node does not count a skipped suite.
          totals.skipped = totals.skips.length;
          totals.todo = counts.todo;
        }
        break;
    }
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
