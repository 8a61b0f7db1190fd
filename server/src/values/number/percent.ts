/** Parts of a whole: percent, permille, permyriad (`src/basic/percent-util.c`). */
import { parseInteger } from './number.ts';

const LARGEST_INT = 0x7fffffff;

/** `30%` in percent; whole numbers only (`parse_percent_unbounded`). */
export function parsePercentUnbounded(text: string): number | undefined {
  return parseParts(text, '%', 0);
}

/** `30%`, up to 100 (`parse_percent`). */
export function parsePercent(text: string): number | undefined {
  return upTo(100, parsePercentUnbounded(text));
}

/** `30.5%` or `305‰`, in permille (`parse_permille_unbounded`). */
export function parsePermilleUnbounded(text: string): number | undefined {
  return text.endsWith('‰') ? parseParts(text, '‰', 0) : parseParts(text, '%', 1);
}

/** The same, up to 1000 (`parse_permille`). */
export function parsePermille(text: string): number | undefined {
  return upTo(1000, parsePermilleUnbounded(text));
}

/** `30.25%`, `302.5‰` or `3025‱`, in hundredths of a percent (`parse_permyriad_unbounded`). */
export function parsePermyriadUnbounded(text: string): number | undefined {
  if (text.endsWith('‱')) return parseParts(text, '‱', 0);
  return text.endsWith('‰') ? parseParts(text, '‰', 1) : parseParts(text, '%', 2);
}

/** The same, up to 10 000 (`parse_permyriad`). */
export function parsePermyriad(text: string): number | undefined {
  return upTo(10_000, parsePermyriadUnbounded(text));
}

/** `12.5%` from hundredths of a percent. */
export function describePermyriad(parts: number): string {
  return `${parts / 100}%`;
}

/**
 * A number before a sign, with at most `places` digits behind a point; the result counts the last of them
 * (`parse_parts_value_whole`, `…_with_tenths_place`, `…_with_hundredths_place`).
 */
function parseParts(text: string, sign: string, places: 0 | 1 | 2): number | undefined {
  if (!text.endsWith(sign)) return undefined;
  const number = text.slice(0, -sign.length);
  const point = places === 0 ? -1 : number.indexOf('.');
  const behind = point < 0 ? '' : number.slice(point + 1);
  if (point >= 0 && (behind.length < 1 || behind.length > places || !/^[0-9]+$/.test(behind))) return undefined;
  const whole = parseInteger(point < 0 ? number : number.slice(0, point));
  if (whole === undefined || whole < 0) return undefined;
  const fraction = Number(behind.padEnd(places, '0') || '0');
  const factor = 10 ** places;
  if (places > 0 && whole > Math.trunc((LARGEST_INT - fraction) / factor)) return undefined;
  return whole * factor + fraction;
}

function upTo(largest: number, parts: number | undefined): number | undefined {
  return parts !== undefined && parts <= largest ? parts : undefined;
}
