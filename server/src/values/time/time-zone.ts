/**
 * Time zones: their names and the names of their times from a small table, their clocks from `Intl`.
 */
import data from '../data/time-zones.json' with { type: 'json' };

/** A time zone. Times are seconds since 1970 in UTC. */
export interface Zone {
  readonly name: string;
  /** What standard time and summer time are called (`tzname[]` of tzset(3)); the same word where there is only one. */
  readonly names: readonly [standard: string, summer: string];
  /** Seconds that the clock is ahead of UTC. */
  offsetAt(time: number): number;
  /** What the time is called then, such as `CEST`. */
  nameAt(time: number): string;
  /** Does the clock show summer time, or what counts as such (in Ireland, winter)? */
  isSummer(time: number): boolean;
}

export const UTC: Zone = {
  name: 'UTC',
  names: ['UTC', 'UTC'],
  offsetAt: () => 0,
  nameAt: () => 'UTC',
  isSummer: () => false,
};

const opened = new Map<string, Zone | undefined>();

/** A zone by its name, which is case-sensitive as file names are. Undefined for names that are none. */
export function zoneOf(name: string): Zone | undefined {
  if (name === 'UTC') return UTC;
  if (opened.has(name)) return opened.get(name);
  if (!isZoneName(name)) return undefined;
  const zone = openZone(name.replace(/^(?:posix|right)\//, ''));
  opened.set(name, zone);
  return zone;
}

/** The zone that this machine is in. */
export function localZone(): Zone {
  return zoneOf(new Intl.DateTimeFormat().resolvedOptions().timeZone) ?? UTC;
}

/** Is this the name of a zone (`src/basic/time-util.c: verify_timezone`)? systemd looks whether there is such a file. */
export function isZoneName(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(name) || name.length > 100) return false;
  // The same zones once more, in some distributions.
  const plain = name.replace(/^(?:posix|right)\//, '');
  return table().zones.has(plain) || isKnownToIntl(plain);
}

/** All zones by name, with what their times are called; sorted. */
export function listZones(): readonly { readonly name: string; readonly names: readonly [string, string] }[] {
  return table().sorted.map((name) => ({ name, names: table().zones.get(name)!.names }));
}

/** Is this what the clock of any zone is called, such as `CEST`? Case does not matter. Digits (`+03`) do not count. */
export function isZoneAbbreviation(word: string): boolean {
  return table().abbreviations.has(word.toLowerCase());
}

interface Table {
  readonly zones: ReadonlyMap<string, { readonly names: readonly [string, string]; readonly isBehind: boolean }>;
  readonly abbreviations: ReadonlySet<string>;
  readonly sorted: readonly string[];
}

let made: Table | undefined;

function table(): Table {
  if (made) return made;
  const zones = new Map<string, { names: [string, string]; isBehind: boolean }>();
  const abbreviations = new Set<string>();
  for (const row of data.rows) {
    const [head = '', list = ''] = row.split(' | ');
    const words = head.split(' ');
    const isBehind = words.at(-1) === 'behind';
    const [standard = '', summer = standard] = isBehind ? words.slice(0, -1) : words;
    const entry: { names: [string, string]; isBehind: boolean } = { names: [standard, summer], isBehind };
    for (const name of entry.names) if (/^[A-Za-z]/.test(name)) abbreviations.add(name.toLowerCase());
    for (const zone of list.split(' ')) zones.set(zone, entry);
  }
  made = { zones, abbreviations, sorted: [...zones.keys()].sort() };
  return made;
}

/** A zone that is newer than our table: only if `Intl` spells it the same way. */
function isKnownToIntl(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone === name;
  } catch {
    return false;
  }
}

/** Offsets are looked up in blocks of six days: no zone changes its clock twice in one. */
const BLOCK = 2 ** 19;

/** Months of thirty days on each side in which the clock shows both times, where a zone has two. */
const MONTH = 30 * 86_400;
const MONTHS_AROUND = 7;

/** `Intl` knows no times beyond (seconds). */
const LAST = 8_640_000_000_000;

function openZone(name: string): Zone | undefined {
  const ask = clockOf(name);
  if (!ask) return undefined;
  const entry = table().zones.get(name);
  const starts = new Map<number, number>();
  const changes = new Map<number, number>();
  const extremes = new Map<number, { least: number; most: number }>();

  const offsetAtStart = (block: number): number => {
    let offset = starts.get(block);
    if (offset === undefined) {
      offset = ask(block * BLOCK);
      starts.set(block, offset);
    }
    return offset;
  };

  const offsetAt = (time: number): number => {
    const within = Math.max(-LAST, Math.min(LAST, time));
    const block = Math.floor(within / BLOCK);
    const before = offsetAtStart(block);
    const behind = offsetAtStart(block + 1);
    if (before === behind) return before;
    let change = changes.get(block);
    if (change === undefined) {
      let low = block * BLOCK;
      change = low + BLOCK;
      while (low + 1 < change) {
        const middle = Math.floor((low + change) / 2);
        if (ask(middle) === before) low = middle;
        else change = middle;
      }
      changes.set(block, change);
    }
    return within < change ? before : behind;
  };

  const extremesAround = (time: number): { least: number; most: number } => {
    const month = Math.floor(time / MONTH);
    let found = extremes.get(month);
    if (!found) {
      const offsets = Array.from({ length: 2 * MONTHS_AROUND + 1 }, (_, i) =>
        offsetAt((month + i - MONTHS_AROUND) * MONTH),
      );
      found = { least: Math.min(...offsets), most: Math.max(...offsets) };
      extremes.set(month, found);
    }
    return found;
  };

  const isSummer = (time: number): boolean => {
    const { least, most } = extremesAround(time);
    if (least === most) return false;
    return entry?.isBehind ? offsetAt(time) < most : offsetAt(time) > least;
  };

  const now = Math.floor(Date.now() / 1000);
  const names = entry?.names ?? [numericName(offsetAt(now)), numericName(offsetAt(now))];
  return {
    name,
    names,
    offsetAt,
    isSummer,
    nameAt(time) {
      const known = names[isSummer(time) ? 1 : 0]!;
      // Names of digits tell the offset, which the table knows of today alone.
      return /^[+-]/.test(known) ? numericName(offsetAt(time)) : known;
    },
  };
}

/** Gives the offset of a zone at a time, slowly. */
function clockOf(zone: string): ((time: number) => number) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
  return (time) => {
    const shown = format.format(new Date(time * 1000));
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (shown.match(/\d+/g) ?? []).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - time;
  };
}

/** `+0530`, as the time zone database names clocks that have no name. */
function numericName(offset: number): string {
  const minutes = Math.abs(Math.trunc(offset / 60));
  const two = (number: number): string => String(number).padStart(2, '0');
  const behindHours = minutes % 60 === 0 ? '' : two(minutes % 60);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${behindHours}`;
}
