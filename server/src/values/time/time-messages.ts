/** What is said of time spans and calendar expressions that systemd does not take. */

import { nearest } from '../common/nearest.ts';
import type { CalendarFault } from './calendar.ts';
import { type SpanFault, UNIT_NAMES } from './time-span.ts';

/** Units as they are proposed: one spelling each. */
export const COMMON_UNITS = ['us', 'ms', 's', 'min', 'h', 'd', 'w', 'month', 'y'] as const;

/** The units that may be meant by a word, in the number of the word. */
export function nearUnits(word: string): string[] {
  if (!/^\p{L}{2}/u.test(word)) return [];
  if (/^mins?$/i.test(word)) return ['min'];
  const isMany = (unit: string): boolean => unit.endsWith('s');
  const near = nearest(word, UNIT_NAMES);
  return [
    ...near.filter((unit) => isMany(unit) === isMany(word)),
    ...near.filter((unit) => isMany(unit) !== isMany(word)),
  ];
}

/** What is wrong with a span, as a clause without a full stop. */
export function describeSpanFault(text: string, { fault, start, end }: SpanFault): string {
  const part = text.slice(start, end).trim();
  switch (fault) {
    case 'empty':
      return 'it is empty';
    case 'negative':
      return 'a length of time has no minus sign';
    case 'too-long':
      return 'it is too long to be counted';
    case 'fraction':
      return 'digits are expected behind the point';
    case 'behind-infinity':
      return 'nothing may stand behind “infinity”';
    default:
      if (part.startsWith('.')) return 'a number has one point at most';
      return /^\p{L}/u.test(part) ? unknownUnit(part) : `a number was expected, not “${part}”`;
  }
}

function unknownUnit(word: string): string {
  const [unit] = nearUnits(word);
  return `“${word}” is no unit of time${unit === undefined ? '' : `; “${unit}” is`}`;
}

/** What is wrong with a calendar expression, as a clause without a full stop. */
export function describeCalendarFault(text: string, { start, end, fault }: CalendarFault): string {
  const word = text.slice(start, end);
  if (word === '') return fault;
  return `“${word.length > 60 ? `${word.slice(0, 60)}…` : word}” does not fit: ${fault}`;
}
