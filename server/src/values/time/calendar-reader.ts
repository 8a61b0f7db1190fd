/** Reads the text of a calendar expression without its time zone; `calendar.ts` does the rest. */
import type { CalendarFault, Component } from './calendar.ts';

export const MICROSECONDS_PER_SECOND = 1_000_000;

const LARGEST = 0x7fff_ffff;
const MOST_COMPONENTS = 241;

/** Longer words are not marked as a whole. */
const LONGEST_WORD = 100;

const LETTERS = /^[A-Za-z]+/;

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** While reading, components know where they stand. */
export interface Read extends Component {
  readonly from: number;
  readonly to: number;
}

export interface Draft {
  weekdays: number;
  year: Read[];
  month: Read[];
  day: Read[];
  isFromEnd: boolean;
  hour: Read[];
  minute: Read[];
  second: Read[];
  isUtc: boolean;
  zone: string | undefined;
  summer: number;
}

export const at0: Read = { start: 0, stop: -1, repeat: 0, from: 0, to: 0 };
export const MIDNIGHT = { hour: [at0], minute: [at0], second: [at0] };

/** Goes through an expression from left to right and fills in the draft. */
export class Reader {
  readonly #text: string;
  readonly #draft: Draft;
  #at = 0;
  #fault: CalendarFault | undefined;

  constructor(text: string, draft: Draft) {
    this.#text = text;
    this.#draft = draft;
  }

  read(): boolean {
    if (!this.#readWeekdays()) return false;
    const date = this.#readDate();
    if (date === undefined) return false;
    if (date === 'time-follows' && !this.#readTime()) return false;
    return this.#at === this.#text.length || this.#fail('nothing more is expected here');
  }

  whatIsWrong(): CalendarFault {
    return this.#fault ?? { start: 0, end: this.#text.length, fault: 'it cannot be read' };
  }

  /** Marks the word at a place, or in front of it; or what a pattern finds there. */
  #fail(fault: string, at = this.#at, pattern?: RegExp): false {
    const text = this.#text;
    let start = at;
    let end = at;
    if (pattern) end += pattern.exec(text.slice(at, at + LONGEST_WORD))?.[0].length ?? 0;
    if (end === at) {
      while (start > 0 && at - start < LONGEST_WORD && text[start - 1] !== ' ') start--;
      while (end < text.length && end - at < LONGEST_WORD && text[end] !== ' ') end++;
    }
    this.#fault ??= { start, end: start < end ? end : Math.min(text.length, at + 1), fault };
    return false;
  }

  /** The next character; empty at the end. */
  #char(): string {
    return this.#text[this.#at] ?? '';
  }

