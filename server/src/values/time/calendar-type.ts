import { nearest } from '../common/nearest.ts';
import type { Context, Description, Problem, Suggestion } from '../value-type.ts';
import { type CalendarFault, conflictingWeekday, parseCalendar, SHORTHAND_NAMES } from './calendar.ts';
import { formatCalendar, WEEKDAY_NAMES } from './calendar-format.ts';
import { nextElapses } from './calendar-next.ts';
import { describeCalendarFault } from './time-messages.ts';
import { isZoneAbbreviation, isZoneName, listZones, localZone, UTC, type Zone } from './time-zone.ts';
import { formatTimestamp } from './timestamp.ts';

/** How many elapses are shown. */
const ELAPSES = 5;

/** The parts of a value type of calendar expressions; `time-types.ts` puts specifiers before it. */
export const calendarType = {
  judge: judgeCalendar,
  complete: (value: { readonly value: string }, offset: number): Suggestion[] => completeCalendar(value.value, offset),
  explain(text: string, length: number, offset: number): Description | undefined {
    if (offset < 0 || offset > length) return undefined;
    const description = describeCalendar(text);
    return description === undefined ? undefined : { start: 0, end: length, text: description };
  },
};

/**
 * Where a unit will run is not known here: whatever any zone calls its time may be what that machine's zone calls it
 * (`10:00 CEST`), and is let pass.
 */
const ANYWHERE = {
  local: ['', ''] as const,
  isZone: (word: string): boolean => isZoneName(word) || isZoneAbbreviation(word) || isLocalName(word),
};

function isLocalName(word: string): boolean {
  return /^[+-]\d/.test(word) && localZone().names.includes(word);
}

function judgeCalendar(text: string, written: string, context: Context): Problem[] {
  const calendar = parseCalendar(text, ANYWHERE);
  if ('fault' in calendar) return [faultProblem(calendar, text, written, context)];
  const weekday = conflictingWeekday(calendar);
  if (weekday === undefined) return [];
  const name = WEEKDAY_NAMES[weekday]!;
  const end = text === written ? written.search(/[\s]|$/) : written.length;
  return [
    {
      code: 'misspelt-word',
      start: 0,
      end,
      message: `The timer never elapses: the date is a ${name}, and the line asks for another day of the week. Leave the weekday out.`,
      ...(text === written ? { instead: [name] } : {}),
    },
  ];
}

function faultProblem(found: CalendarFault, text: string, written: string, { directive }: Context): Problem {
  const isHere = text === written;
  const [start, end] = isHere ? [found.start, found.end] : [0, written.length];
  const word = text.slice(found.start, found.end);
  const instead = isHere && found.end - found.start < 40 ? nearWords(word, found.fault) : [];
  const hint = isCron(text)
    ? 'This is how cron writes it; systemd writes “Mon..Fri *-*-* 08:30:00”.'
    : instead[0] !== undefined
      ? `Did you mean “${instead[0]}”?`
      : 'Write an expression such as “daily”, “Mon..Fri 08:30” or “*-*-01 03:00”.';
  return {
    code: 'invalid-time',
    start,
    end,
    message: `systemd ignores this line: ${directive}= takes a calendar expression, and ${describeCalendarFault(text, found)}. ${hint}`,
    ...(instead.length > 0 ? { instead } : {}),
  };
}

/** Five fields of digits, stars and steps. */
function isCron(text: string): boolean {
  return text.length < 100 && /^(?:[\d*/,-]+ +){4}[\d*/,A-Za-z-]+$/.test(text);
}

/** What may be meant by a misspelt word: a zone, or a shorthand or day. */
function nearWords(word: string, fault: string): string[] {
  if (!/^[A-Za-z]{3}/.test(word)) return [];
  const isZone = fault.includes('time zone');
  return nearest(word, isZone ? listZones().map(({ name }) => name) : [...SHORTHAND_NAMES, ...WEEKDAY_NAMES]);
}

/**
 * An expression explained in Markdown: systemd's own form, and when it elapses next, by the clock of a zone and in UTC.
 * Undefined where systemd does not take the text.
 *
 * @param now milliseconds since 1970
 */
export function describeCalendar(text: string, now = Date.now(), zone: Zone = localZone()): string | undefined {
  const calendar = parseCalendar(text, { local: zone.names, isZone: isZoneName });
  if ('fault' in calendar) return undefined;
  const form = `\`${formatCalendar(calendar, zone.names)}\``;
  const times = nextElapses(calendar, now * 1000, ELAPSES, { zone });
  if (times.length === 0) return `${form}\n\nNever elapses from now on.`;
  if (zone.names[0] === 'UTC') {
    return `${form}\n\nElapses next:\n\n${times.map((time) => `- ${formatTimestamp(time, UTC)}`).join('\n')}`;
  }
  const rows = times.map((time) => `| ${formatTimestamp(time, zone)} | ${formatTimestamp(time, UTC)} |`);
  return `${form}\n\n| Elapses next (${zone.name}) | in UTC |\n|---|---|\n${rows.join('\n')}`;
}

const SHORTHAND_MEANINGS: Readonly<Record<(typeof SHORTHAND_NAMES)[number], string>> = {
  minutely: '*-*-* *:*:00',
  hourly: '*-*-* *:00:00',
  daily: '*-*-* 00:00:00',
  weekly: 'Mon *-*-* 00:00:00',
  monthly: '*-*-01 00:00:00',
  quarterly: '*-01,04,07,10-01 00:00:00',
  semiannually: '*-01,07-01 00:00:00',
  yearly: '*-01-01 00:00:00',
};

/** Second names of zones, kept for old times' sake. */
const OLD_NAMES = /^(?:Etc|US|Canada|Brazil|Chile|Mexico)\//;

/** Shorthands and weekdays at the start, time zones at the end. */
function completeCalendar(text: string, offset: number): Suggestion[] {
  const start = text.lastIndexOf(' ', offset - 1) + 1;
  const before = text.slice(0, offset === 0 ? 0 : start);
  const space = text.indexOf(' ', offset);
  const end = space < 0 ? text.length : space;
  if (before.trim() === '') return completeStart(text, offset === 0 ? 0 : start, offset, end);
  // A zone stands behind an expression that is whole without it.
  if (end < text.length || 'fault' in parseCalendar(before.trim(), ANYWHERE)) return [];
  const zone = (label: string, detail: string): Suggestion => ({ label, kind: 'word', start, end, detail });
  const named = listZones().filter(({ name }) => name.includes('/') && !OLD_NAMES.test(name));
  return [
    zone('UTC', 'whatever the zone of the machine'),
    ...named.map(({ name, names }) => zone(name, clockNames(names))),
  ];
}

function clockNames([standard, summer]: readonly [string, string]): string {
  return standard === summer ? standard : `${standard}, ${summer}`;
}

function completeStart(text: string, start: number, offset: number, end: number): Suggestion[] {
  const typed = text.slice(start, offset);
  // Only letters and what stands between weekdays.
  if (typed.length > 100 || /[^A-Za-z.,-]/.test(typed)) return [];
  const from = start + typed.search(/[A-Za-z]*$/);
  let to = offset;
  while (to < end && to - offset < 20 && /[A-Za-z]/.test(text[to]!)) to++;
  const weekdays = WEEKDAY_NAMES.map((label): Suggestion => ({ label, kind: 'word', start: from, end: to }));
  if (from > start) return weekdays;
  const shorthands = SHORTHAND_NAMES.map(
    (label): Suggestion => ({ label, kind: 'word', start, end: to, detail: SHORTHAND_MEANINGS[label] }),
  );
  return [...shorthands, ...weekdays];
}
