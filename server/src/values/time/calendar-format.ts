import { type Calendar, type Component, MICROSECONDS_PER_SECOND } from './calendar.ts';

export const WEEKDAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/**
 * An expression in systemd's own form: `Mon..Fri *-*-* 08:30:00` (`src/shared/calendarspec.c: calendar_spec_to_string`).
 *
 * @param names what the machine's zone calls its standard time and its summer time
 */
export function formatCalendar(calendar: Calendar, names: readonly [standard: string, summer: string]): string {
  const { year, month, day, hour, minute, second } = calendar;
  const weekdays = calendar.weekdays > 0 ? `${formatWeekdays(calendar.weekdays)} ` : '';
  const date = `${chain(year, 4)}-${chain(month, 2)}${calendar.isFromEnd ? '~' : '-'}${chain(day, 2)}`;
  const time = `${chain(hour, 2)}:${chain(minute, 2)}:${isEverySecond(second) ? '*' : chain(second, 2, MICROSECONDS_PER_SECOND)}`;
  return `${weekdays}${date} ${time}${formatZone(calendar, names)}`;
}

function formatZone({ isUtc, zone, summer }: Calendar, names: readonly [string, string]): string {
  if (isUtc) return ' UTC';
  if (zone !== undefined) return ` ${zone}`;
  const name = summer === 0 || summer === 1 ? names[summer] : '';
  return name === '' ? '' : ` ${name}`;
}

/** Runs of three days or more are ranges. */
function formatWeekdays(bits: number): string {
  const parts: string[] = [];
  for (let day = 0; day < 7; day++) {
    if (!(bits & (1 << day))) continue;
    let last = day;
    while (last < 6 && bits & (1 << (last + 1))) last++;
    const [from, to] = [WEEKDAY_NAMES[day]!, WEEKDAY_NAMES[last]!];
    if (last === day) parts.push(from);
    else parts.push(`${from}${last - day > 1 ? '..' : ','}${to}`);
    day = last;
  }
  return parts.join(',');
}

/** One component that covers all seconds makes the others needless. */
function isEverySecond(components: readonly Component[]): boolean {
  return components.some(({ start, stop, repeat }) => start === 0 && stop < 0 && repeat === MICROSECONDS_PER_SECOND);
}

function chain(components: readonly Component[], width: number, unit = 1): string {
  if (components.length === 0) return '*';
  return components
    .map(({ start, stop, repeat }) => {
      let text = number(start, width, unit);
      if (stop > 0) text += `..${number(stop, width, unit)}`;
      if (repeat > 0 && !(stop > 0 && repeat === unit)) text += `/${number(repeat, 1, unit)}`;
      else if (repeat % unit > 0) text += fraction(repeat, unit);
      return text;
    })
    .join(',');
}

function number(value: number, width: number, unit: number): string {
  return String(Math.floor(value / unit)).padStart(width, '0') + fraction(value, unit);
}

function fraction(value: number, unit: number): string {
  return value % unit === 0 ? '' : `.${String(value % unit).padStart(6, '0')}`;
}