  #skipDigits(): void {
    const text = this.#text;
    let at = this.#at;
    while (text.charCodeAt(at) >= 0x30 && text.charCodeAt(at) <= 0x39) at++;
    this.#at = at;
  }

  #skipSpaces(): void {
    while (this.#char() === ' ') this.#at++;
  }

  /** `Mon`, `Mon,Wed`, `Mon..Fri` (`parse_weekdays`); a text without weekdays is left alone. */
  #readWeekdays(): boolean {
    let rangeFrom = -1;
    for (let isFirst = true; ; isFirst = false) {
      const day = this.#weekdayHere();
      if (day < 0) return isFirst || this.#fail('it is no day of the week', this.#at, LETTERS);
      const length = this.#startsWith(WEEKDAYS[day]!) ? WEEKDAYS[day]!.length : 3;
      const next = this.#text[this.#at + length] ?? '';
      if (!'-., '.includes(next)) return this.#fail('it is no day of the week', this.#at, LETTERS);
      if (rangeFrom > day) return this.#fail('a range of weekdays goes forward, from Monday to Sunday');
      for (let i = rangeFrom < 0 ? day : rangeFrom; i <= day; i++) this.#draft.weekdays |= 1 << i;
      this.#at += length;
      if (this.#isAtEndOfWeekdays()) return true;
      if (next === ',') {
        rangeFrom = -1;
        this.#at += 1;
      } else {
        if (rangeFrom >= 0) return this.#fail('a range has two ends');
        if (next === '.' && this.#text[this.#at + 1] !== '.') return this.#fail('a range is written with two dots');
        rangeFrom = day;
        this.#at += next === '.' ? 2 : 1;
      }
      // A comma may be the last, a range may not be open.
      if (this.#isAtEndOfWeekdays()) return rangeFrom < 0 || this.#fail('a range has two ends');
    }
  }

  /** The day of the week that begins here by its first three letters; −1: none. */
  #weekdayHere(): number {
    for (let day = 0; day < WEEKDAYS.length; day++) if (this.#startsWith(WEEKDAYS[day]!, 3)) return day;
    return -1;
  }

  /** Does a word in small letters, or its start, stand here? Case does not matter. */
  #startsWith(word: string, length = word.length): boolean {
    for (let i = 0; i < length; i++) {
      // Sets the bit that tells small letters from capital ones.
      if ((this.#text.charCodeAt(this.#at + i) | 0x20) !== word.charCodeAt(i)) return false;
    }
    return true;
  }

  #isAtEndOfWeekdays(): boolean {
    if (this.#at < this.#text.length && this.#char() !== ' ') return false;
    this.#skipSpaces();
    return true;
  }

  /** `2026-11-20`, `11-20`, `*-*~1`, `@1700000000` (`parse_date`). What turns out to be a time is left alone. */
  #readDate(): 'time-follows' | 'complete' | undefined {
    const draft = this.#draft;
    if (this.#at === this.#text.length) return 'time-follows';
    if (this.#char() === '@') return this.#readEpoch() ? 'complete' : undefined;
    const begin = this.#at;
    const first = this.#readChain(false);
    if (!first) return undefined;
    if (this.#char() === '' || this.#char() === ':') {
      this.#at = begin;
      return 'time-follows';
    }
    const second = this.#readDash() && this.#readChain(false);
    if (!second) return undefined;
    if (this.#char() === '' || this.#char() === ' ') {
      this.#skipSpaces();
      draft.month = first;
      draft.day = second;
      return 'time-follows';
    }
    if (draft.isFromEnd) {
      this.#fail('“~” stands between month and day');
      return undefined;
    }
    const third = this.#readDash() && this.#readChain(false);
    if (!third) return undefined;
    if (this.#char() !== '' && this.#char() !== ' ') {
      this.#fail('a date has three parts at most: year, month and day');
      return undefined;
    }
    this.#skipSpaces();
    draft.year = first;
    draft.month = second;
    draft.day = third;
    return 'time-follows';
  }

  #readDash(): boolean {
    if (this.#char() === '~') this.#draft.isFromEnd = true;
    else if (this.#char() !== '-') return this.#fail('a date is written as 2026-11-20, and a time as 08:30');
    this.#at += 1;
    return true;
  }

  /** Seconds since 1970, always in UTC. White space and a sign are let pass before them, as `strtoul` does. */
  #readEpoch(): boolean {
    const match = /^[ \t\n\v\f\r]*([+-]?)0*(\d*)/.exec(this.#text.slice(this.#at + 1));
    const [all = '', sign = '', digits = ''] = match ?? [];
    if (!/\d$/.test(all)) return this.#fail('“@” stands before seconds since 1970');
    const seconds = digits.length > 15 || (sign === '-' && digits !== '') ? Number.NaN : Number(digits);
    const date = new Date(seconds * 1000);
    // Years that are out of range are found by whoever looks at ranges.
    const parts = Number.isNaN(date.getTime())
      ? [LARGEST, 1, 1, 0, 0, 0]
      : [
          date.getUTCFullYear(),
          date.getUTCMonth() + 1,
          date.getUTCDate(),
          date.getUTCHours(),
          date.getUTCMinutes(),
          date.getUTCSeconds() * MICROSECONDS_PER_SECOND,
        ];
    const to = this.#at + 1 + all.length;
    const [year, month, day, hour, minute, second] = parts.map((start) => [{ ...at0, start, from: this.#at, to }]);
    Object.assign(this.#draft, { year, month, day, hour, minute, second, isUtc: true });
    this.#at = to;
    return true;
  }

  /** `08:30`, `*:0/15`, `00:00:01.5` (`parse_calendar_time`). Without one it is midnight. */
  #readTime(): boolean {
    const draft = this.#draft;
    if (this.#at === this.#text.length) {
      Object.assign(draft, MIDNIGHT);
      return true;
    }
    const hour = this.#readChain(false);
    if (!hour) return false;
    if (this.#char() !== ':') return this.#fail('a time is written as 08:30 or 08:30:15');
    this.#at += 1;
    const minute = this.#readChain(false);
    if (!minute) return false;
    let second: Read[] | undefined = [at0];
    if (this.#char() !== '') {
      if (this.#char() !== ':') return this.#fail('a time is written as 08:30 or 08:30:15');
      this.#at += 1;
      second = this.#readChain(true);
      if (!second) return false;
    }
    Object.assign(draft, { hour, minute, second });
    return true;
  }

  /** `*`, or components with commas between (`parse_chain`). */
  #readChain(isSecond: boolean): Read[] | undefined {
    if (this.#char() === '*') {
      this.#at += 1;
      return isSecond ? [{ ...at0, repeat: MICROSECONDS_PER_SECOND }] : [];
    }
    const chain: Read[] = [];
    for (;;) {
      if (chain.length === MOST_COMPONENTS) {
        this.#fail(`there are more than ${MOST_COMPONENTS} values`);
        return undefined;
      }
      const component = this.#readComponent(isSecond);
      if (!component) return undefined;
      chain.push(component);
      if (this.#char() !== ',') return chain;
      this.#at += 1;
    }
  }

  /** `prepend_component` */
  #readComponent(isSecond: boolean): Read | undefined {
    const from = this.#at;
    const start = this.#readDecimal(isSecond);
    if (start === undefined) return undefined;
    let stop: number | undefined = -1;
    let repeat: number | undefined = 0;
    if (this.#text.startsWith('..', this.#at)) {
      this.#at += 2;
      stop = this.#readDecimal(isSecond);
      if (stop === undefined) return undefined;
      repeat = isSecond ? MICROSECONDS_PER_SECOND : 1;
    }
    if (this.#char() === '/') {
      this.#at += 1;
      repeat = this.#readDecimal(isSecond);
      if (repeat === undefined) return undefined;
      if (repeat === 0) this.#fail('a step is at least 1', this.#at - 1);
    } else if (start > LARGEST - repeat) {
      this.#fail('the number is too large', from);
    } else if (isSecond && stop >= 0 && start + repeat > stop) {
      this.#fail('a range of seconds spans one second at least', from);
    }
    if (!['', ' ', ',', '-', '~', ':'].includes(this.#char())) {
      const isIso = this.#char() === 'T' && isDigit(this.#text[this.#at + 1] ?? '');
      this.#fail(
        isIso ? 'a blank stands between date and time, not “T”' : 'behind a number come “..”, “/”, “,”, “-” or “:”',
      );
    }
    return this.#fault ? undefined : { start, stop, repeat, from, to: this.#at };
  }

  /** A whole number; for seconds, microseconds of a number with a fraction (`parse_component_decimal`). */
  #readDecimal(isSecond: boolean): number | undefined {
    const from = this.#at;
    this.#skipDigits();
    if (this.#at === from) {
      this.#fail('a number or “*” is expected');
      return undefined;
    }
    const text = this.#text;
    let first = from;
    while (text.charCodeAt(first) === 0x30) first++;
    // Anything with more digits is too large all the same.
    let value = this.#at - first > 12 ? Number.POSITIVE_INFINITY : Number(text.slice(first, this.#at));
    if (isSecond) {
      value *= MICROSECONDS_PER_SECOND;
      // One point comes before a fraction, two make a range.
      if (this.#char() === '.' && this.#text[this.#at + 1] !== '.') {
        const fraction = this.#readFraction();
        if (fraction === undefined) return undefined;
        value += fraction;
      }
    }
    if (value > LARGEST) {
      this.#fail('the number is too large', from);
      return undefined;
    }
    return value;
  }

  /** Six digits count, the seventh rounds (`parse_fractional_part_u`). */
  #readFraction(): number | undefined {
    this.#at += 1;
    const from = this.#at;
    this.#skipDigits();
    if (this.#at === from) {
      this.#fail('digits are expected behind the point');
      return undefined;
    }
    const roundsUp = this.#at - from > 6 && this.#text[from + 6]! >= '5';
    return Number(this.#text.slice(from, Math.min(this.#at, from + 6)).padEnd(6, '0')) + (roundsUp ? 1 : 0);
  }
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9' && char.length === 1;
}

/** ASCII letters only, as systemd compares. */
export function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
