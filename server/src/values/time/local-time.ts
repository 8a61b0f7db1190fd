/**
 * Dates and times of day in a time zone, to and from seconds since 1970, as the C library of Linux systems does it
 * (`localtime_r`, `mktime`, `gmtime_r`, `timegm`), for systemd leaves it to that what becomes of an hour that is missing
 * or comes twice (`src/basic/time-util.c: mktime_or_timegm_usec, localtime_or_gmtime_usec`).
 */
import { UTC, type Zone } from './time-zone.ts';

/** `struct tm`. Numbers out of their range are allowed where a time is to be made into seconds. */
export interface Broken {
  year: number;
  /** From 0. */
  month: number;
  /** From 1. */
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** 1: summer time; 0: standard time; −1: whichever it is. `AS_SHOWN`: what it is at the time in `shownAt`. */
  summer: number;
  /** The time (seconds) at which a clock showed this. */
  shownAt?: number;
}

/** Whether it is summer time takes long to find out, and few ask. */
const AS_SHOWN = 2;

/** What the C library keeps from one conversion to the next: the offset that it tries first. */
export interface Guess {
  /** Seconds behind UTC. */
  offset: number;
}

/** Times before are refused. */
const FIRST_YEAR = 1969;

/** Attempts at a time, before it counts as one that cannot be. */
const MOST_PROBES = 6;

/** How far apart times are looked at for the other kind of time, and how far away (seconds). */
const STRIDE = 601_200;
const FARTHEST = Math.floor(457_243_209 / 2) + STRIDE;

/** The clock of a zone. */
export class LocalClock {
  readonly zone: Zone;
  readonly #guess: Guess;

  constructor(zone: Zone, guess: Guess = { offset: 0 }) {
    this.zone = zone;
    this.#guess = guess;
  }

  /** What the clock shows at a time (`localtime_or_gmtime_usec`). */
  show(time: number): Broken {
    const shown = showUtc(time + this.zone.offsetAt(time));
    shown.summer = AS_SHOWN;
    shown.shownAt = time;
    return shown;
  }

  /**
   * The time at which the clock shows this (`mktime_or_timegm_usec`). Numbers that are out of range are put right in
   * `broken`, so is an hour that does not exist. Undefined where systemd refuses: before 1970, or nothing fits.
   */
  timeOf(broken: Broken): number | undefined {
    if (broken.year < FIRST_YEAR) return undefined;
    const time = this.zone === UTC ? this.#timegm(broken) : this.#mktime(broken);
    if (time === undefined) return undefined;
    Object.assign(broken, this.zone === UTC ? showUtc(time) : this.show(time));
    return time < 0 ? undefined : time;
  }

  #timegm(broken: Broken): number {
    this.#guess.offset = 0;
    return utcOf(broken);
  }

  /** Finds the time by trying, each time closer by what the clock was off. */
  #mktime(broken: Broken): number | undefined {
    // Seconds out of range are added at the end.
    const second = Math.max(0, Math.min(59, broken.second));
    const wanted = utcOf({ ...broken, second });
    const summer = broken.summer === AS_SHOWN ? this.#summerAt(broken.shownAt ?? 0) : broken.summer;
    const found = this.#search(wanted, summer);
    if (found === undefined) return undefined;
    this.#guess.offset = found - wanted;
    return found + broken.second - second;
  }

  #summerAt(time: number): number {
    return this.zone.isSummer(time) ? 1 : 0;
  }

  #search(wanted: number, summer: number): number | undefined {
    const { zone } = this;
    let time = wanted + this.#guess.offset;
    let last = time;
    let beforeLast = time;
    for (let probes = MOST_PROBES; ; ) {
      const off = wanted - (time + zone.offsetAt(time));
      if (off === 0) {
        const isOther = summer >= 0 && this.#summerAt(time) !== Math.sign(summer);
        return isOther ? this.#otherKind(time, wanted, summer > 0) : time;
      }
      // To and fro between two times: the hour is left out in spring.
      if (time === beforeLast && time !== last && this.#isBetter(time, last, summer)) return time;
      probes -= 1;
      if (probes === 0) return undefined;
      beforeLast = last;
      last = time;
      time += off;
    }
  }

  /** Of two times around an hour that does not exist: summer time is preferred, or the kind that was not asked for. */
  #isBetter(time: number, other: number, summer: number): boolean {
    const here = this.#summerAt(time);
    if (summer >= 0) return here !== Math.sign(summer);
    return this.#summerAt(other) <= here;
  }

  /** The time if the clock showed summer time (or standard time) as it does on the nearest day on which it does. */
  #otherKind(time: number, wanted: number, isSummer: boolean): number {
    const { zone } = this;
    for (let distance = STRIDE; distance < FARTHEST; distance += STRIDE) {
      for (const near of [time - distance, time + distance]) {
        if (zone.isSummer(near) === isSummer) return wanted - zone.offsetAt(near);
      }
    }
    return time + (isSummer ? -3600 : 3600);
  }
}

/** Seconds since 1970 of a time in UTC, whatever the range of its numbers (`timegm`). */
export function utcOf({ year, month, day, hour, minute, second }: Broken): number {
  return Date.UTC(year, month, day) / 1000 + hour * 3600 + minute * 60 + second;
}

function showUtc(time: number): Broken {
  const date = new Date(time * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    summer: 0,
  };
}

/** Day of the week, Monday is 0. */
export function weekdayOf({ year, month, day }: Broken): number {
  return (new Date(Date.UTC(year, month, day)).getUTCDay() + 6) % 7;
}
