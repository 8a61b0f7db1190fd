/** Points in time: `2026-11-20 08:30 Europe/Berlin`, `tomorrow`, `+5min`, `@1700000000` (`src/basic/time-util.c`). */
import { type Broken, LocalClock, utcOf, weekdayOf } from './local-time.ts';
import { INFINITE, parseSeconds } from './time-span.ts';
import { UTC, type Zone, zoneOf } from './time-zone.ts';

const PER_SECOND = 1_000_000;
const PER_DAY = 86_400 * PER_SECOND;

/** Thu 9999-12-30 23:59:59 UTC (microseconds): `USEC_TIMESTAMP_FORMATTABLE_MAX`. */
const LAST = 253_402_214_399_000_000n;

/** How to read the part before the time zone. */
interface Reading {
  readonly clock: LocalClock;
  /** The clock that tells which day is today: that of the machine, whatever zone is named. */
  readonly calendar: LocalClock;
  /** Microseconds since 1970. */
  readonly now: number;
  /** Seconds ahead of UTC, where the zone is given as an offset. */
  readonly offset: number;
  readonly summer: number;
  /** With a time zone, words relative to now are not taken. */
  readonly hasZone: boolean;
}

/**
 * Microseconds since 1970 of a point in time (`parse_timestamp`); undefined where systemd would not take it.
 *
 * @param now what `now` is, in microseconds since 1970
 * @param zone the zone that the machine is in
 */
export function parseTimestamp(text: string, now: number, zone: Zone): number | undefined {
  const utc = new LocalClock(UTC);
  const local = new LocalClock(zone);
  const inUtc = (end: number, offset: number): number | undefined =>
    read(text.slice(0, end), { clock: utc, calendar: utc, now, offset, summer: -1, hasZone: true });
  if (text.length > 2 && text.endsWith('Z')) {
    const time = inUtc(text.length - 1, 0);
    if (time !== undefined) return time;
  }
  const welded = offsetOf(text.slice(-6));
  if (text.length > 7 && /[^ ][+-].{5}$/.test(text) && welded !== undefined) return inUtc(text.length - 6, welded);
  const plain = { clock: local, calendar: local, now, offset: 0, summer: -1, hasZone: false };
  const space = text.lastIndexOf(' ');
  if (space < 0) return read(text, plain);
  const word = text.slice(space + 1);
  if (word === 'UTC') return inUtc(space, 0);
  const offset = offsetOf(word);
  if (offset !== undefined) return inUtc(space, offset);
  const own = zone.names.indexOf(word);
  if (own >= 0) return read(text.slice(0, space), { ...plain, summer: own, hasZone: true });
  const named = zoneOf(word);
  if (named) return read(text.slice(0, space), { ...plain, clock: new LocalClock(named), hasZone: true });
  return read(text, plain);
}

/** `+02`, `+0200`, `+02:00` in seconds (`parse_gmtoff`, which is `%z` of strptime(3)). */
function offsetOf(text: string): number | undefined {
  if (/^[ \t\n\v\f\r]*Z$/.test(text)) return 0;
  const match = /^[ \t\n\v\f\r]*([+-])(\d\d)(?::?([0-5]\d))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, hours, minutes = 0] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** `parse_timestamp_impl` */
function read(text: string, reading: Reading): number | undefined {
  const { calendar, now, offset, hasZone } = reading;
  if (Math.abs(offset) > 86_400 || (hasZone && text === '')) return undefined;
  if (!hasZone) {
    if (text.startsWith('@')) return withinReach(parseSeconds(text.slice(1)));
    const relative = readRelative(text, now);
    if (relative !== 'absolute') return relative;
  }
  const today = calendar.show(Math.floor(now / PER_SECOND));
  today.summer = reading.summer;
  const day = DAYS.get(text);
  if (day !== undefined) {
    return timeOf({ ...today, day: today.day + day, hour: 0, minute: 0, second: 0 }, 0, undefined, reading);
  }
  const match = /^(sun(?:day)?|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?) /i.exec(
    text,
  );
  const weekday = match ? WEEKDAYS.indexOf(match[1]!.slice(0, 3).toLowerCase()) : undefined;
  const rest = text.slice(match?.[0].length ?? 0);
  for (const format of FORMATS) {
    const broken = { ...today };
    const end = readFormat(rest, format, broken);
    if (end === undefined) continue;
    if (!format.includes('S')) broken.second = 0;
    if (!format.includes('H')) broken.hour = broken.minute = 0;
    if (end === rest.length) return timeOf(broken, 0, weekday, reading);
    if (rest[end] === '.' && format.endsWith('S')) {
      const fraction = /^\d+$/.exec(rest.slice(end + 1))?.[0];
      if (fraction === undefined) return undefined;
      const rounded = fraction.length > 6 && fraction[6]! >= '5' ? 1 : 0;
      return timeOf(broken, Number(fraction.slice(0, 6).padEnd(6, '0')) + rounded, weekday, reading);
    }
  }
  return undefined;
}

