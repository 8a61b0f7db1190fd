/**
 * When a calendar expression elapses (`src/shared/calendarspec.c: calendar_spec_next_usec`). The way there is systemd's,
 * step by step, for it decides what becomes of hours that are missing or come twice.
 */
import { type Calendar, type Component, LAST_YEAR, MICROSECONDS_PER_SECOND } from './calendar.ts';
import { type Broken, type Guess, LocalClock, weekdayOf } from './local-time.ts';
import { UTC, type Zone, zoneOf } from './time-zone.ts';

/** systemd gives up after so many attempts. */
const MOST_ATTEMPTS = 1000;

/** No time that can be asked for lies behind this (microseconds): the end of the last year, and a day. */
const LAST_TIME = (Date.UTC(LAST_YEAR + 1, 0, 2) / 1000) * MICROSECONDS_PER_SECOND;

export interface NextOptions {
  /** The zone that the machine is in. */
  readonly zone: Zone;
  /** systemd up to 252 misses the first days of a year in some expressions. */
  readonly version?: number;
  /** What conversions before this one have left behind. */
  readonly guess?: Guess;
}

/**
 * The first time behind `after` at which the expression elapses; both in microseconds since 1970.
 *
 * @returns `'never'` where there is none, `'lost'` where systemd gives up looking
 */
export function nextElapse(
  calendar: Calendar,
  after: number,
  { zone, version = Number.POSITIVE_INFINITY, guess }: NextOptions,
): number | 'never' | 'lost' {
  if (after >= LAST_TIME) return 'never';
  const own = calendar.zone === undefined ? zone : (zoneOf(calendar.zone) ?? zone);
  const clock = calendar.isUtc ? new LocalClock(UTC) : new LocalClock(own, guess);
  const from = after + 1;
  const shown = clock.show(Math.floor(from / MICROSECONDS_PER_SECOND));
  const search = new Search(calendar, clock, version <= 252);
  const found = search.find(shown, from % MICROSECONDS_PER_SECOND);
  if (typeof found === 'string') return found;
  const time = clock.timeOf(found.time);
  return time === undefined ? 'lost' : time * MICROSECONDS_PER_SECOND + found.microsecond;
}

/** The first elapses behind a time, at most so many. */
export function nextElapses(calendar: Calendar, after: number, count: number, options: NextOptions): number[] {
  const times: number[] = [];
  for (let from = after; times.length < count; ) {
    const next = nextElapse(calendar, from, options);
    if (typeof next === 'string') break;
    times.push(next);
    from = next;
  }
  return times;
}

interface Found {
  readonly time: Broken;
  readonly microsecond: number;
}

class Search {
  readonly #calendar: Calendar;
  readonly #clock: LocalClock;
  readonly #keepsDayOfNewYear: boolean;

  constructor(calendar: Calendar, clock: LocalClock, keepsDayOfNewYear: boolean) {
    this.#calendar = calendar;
    this.#clock = clock;
    this.#keepsDayOfNewYear = keepsDayOfNewYear;
  }

  /** The first time at or behind what the clock shows that fits all parts (`find_next`). */
  find(from: Broken, fromMicrosecond: number): Found | 'never' | 'lost' {
    const calendar = this.#calendar;
    const time = { ...from };
    let microsecond = fromMicrosecond;
    let isSummerOpen = false;
    // Each puts the parts below back to their first value.
    const toMidnight = (): void => {
      time.hour = time.minute = time.second = microsecond = 0;
    };
    const toFirstOfMonth = (): void => {
      time.day = 1;
      toMidnight();
    };
    const toNewYear = (): void => {
      time.month = 0;
      toFirstOfMonth();
    };

    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      this.#clock.timeOf(time);
      if (!isSummerOpen) time.summer = calendar.summer;

      const year = this.#match(calendar.year, time.year);
      if (year === undefined) return 'never';
      if (year !== time.year) {
        time.year = year;
        toNewYear();
      }
      if (this.#settle(time) !== 'fits') return 'never';

      const month = this.#match(calendar.month, time.month + 1);
      if (month !== undefined && month !== time.month + 1) {
        time.month = month - 1;
        toFirstOfMonth();
      }
      const inYear = month === undefined ? 'refused' : this.#settle(time);
      if (inYear === 'refused') {
        time.year += 1;
        toNewYear();
        continue;
      }
      if (inYear === 'moved') continue;

      const day = calendar.isFromEnd ? this.#matchFromEnd(time) : this.#match(calendar.day, time.day);
      if (day !== undefined && day !== time.day) {
        time.day = day;
        toMidnight();
      }
      const inMonth = day === undefined ? 'refused' : this.#settle(time);
      if (inMonth === 'refused') {
        time.month += 1;
        toFirstOfMonth();
        continue;
      }
      if (inMonth === 'moved') continue;

      if (!this.#isWeekday(time)) {
        time.day += 1;
        toMidnight();
        continue;
      }

      const hour = this.#match(calendar.hour, time.hour);
      if (hour !== undefined && hour !== time.hour) {
        time.hour = hour;
        time.minute = time.second = microsecond = 0;
      }
      const inDay = hour === undefined ? 'refused' : this.#settle(time);
      if (inDay === 'refused') {
        time.day += 1;
        toMidnight();
        continue;
      }
      // The hour may be left out in spring: go on from where the clock stands then.
      if (inDay === 'moved') continue;

      const minute = this.#match(calendar.minute, time.minute);
      if (minute !== undefined && minute !== time.minute) {
        time.minute = minute;
        time.second = microsecond = 0;
      }
      const inHour = minute === undefined ? 'refused' : this.#settle(time);
      if (inHour === 'refused') {
        time.hour += 1;
        time.minute = time.second = microsecond = 0;
        continue;
      }
      if (inHour === 'moved') continue;

      const wanted = time.second * MICROSECONDS_PER_SECOND + microsecond;
      const second = this.#match(calendar.second, wanted);
      time.second = Math.floor((second ?? wanted) / MICROSECONDS_PER_SECOND);
      microsecond = (second ?? wanted) % MICROSECONDS_PER_SECOND;
      const inMinute = second === undefined ? 'refused' : this.#settle(time);
      if (inMinute === 'refused') {
        time.minute += 1;
        time.second = microsecond = 0;
        continue;
      }
      if (inMinute === 'moved') continue;

      // No further than before: let the clock decide about summer time, and try again.
      const order = compare(from, time) || fromMicrosecond - (microsecond + 1);
      if (order >= 0) {
        isSummerOpen = true;
        time.hour += 1;
        continue;
      }
      return { time, microsecond };
    }
    return 'lost';
  }

