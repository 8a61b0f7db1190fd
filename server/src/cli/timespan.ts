import { parseArgs } from 'node:util';
import { describeSpanFault } from '../values/time/time-messages.ts';
import { formatTimespan, INFINITE, parseSeconds } from '../values/time/time-span.ts';
import type { Io } from './command.ts';
import { fields, wrongUse } from './fields.ts';

/** What `--json` prints of a span. Microseconds have up to 20 digits; those of `infinity` are null. */
interface SpanReport {
  readonly expression: string;
  readonly valid: boolean;
  readonly microseconds: bigint | null;
  readonly human: string | null;
  readonly error: string | null;
}

/**
 * `unitwright timespan [--json] SPAN…`: lengths of time spans, as `systemd-analyze timespan` prints them.
 *
 * @returns the exit status: 0; 1 where any of them is none; 2 for wrong use
 */
export function runTimespan(argv: readonly string[], io: Io): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  if (positionals.length === 0) return wrongUse(io, 'timespan wants at least one time span, such as "1h 30min"');
  const reports = positionals.map(report);
  if (values.json) io.out(json(reports));
  else {
    const good: string[] = [];
    for (const { expression, microseconds, human, error } of reports) {
      if (error !== null) io.err(`unitwright: “${expression}” is no time span: ${error}.\n`);
      // systemd counts infinity as the largest number of 64 bits.
      else
        good.push(
          fields([
            ['Original', expression],
            ['μs', String(microseconds ?? INFINITE)],
            ['Human', human ?? ''],
          ]),
        );
    }
    io.out(good.join('\n'));
  }
  return reports.every(({ valid }) => valid) ? 0 : 1;
}

function report(expression: string): SpanReport {
  const span = parseSeconds(expression);
  if (typeof span !== 'bigint') {
    return { expression, valid: false, microseconds: null, human: null, error: describeSpanFault(expression, span) };
  }
  const human = formatTimespan(span);
  return { expression, valid: true, microseconds: human === 'infinity' ? null : span, human, error: null };
}

/** Numbers are written with all their digits, which `JSON.stringify` cannot do. */
function json(reports: readonly SpanReport[]): string {
  const rows = reports.map(
    ({ expression, valid, microseconds, human, error }) =>
      `{"expression":${JSON.stringify(expression)},"valid":${valid},"microseconds":${microseconds},` +
      `"human":${JSON.stringify(human)},"error":${JSON.stringify(error)}}`,
  );
  return `[${rows.join(',\n ')}]\n`;
}