const DAYS = new Map([
  ['today', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
]);

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** `now`, `+5min`, `-5min`, `5min ago`, `5min left` */
function readRelative(text: string, now: number): number | undefined | 'absolute' {
  if (text === 'now') return now;
  const [sign, span] = text.startsWith('+')
    ? [1n, text.slice(1)]
    : text.startsWith('-')
      ? [-1n, text.slice(1)]
      : text.endsWith(' ago')
        ? [-1n, text.slice(0, -4)]
        : text.endsWith(' left')
          ? [1n, text.slice(0, -5)]
          : [0n, ''];
  if (sign === 0n) return 'absolute';
  const length = parseSeconds(span);
  return typeof length === 'bigint' ? withinReach(BigInt(now) + sign * length) : undefined;
}

function withinReach(time: ReturnType<typeof parseSeconds>): number | undefined {
  return typeof time === 'bigint' && time !== INFINITE && time >= 0n && time <= LAST ? Number(time) : undefined;
}

function timeOf(
  broken: Broken,
  microsecond: number,
  weekday: number | undefined,
  reading: Reading,
): number | undefined {
  if (weekday !== undefined && weekdayOf(broken) !== weekday) return undefined;
  const { clock, offset } = reading;
  let behind = Math.max(0, offset) * PER_SECOND;
  // The last day before 1970 may well lie behind the start of 1970 in UTC.
  if (offset < 0 && broken.year === 1969 && broken.month === 11 && broken.day === 31) {
    Object.assign(broken, { year: 1970, month: 0, day: 1 });
    behind = PER_DAY;
  }
  const seconds = clock.zone === UTC && utcOf(broken) < 0 ? undefined : clock.timeOf(broken);
  if (seconds === undefined) return undefined;
  const time = seconds * PER_SECOND + microsecond + Math.max(0, -offset) * PER_SECOND - behind;
  return time >= 0 && BigInt(time) <= LAST ? time : undefined;
}

/** The forms that are tried, in order, in the words of strptime(3). */
const FORMATS = [
  '%y-%m-%d %H:%M:%S',
  '%Y-%m-%d %H:%M:%S',
  '%Y-%m-%dT%H:%M:%S',
  '%b %d %H:%M:%S',
  '%y-%m-%d %H:%M',
  '%Y-%m-%d %H:%M',
  '%Y-%m-%dT%H:%M',
  '%y-%m-%d',
  '%Y-%m-%d',
  '%H:%M:%S',
  '%H:%M',
];

/** Least and largest number of a field, and how many digits it may have. */
const FIELDS: Readonly<Record<string, readonly [least: number, most: number, digits: number]>> = {
  y: [0, 99, 2],
  Y: [0, 9999, 4],
  m: [1, 12, 2],
  d: [1, 31, 2],
  H: [0, 23, 2],
  M: [0, 59, 2],
  S: [0, 61, 2],
};

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** Reads a text by a format and fills in `broken`; returns how far it came (`strptime`). */
function readFormat(text: string, format: string, broken: Broken): number | undefined {
  let at = 0;
  const skipSpaces = (): void => {
    while (/^\s$/.test(text[at] ?? '')) at++;
  };
  for (let i = 0; i < format.length; i++) {
    const char = format[i]!;
    if (char === ' ') {
      skipSpaces();
      continue;
    }
    if (char !== '%') {
      if (text[at] !== char) return undefined;
      at++;
      continue;
    }
    const field = format[++i]!;
    if (field === 'b') {
      const head = text.slice(at, at + 9).toLowerCase();
      const month = MONTHS.findIndex((name) => head.startsWith(name.slice(0, 3)));
      if (month < 0) return undefined;
      broken.month = month;
      at += head.startsWith(MONTHS[month]!) ? MONTHS[month]!.length : 3;
      continue;
    }
    skipSpaces();
    const number = readField(text, at, FIELDS[field]!);
    if (!number) return undefined;
    at = number.end;
    setField(broken, field, number.value);
  }
  return at;
}

function readField(
  text: string,
  from: number,
  [least, most, digits]: readonly [number, number, number],
): { value: number; end: number } | undefined {
  let at = from;
  let value = 0;
  for (; at - from < digits && /^\d$/.test(text[at] ?? ''); at++) {
    // One digit more must not lead out of the range.
    if (at > from && value * 10 > most) break;
    value = value * 10 + Number(text[at]);
  }
  return at === from || value < least || value > most ? undefined : { value, end: at };
}

function setField(broken: Broken, field: string, value: number): void {
  if (field === 'y') broken.year = value + (value < 69 ? 2000 : 1900);
  else if (field === 'Y') broken.year = value;
  else if (field === 'm') broken.month = value - 1;
  else if (field === 'd') broken.day = value;
  else if (field === 'H') broken.hour = value;
  else if (field === 'M') broken.minute = value;
  else broken.second = value;
}

/** How far away a time is: `2 weeks 3 days ago`, `1h 5min left` (`format_timestamp_relative`). In microseconds. */
export function formatRelative(time: number, now: number): string {
  const seconds = Math.abs(time - now) / PER_SECOND;
  const behind = now > time ? ' ago' : ' left';
  const whole = (length: number, of = seconds): number => Math.floor(of / length);
  const named = (count: number, name: string): string => `${count} ${name}${count === 1 ? '' : 's'}`;
  for (const [name, length, smaller, smallerLength] of [
    ['year', 31_557_600, 'month', 2_629_800],
    ['month', 2_629_800, 'day', 86_400],
    ['week', 604_800, 'day', 86_400],
  ] as const) {
    if (seconds < length) continue;
    return `${named(whole(length), name)} ${named(whole(smallerLength, seconds % length), smaller)}${behind}`;
  }
  if (seconds >= 2 * 86_400) return `${whole(86_400)} days${behind}`;
  if (seconds >= 25 * 3600) return `1 day ${whole(3600, seconds - 86_400)}h${behind}`;
  if (seconds >= 6 * 3600) return `${whole(3600)}h${behind}`;
  if (seconds >= 3600) return `${whole(3600)}h ${whole(60, seconds % 3600)}min${behind}`;
  if (seconds >= 300) return `${whole(60)}min${behind}`;
  if (seconds >= 60) return `${whole(60)}min ${whole(1, seconds % 60)}s${behind}`;
  if (seconds >= 1) return `${whole(1)}s${behind}`;
  const microseconds = Math.abs(time - now);
  if (microseconds >= 1000) return `${Math.floor(microseconds / 1000)}ms${behind}`;
  return microseconds > 0 ? `${microseconds}us${behind}` : 'now';
}

/** `Fri 2026-11-20 14:53:37 CET` (`format_timestamp`), in a zone. In microseconds. */
export function formatTimestamp(time: number, zone: Zone): string {
  const seconds = Math.floor(time / PER_SECOND);
  const shown = new Date((seconds + zone.offsetAt(seconds)) * 1000);
  const weekday = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][shown.getUTCDay()];
  const [date = '', clock = ''] = shown.toISOString().slice(0, 19).split('T');
  return `${weekday} ${date} ${clock} ${zone.nameAt(seconds)}`;
}

/** `2026-11-20T13:00:00Z`, with six digits behind the point where there is a fraction. In microseconds. */
export function isoTimestamp(time: number): string {
  const seconds = new Date(Math.floor(time / PER_SECOND) * 1000).toISOString().slice(0, 19);
  const fraction = time % PER_SECOND === 0 ? '' : `.${String(time % PER_SECOND).padStart(6, '0')}`;
  return `${seconds}${fraction}Z`;
}
