/**
 * Calendar expressions: `Mon..Fri *-*-1..7 08:30 Europe/Berlin` (`src/shared/calendarspec.c: calendar_spec_from_string`).
 * `calendar-format.ts` writes them in systemd's own form, `calendar-next.ts` tells when they elapse.
 */
import { at0, type Draft, lower, MICROSECONDS_PER_SECOND, MIDNIGHT, type Read, Reader } from './calendar-reader.ts';

export { MICROSECONDS_PER_SECOND };

/** Some values of a part of a date or time: `1`, `1..5`, `0/15`, `1..9/2`. */
export interface Component {
  readonly start: number;
  /** −1 without an end. */
  readonly stop: number;
  /** 0 without a step. */
  readonly repeat: number;
}

/** A calendar expression. A part without components stands for all its values. */
export interface Calendar {
  /** Bit 0 is Monday; −1: any day. */
  readonly weekdays: number;
  readonly year: readonly Component[];
  readonly month: readonly Component[];
  readonly day: readonly Component[];
  /** Days are counted back from the end of the month (`~`). */
  readonly isFromEnd: boolean;
  readonly hour: readonly Component[];
  readonly minute: readonly Component[];
  /** In microseconds. */
  readonly second: readonly Component[];
  readonly isUtc: boolean;
  /** A zone by its name; without one, times are those of the machine. */
  readonly zone: string | undefined;
  /** 0, 1: standard or summer time of the machine's zone, named in the expression; −1: either. */
  readonly summer: number;
}

/** Why a text is no calendar expression, and where (offsets in the text). */
export interface CalendarFault {
  readonly start: number;
  readonly end: number;
  /** What is wrong there, as a clause: `an hour lies between 0 and 23`. */
  readonly fault: string;
}

/** What the last word of an expression may be, apart from UTC. */
export interface ZoneWords {
  /** What the machine's zone calls its standard time and its summer time. */
  readonly local: readonly [standard: string, summer: string];
  isZone(word: string): boolean;
}

const ALL_WEEKDAYS = 0b111_1111;

export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2199;

const at1: Read = { ...at0, start: 1 };

function months(...list: number[]): Read[] {
  return list.map((start) => ({ ...at0, start }));
}

/** The words that stand for a whole expression; case does not matter. */
const SHORTHANDS = new Map<string, Partial<Draft>>([
  ['minutely', { second: [at0] }],
  ['hourly', { minute: [at0], second: [at0] }],
  ['daily', MIDNIGHT],
  ['monthly', { day: [at1], ...MIDNIGHT }],
  ['annually', { month: [at1], day: [at1], ...MIDNIGHT }],
  ['yearly', { month: [at1], day: [at1], ...MIDNIGHT }],
  ['anually', { month: [at1], day: [at1], ...MIDNIGHT }],
  ['weekly', { weekdays: 1, ...MIDNIGHT }],
  ['quarterly', { month: months(1, 4, 7, 10), day: [at1], ...MIDNIGHT }],
  ['biannually', { month: months(1, 7), day: [at1], ...MIDNIGHT }],
  ['bi-annually', { month: months(1, 7), day: [at1], ...MIDNIGHT }],
  ['semiannually', { month: months(1, 7), day: [at1], ...MIDNIGHT }],
  ['semi-annually', { month: months(1, 7), day: [at1], ...MIDNIGHT }],
]);

/** The shorthands as they are proposed: no second spellings. */
export const SHORTHAND_NAMES = [
  'minutely',
  'hourly',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'semiannually',
  'yearly',
] as const;

/** Reads an expression (`calendar_spec_from_string`). */
export function parseCalendar(text: string, words: ZoneWords): Calendar | CalendarFault {
  const calendar = readCalendar(text, words);
  return 'fault' in calendar ? (zoneFault(text, words) ?? calendar) : calendar;
}

function readCalendar(text: string, words: ZoneWords): Calendar | CalendarFault {
  const draft: Draft = {
    weekdays: 0,
    year: [],
    month: [],
    day: [],
    isFromEnd: false,
    hour: [],
    minute: [],
    second: [],
    isUtc: false,
    zone: undefined,
    summer: -1,
  };
  const body = text.slice(0, readZone(text, words, draft));
  if (body === '') return { start: 0, end: text.length, fault: 'it is empty' };
  // No shorthand is longer.
  const shorthand = body.length <= 13 ? SHORTHANDS.get(lower(body)) : undefined;
  if (shorthand) Object.assign(draft, shorthand);
  else {
    const reader = new Reader(body, draft);
    if (!reader.read()) return reader.whatIsWrong();
  }
  normalize(draft);
  return validated(draft);
}

/** Where all is well without a last word that looks like a zone, that word is what is wrong. */
function zoneFault(text: string, words: ZoneWords): CalendarFault | undefined {
  const space = text.lastIndexOf(' ');
  if (space < 0 || text.length - space > 100 || !/^[A-Za-z]/.test(text.slice(space + 1))) return undefined;
  if ('fault' in readCalendar(text.slice(0, space), words)) return undefined;
  return { start: space + 1, end: text.length, fault: 'it is no time zone' };
}

