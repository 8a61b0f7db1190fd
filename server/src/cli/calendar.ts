import { parseArgs } from 'node:util';
import { type Calendar, conflictingWeekday, parseCalendar } from '../values/time/calendar.ts';
import { formatCalendar, WEEKDAY_NAMES } from '../values/time/calendar-format.ts';
import { nextElapses } from '../values/time/calendar-next.ts';
import { describeCalendarFault } from '../values/time/time-messages.ts';
import { isZoneName, localZone, UTC, type Zone, zoneOf } from '../values/time/time-zone.ts';
import { formatRelative, formatTimestamp, isoTimestamp, parseTimestamp } from '../values/time/timestamp.ts';
import type { Io } from './command.ts';
import { fields, wrongUse } from './fields.ts';

/** More are not printed. */
const MOST_ITERATIONS = 100_000;

/** What `--json` prints of an expression. */
interface CalendarReport {
  readonly expression: string;
  readonly valid: boolean;
  readonly normalized: string | null;
  /** Points in time in UTC; none where it never elapses. */
  readonly next: readonly string[];
  readonly error: string | null;
}

/**
 * `unitwright calendar [--base-time T] [--iterations N] [--json] SPEC…`: the normalised form of calendar expressions and
 * when they elapse next, as `systemd-analyze calendar` prints them.
 *
 * @param now microseconds since 1970
 * @returns the exit status: 0; 1 where any of them is none; 2 for wrong use
 */
export function runCalendar(argv: readonly string[], io: Io, now = Date.now() * 1000): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      'base-time': { type: 'string', default: 'now' },
      iterations: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const zone = zoneOfMachine(io);
  const base = parseTimestamp(values['base-time'], now, zone);
  if (base === undefined) {
    return wrongUse(
      io,
      `--base-time takes a time such as “2026-11-20 08:30”, “tomorrow” or “+2h”, not “${values['base-time']}”`,
    );
  }
  const iterations = Number(values.iterations);
  if (!/^\d+$/.test(values.iterations) || iterations < 1 || iterations > MOST_ITERATIONS) {
    return wrongUse(io, `--iterations takes a number from 1 to ${MOST_ITERATIONS}, not “${values.iterations}”`);
  }
  if (positionals.length === 0) return wrongUse(io, 'calendar wants at least one expression, such as "Mon..Fri 08:30"');

  const reports: CalendarReport[] = [];
  let isFirst = true;
  for (const expression of positionals) {
    const calendar = parseCalendar(expression, { local: zone.names, isZone: isZoneName });
    if ('fault' in calendar) {
      const error = describeCalendarFault(expression, calendar);
      reports.push({ expression, valid: false, normalized: null, next: [], error });
      if (!values.json) io.err(`unitwright: “${expression}” is no calendar expression: ${error}.\n`);
      continue;
    }
    const normalized = formatCalendar(calendar, zone.names);
    const times = nextElapses(calendar, base, iterations, { zone });
    reports.push({ expression, valid: true, normalized, next: times.map(isoTimestamp), error: null });
    if (values.json) continue;
    warnOfConflict(expression, calendar, io);
    if (!isFirst) io.out('\n');
    isFirst = false;
    const original: [string, string][] = normalized === expression ? [] : [['Original form', expression]];
    io.out(fields([...original, ['Normalized form', normalized], ...elapses(times, now, zone)]));
  }
  if (values.json) io.out(`[${reports.map((report) => JSON.stringify(report)).join(',\n ')}]\n`);
  return reports.every(({ valid }) => valid) ? 0 : 1;
}

/** `TZ` first, as all programs have it. */
function zoneOfMachine({ env }: Io): Zone {
  const name = env.TZ?.replace(/^:/, '');
  if (name === undefined) return localZone();
  return name === '' ? UTC : (zoneOf(name) ?? localZone());
}

function elapses(times: readonly number[], now: number, zone: Zone): [string, string][] {
  if (times.length === 0) return [['Next elapse', 'never']];
  return times.flatMap((time, index): [string, string][] => [
    [index === 0 ? 'Next elapse' : `Iteration #${index + 1}`, formatTimestamp(time, zone)],
    ...(isUtc(zone) ? [] : [['(in UTC)', formatTimestamp(time, UTC)] as [string, string]]),
    ['From now', formatRelative(time, now)],
  ]);
}

function isUtc(zone: Zone): boolean {
  return zone === UTC || (zone.names[0] === 'UTC' && zone.names[1] === 'UTC');
}

function warnOfConflict(expression: string, calendar: Calendar, io: Io): void {
  const weekday = conflictingWeekday(calendar);
  if (weekday === undefined) return;
  io.err(`unitwright: “${expression}” never elapses: its date is a ${WEEKDAY_NAMES[weekday]}.\n`);
}