  /** The earliest value at or behind `value`; undefined where there is none (`find_matching_component`). */
  #match(chain: readonly Component[], value: number): number | undefined {
    if (chain.length === 0) return value;
    let best: number | undefined;
    for (const { start, stop, repeat } of chain) best = earlier(best, firstIn(start, stop, repeat, value));
    return best;
  }

  /** The same for days that are counted from the end of the month. */
  #matchFromEnd(time: Broken): number | undefined {
    const chain = this.#calendar.day;
    if (chain.length === 0) return time.day;
    let best: number | undefined;
    for (const component of chain) {
      let start = this.#dayFromEnd(time, component.start);
      let stop = this.#dayFromEnd(time, component.stop);
      if (stop > 0) [start, stop] = [stop, start];
      best = earlier(best, firstIn(start, stop, component.repeat, time.day));
    }
    return best;
  }

  /** The day of the month that is the nth from its end, −1 where there is none (`find_end_of_month`). */
  #dayFromEnd(time: Broken, fromEnd: number): number {
    const last = { ...time, month: time.month + 1, day: 1 - fromEnd };
    return this.#clock.timeOf(last) === undefined || last.month !== time.month ? -1 : last.day;
  }

  /**
   * Puts right what is out of its range (`tm_within_bounds`): the parts below one that changed go back to their first
   * value, lest something between is passed over.
   */
  #settle(time: Broken): 'fits' | 'moved' | 'refused' {
    if (time.year > LAST_YEAR) return 'refused';
    const settled = { ...time };
    if (this.#clock.timeOf(settled) === undefined) return 'refused';
    const order = compare(settled, time);
    if (order < 0) return 'refused';
    if (order === 0) return 'fits';
    if (settled.year !== time.year) {
      settled.month = 0;
      if (!this.#keepsDayOfNewYear) settled.day = 1;
    } else if (settled.month !== time.month) settled.day = 1;
    else if (settled.day !== time.day) settled.hour = 0;
    else if (settled.hour !== time.hour) settled.minute = 0;
    else if (settled.minute !== time.minute) settled.second = 0;
    Object.assign(time, settled);
    return 'moved';
  }

  /** `matches_weekday` */
  #isWeekday(time: Broken): boolean {
    const { weekdays } = this.#calendar;
    if (weekdays < 0) return true;
    const settled = { ...time };
    if (this.#clock.timeOf(settled) === undefined) return false;
    return (weekdays & (1 << weekdayOf(settled))) !== 0;
  }
}

function firstIn(start: number, stop: number, repeat: number, value: number): number | undefined {
  if (start >= value) return start;
  if (repeat <= 0) return undefined;
  const next = start + Math.ceil((value - start) / repeat) * repeat;
  return stop < 0 || next <= stop ? next : undefined;
}

function earlier(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}

function compare(a: Broken, b: Broken): number {
  return (
    a.year - b.year ||
    a.month - b.month ||
    a.day - b.day ||
    a.hour - b.hour ||
    a.minute - b.minute ||
    a.second - b.second
  );
}