/** Takes the time zone at the end; returns where the rest ends. */
function readZone(text: string, words: ZoneWords, draft: Draft): number {
  const space = text.lastIndexOf(' ');
  if (space < 0) return text.length;
  const word = text.slice(space + 1);
  // Longer than any zone.
  if (word.length > 100) return text.length;
  const small = lower(word);
  const isLocal = words.local.findIndex((name) => name !== '' && lower(name) === small);
  if (small === 'utc') draft.isUtc = true;
  else if (isLocal >= 0) draft.summer = isLocal;
  else if (words.isZone(word)) draft.zone = word;
  else return text.length;
  return space;
}

/** Brings equal expressions into one form (`calendar_spec_normalize`). */
function normalize(draft: Draft): void {
  if (draft.weekdays <= 0 || draft.weekdays >= ALL_WEEKDAYS) draft.weekdays = -1;
  if (draft.day.length === 0) draft.isFromEnd = false;
  draft.year = draft.year.map((each) => ({ ...each, start: fullYear(each.start), stop: fullYear(each.stop) }));
  for (const part of ['year', 'month', 'day', 'hour', 'minute', 'second'] as const) {
    draft[part] = normalizedChain(draft[part]);
  }
}

/** 12 → 2012, 89 → 1989 (`fix_year`) */
function fullYear(year: number): number {
  if (year < 0 || year >= 100) return year;
  return year < 70 ? year + 2000 : year + 1900;
}

/** Ends of ranges fall on a step, what has no second value is a single one; sorted, each once (`normalize_chain`). */
function normalizedChain(chain: readonly Read[]): Read[] {
  const all = chain.map((each) => {
    const { start, repeat } = each;
    const stop = each.stop > start && repeat > 0 ? each.stop - ((each.stop - start) % repeat) : each.stop;
    // The sum overflows as it does in C.
    const isSingle = (stop > start && repeat > 0 && ((start + repeat) | 0) > stop) || start === stop;
    return isSingle ? { ...each, stop: -1, repeat: 0 } : { ...each, stop };
  });
  all.sort((a, b) => a.start - b.start || a.stop - b.stop || a.repeat - b.repeat);
  return all.filter((each, index) => {
    const next = all[index + 1];
    return !next || next.start !== each.start || next.stop !== each.stop || next.repeat !== each.repeat;
  });
}

/** Ranges of the parts, and what they are called in a message (`calendar_spec_valid`). */
const RANGES = [
  ['year', FIRST_YEAR, LAST_YEAR, 'a year'],
  ['month', 1, 12, 'a month'],
  ['day', 1, 31, 'a day'],
  ['hour', 0, 23, 'an hour'],
  ['minute', 0, 59, 'a minute'],
  ['second', 0, 60 * MICROSECONDS_PER_SECOND - 1, 'a second'],
] as const;

function validated(draft: Draft): Calendar | CalendarFault {
  for (const [part, from, last, what] of RANGES) {
    const isFromEnd = part === 'day' && draft.isFromEnd;
    for (const [index, { start, stop, repeat, from: begin, to: end }] of draft[part].entries()) {
      // Every month has 28 days. systemd takes three days away for each further value, too.
      const to = isFromEnd ? last - 3 * (index + 1) : last;
      const isInside = start >= from && start <= to && stop <= to && (stop < 0 || stop >= from);
      if (!isInside) {
        const most = part === 'second' ? 59 : to;
        const where = isFromEnd ? `${index > 0 ? 'behind a comma, ' : ''}${what} counted from the end` : what;
        return { start: begin, end, fault: `${where} lies between ${from} and ${most}` };
      }
      // At least one more value has to follow.
      const reached = isFromEnd && stop < 0 ? start - repeat >= from : start + repeat <= (stop < 0 ? to : stop);
      if (repeat > to - from || !reached)
        return { start: begin, end, fault: 'the range or step holds no second value' };
    }
  }
  return draft;
}

/**
 * The day on which a fixed date falls, where the expression names other weekdays and so never elapses
 * (`calendar_spec_weekday_conflicts`); 0 is Monday.
 */
export function conflictingWeekday({ weekdays, isFromEnd, year, month, day }: Calendar): number | undefined {
  if (weekdays < 0 || isFromEnd) return undefined;
  const fixed = [year, month, day].map((chain) =>
    chain.length === 1 && isFixed(chain[0]!) ? chain[0]!.start : undefined,
  );
  const [y, m, d] = fixed;
  if (y === undefined || m === undefined || d === undefined) return undefined;
  const date = new Date(Date.UTC(y, m - 1, d));
  // There is no 31st of February.
  if (date.getUTCMonth() !== m - 1) return undefined;
  const weekday = (date.getUTCDay() + 6) % 7;
  return weekdays & (1 << weekday) ? undefined : weekday;
}

function isFixed({ start, stop, repeat }: Component): boolean {
  return repeat === 0 && (stop < 0 || stop === start);
}
