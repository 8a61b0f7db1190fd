/**
 * The judge of times: random calendar expressions and time spans, good and broken, go to the real `systemd-analyze
 * calendar` and `timespan`; both have to take the same ones, to write them in the same form, and to elapse at the same
 * times, in zones with and without summer time and around the changes of the clock.
 *
 * systemd's own test tables are read out of an unpacked source tree where `SYSTEMD_SOURCE` names one.
 *
 * The seed of a run is printed and can be given again as `UNITWRIGHT_SEED`.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parseCalendar } from '../../server/src/values/time/calendar.ts';
import { formatCalendar } from '../../server/src/values/time/calendar-format.ts';
import { nextElapse } from '../../server/src/values/time/calendar-next.ts';
import type { Guess } from '../../server/src/values/time/local-time.ts';
import { formatTimespan, INFINITE, parseNanoseconds, parseSeconds } from '../../server/src/values/time/time-span.ts';
import { isZoneName, UTC, type Zone, zoneOf } from '../../server/src/values/time/time-zone.ts';
import { isoTimestamp, parseTimestamp } from '../../server/src/values/time/timestamp.ts';
import { random } from '../support/random.ts';
import { optional, skip } from '../support/skips.ts';
import { analyze, skipReason, version } from '../support/systemd-analyze.ts';

const CALLS = 28;
const EXPRESSIONS = 120;
const SPANS = 2500;
const BAD_SPANS = 80;
const ITERATIONS = 5;

/** Zones whose rules have been the same for years, so that any time zone data will do. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'America/Los_Angeles',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Asia/Kolkata',
  'Asia/Tokyo',
];

/** Changes of the clock in these zones (seconds since 1970), and some other days. */
const BASES = [
  Date.UTC(2026, 2, 29, 1),
  Date.UTC(2026, 9, 25, 1),
  Date.UTC(2027, 2, 14, 7),
  Date.UTC(2027, 10, 7, 6),
  Date.UTC(2025, 3, 5, 14),
  Date.UTC(2025, 8, 27, 14),
  Date.UTC(2028, 1, 28, 23),
  Date.UTC(2024, 11, 31, 22),
  Date.UTC(2099, 11, 30),
].map((time) => time / 1000);

/** Some midnight (milliseconds). */
const TODAY = Date.UTC(2026, 0, 1);

const chosen = random();
const { pick, chance, integer } = chosen;

/** What systemd says of an expression. */
interface Said {
  readonly normalized: string | undefined;
  readonly elapses: readonly string[];
}

test('calendar expressions and their elapses', { skip: skipReason() }, async (context) => {
  context.diagnostic(`seed ${chosen.seed}`);
  const hasZones = (await analyze(['calendar', 'daily Europe/Berlin'])).status === 0;
  const zones = hasZones ? ZONES : ['UTC'];
  const differences: string[] = [];
  let valid = 0;
  for (let call = 0; call < CALLS; call++) {
    const name = zones[call % zones.length]!;
    const zone = zoneOf(name)!;
    const base = pick(BASES) + integer(4 * 86_400) - 2 * 86_400;
    const expressions = Array.from({ length: EXPRESSIONS }, () => calendarExpression(zone, zones));
    const theirs = await askSystemd(expressions, base, name);
    const guess: Guess = { offset: 0 };
    for (const [index, expression] of expressions.entries()) {
      const ours = answer(expression, base, zone, guess);
      const their = theirs[index]!;
      if (their.normalized !== undefined) valid += 1;
      if (JSON.stringify(ours) === JSON.stringify(their)) continue;
      differences.push(
        `TZ=${name} --base-time=@${base} ${JSON.stringify(expression)}\n  systemd: ${show(their)}\n  we:      ${show(ours)}`,
      );
    }
  }
  context.diagnostic(`${CALLS * EXPRESSIONS} expressions, ${valid} of them valid`);
  assert.deepEqual(differences.slice(0, 20), []);
});

function show({ normalized, elapses }: Said): string {
  return normalized === undefined ? 'invalid' : `${normalized} → ${elapses.join(', ')}`;
}

async function askSystemd(expressions: readonly string[], base: number, zone: string): Promise<Said[]> {
  const args = ['calendar', `--iterations=${ITERATIONS}`, `--base-time=@${base}`, '--', ...expressions];
  const { stdout } = await analyze(args, { env: { TZ: zone } });
  // An empty line stands between two expressions, and nothing else for one that is refused.
  const blocks: string[][] = [[]];
  for (const line of stdout.split('\n').slice(0, -1)) {
    if (line === '') blocks.push([]);
    else blocks.at(-1)!.push(line.trim());
  }
  // A last one that is refused leaves nothing at all.
  return expressions.map((_, index): Said => {
    const lines = blocks[index] ?? [];
    const normalized = lines.find((line) => line.startsWith('Normalized form:'))?.slice('Normalized form: '.length);
    const times = lines.flatMap((line) => {
      const label = zone === 'UTC' ? /^(?:Next elapse|Iter\w*\.? #\d+): (.*)/ : /^\(in UTC\): (.*)/;
      return label.exec(line)?.[1] ?? [];
    });
    return { normalized, elapses: times.filter((time) => time !== 'never').map(toIso) };
  });
}

/** `Fri 2026-11-20 13:00:00 UTC` → `2026-11-20T13:00:00Z` */
function toIso(time: string): string {
  const [, date, clock] = time.split(' ');
  return `${date}T${clock}Z`;
}

function answer(expression: string, base: number, zone: Zone, guess: Guess): Said {
  const calendar = parseCalendar(expression, { local: zone.names, isZone: isZoneName });
  if ('fault' in calendar) return { normalized: undefined, elapses: [] };
  // Before it had zones of its own in the same process, systemd asked a child that forgot all about it.
  const isForgotten = calendar.zone !== undefined && version() <= 257;
  const elapses: string[] = [];
  for (let from = base * 1_000_000; elapses.length < ITERATIONS; ) {
    const next = nextElapse(calendar, from, { zone, version: version(), guess: isForgotten ? { ...guess } : guess });
    // systemd prints nothing of an expression that it loses.
    if (next === 'lost') return { normalized: undefined, elapses: [] };
    if (next === 'never') break;
    elapses.push(isoTimestamp(Math.floor(next / 1_000_000) * 1_000_000));
    from = next;
  }
  return { normalized: formatCalendar(calendar, zone.names), elapses };
}

const DAYS = ['Mon', 'tue', 'Wednesday', 'Thu', 'FRI', 'Saturday', 'Sun'];
const WORDS = ['minutely', 'hourly', 'Daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'anually', 'semi-annually'];

function calendarExpression(zone: Zone, zones: readonly string[]): string {
  let text = chance(0.08) ? pick(WORDS) : parts();
  if (chance(0.25)) text += ` ${pick(['UTC', 'utc', ...zones, ...zone.names, 'Nowhere/Town'])}`;
  return chance(0.2) ? mistyped(text) : text;
}

function parts(): string {
  const weekdays = chance(0.3) ? `${list(2, weekday, [',', '..', '-'])} ` : '';
  const date = chance(0.6) ? datePart() : '';
  if (chance(0.02)) return `${weekdays}@${integer(4_000_000_000)}`;
  const time = date === '' || chance(0.8) ? timePart() : '';
  return `${weekdays}${date}${date !== '' && time !== '' ? ' ' : ''}${time}`;
}

function datePart(): string {
  const year = chance(0.4) ? `${chance(0.5) ? '*' : component(2024, 2032)}-` : '';
  const month = chance(0.6) ? '*' : chain(1, 12);
  const isFromEnd = chance(0.15);
  const day = chance(0.4) ? '*' : isFromEnd ? chain(1, 28) : chain(1, 31);
  return `${year}${month}${isFromEnd ? '~' : '-'}${day}`;
}

function timePart(): string {
  const hour = chance(0.3) ? '*' : chance(0.4) ? pick(['0', '1', '01', '02', '2', '3', '0..3', '1,2']) : chain(0, 23);
  const minute = chance(0.2) ? '*' : chain(0, 59);
  if (chance(0.5)) return `${hour}:${minute}`;
  const second = chance(0.15)
    ? '*'
    : chance(0.3)
      ? pick(['0.5', '1/2.25', '59.9999996', '0..10', '0/20,5'])
      : chain(0, 59);
  return `${hour}:${minute}:${second}`;
}

function weekday(): string {
  return pick(DAYS);
}

function chain(least: number, most: number): string {
  return list(3, () => component(least, most), [',']);
}

function component(least: number, most: number): string {
  const number = (from = least): string => {
    const value = String(from + integer(most - from + 1));
    return chance(0.3) ? value.padStart(2, '0') : value;
  };
  const start = number();
  const stop = chance(0.3) ? `..${chance(0.9) ? number(Number(start)) : number()}` : '';
  const step = chance(0.25) ? `/${1 + integer(chance(0.8) ? Math.ceil((most - least) / 3) : most)}` : '';
  return start + stop + step;
}

function list(most: number, item: () => string, between: readonly string[]): string {
  let text = item();
  while (most-- > 1 && chance(0.3)) text += pick(between) + item();
  return text;
}

function mistyped(text: string): string {
  const at = integer(text.length + 1);
  switch (integer(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return (
        text.slice(0, at) +
        pick([' ', '.', '..', ',', '-', '~', ':', '/', '*', '0', '9', '99', '@', 'x', 'é']) +
        text.slice(at)
      );
    case 2:
      return text.toUpperCase();
    default:
      return (
        text.slice(0, at) +
        text
          .slice(at, at + 2)
          .split('')
          .reverse()
          .join('') +
        text.slice(at + 2)
      );
  }
}

test('time spans', { skip: skipReason() }, async (context) => {
  context.diagnostic(`seed ${chosen.seed}`);
  const spans = Array.from({ length: SPANS }, timeSpan);
  const good = spans.filter((span) => typeof parseSeconds(span) === 'bigint');
  // systemd stops at the first that it refuses, so these go one by one.
  const bad = [...new Set(spans.filter((span) => typeof parseSeconds(span) !== 'bigint'))].slice(0, BAD_SPANS);
  const { stdout } = await analyze(['timespan', '--', ...good]);
  const theirs = [...stdout.matchAll(/^Original: (.*)\n +μs: (\d+)\n +Human: (.*)$/gm)].map(([, ...said]) => said);
  const ours = good.map((span) => {
    const length = parseSeconds(span) as bigint;
    return [span, String(length), formatTimespan(length)];
  });
  // What is no text in a table cannot be compared as text.
  const comparable = ([span = '']: readonly string[]): boolean => !/[\t\v\f]/.test(span);
  assert.equal(theirs.length, ours.length, 'systemd refuses one of them');
  for (const [index, our] of ours.entries()) {
    if (comparable(our))
      assert.deepEqual(
        our.map((part) => part.trim()),
        theirs[index]!.map((part) => part.trim()),
      );
  }
  const accepted: string[] = [];
  for (let from = 0; from < bad.length; from += 8) {
    const runs = await Promise.all(bad.slice(from, from + 8).map((span) => analyze(['timespan', '--', span])));
    accepted.push(...runs.flatMap(({ status }, index) => (status === 0 ? bad[from + index]! : [])));
  }
  assert.deepEqual(accepted, [], 'systemd takes them');
  context.diagnostic(`${good.length} good spans, ${bad.length} bad ones`);
});

const UNITS = [
  '',
  's',
  'sec',
  'min',
  'm',
  'h',
  'hr',
  'hours',
  'd',
  'days',
  'w',
  'week',
  'M',
  'month',
  'y',
  'years',
  'ms',
  'us',
  'µs',
  'usec',
  'msec',
];

function timeSpan(): string {
  let text = list(4, () => `${pick(['', '', '+'])}${amount()}${pick(['', '', ' '])}${pick(UNITS)}`, [
    '',
    ' ',
    ' ',
    '  ',
  ]);
  if (chance(0.03)) text = pick(['infinity', ' infinity', 'infinity ', 'infinity 1', 'INFINITY', '']);
  return chance(0.25) ? mistyped(text) : text;
}

function amount(): string {
  const whole = String(integer(10 ** integer(chance(0.05) ? 20 : 5)));
  return chance(0.3) ? `${chance(0.1) ? '' : whole}.${String(integer(10 ** (1 + integer(9))))}` : whole;
}

describe("systemd's own tables", { skip: optional(missingSource()) }, () => {
  test('calendar expressions', () => {
    const source = sourceOf('src/test/test-calendarspec.c');
    const forms = rowsOf(source, /^ *test_one\((".*?"), (".*?")\);/gm);
    assert.ok(forms.length > 50);
    for (const [input = '', output = ''] of forms)
      assert.equal(answer(input, 0, UTC, { offset: 0 }).normalized, output);
    const refused = rowsOf(source, /calendar_spec_from_string\((".*?"), &c\) == -/g);
    assert.ok(refused.length > 20);
    for (const [input = ''] of refused) assert.equal(answer(input, 0, UTC, { offset: 0 }).normalized, undefined, input);
  });

  test('elapses', () => {
    const rows = rowsOf(
      sourceOf('src/test/test-calendarspec.c'),
      /^ *test_next\((".*?"), (NULL|".*?"), (\d+), (-?\d+)\);/gm,
    );
    assert.ok(rows.length > 25);
    for (const [input = '', name = '', after = '', expected = ''] of rows) {
      const zone = zoneForTest(name);
      const calendar = parseCalendar(input, { local: zone.names, isZone: isZoneName });
      assert.ok(!('fault' in calendar), input);
      const next = nextElapse(calendar, Number(after), { zone });
      assert.equal(next, expected === '-1' ? 'never' : Number(expected), `${input} in ${name}`);
    }
  });

  test('time spans', () => {
    const source = sourceOf('src/test/test-time-util.c');
    const accepted = rowsOf(source, /parse_sec\((".*?"), &u\)[^;]*;(?:\s*\/\*.*?\*\/)?\s*assert_se\(u == (.*?)\);/g);
    assert.ok(accepted.length > 10);
    for (const [input = '', expected = ''] of accepted) assert.equal(parseSeconds(input), evaluate(expected), input);
    const refused = rowsOf(source, /parse_sec\((".*?"), &u\) < 0|ASSERT_ERROR\(parse_sec\((".*?"), &u\)/g);
    for (const [input = ''] of refused) assert.equal(typeof parseSeconds(input), 'object', input);
    const fine = rowsOf(source, /parse_nsec\((".*?"), &u\)[^;]*;(?:\s*\/\*.*?\*\/)?\s*assert_se\(u == (.*?)\);/g);
    assert.ok(fine.length > 10);
    for (const [input = '', expected = ''] of fine) assert.equal(parseNanoseconds(input), evaluate(expected), input);
  });

  test('points in time', () => {
    const source = sourceOf('src/test/test-time-util.c');
    const rows = rowsOf(source, /^ *test_parse_timestamp_one\((".*?"), (?:0|USEC_PER_MINUTE), (.*?)\);/gm);
    // Older trees have no such table.
    assert.ok(rows.length > 50 || !source.includes('test_parse_timestamp_one'));
    for (const [input = '', expected = ''] of rows) {
      const zone = /\bJST$/.test(input) ? zoneOf('Asia/Tokyo')! : UTC;
      assert.equal(parseTimestamp(input, TODAY * 1000, zone), Number(evaluate(expected)), input);
    }
  });
});

function missingSource(): string | false {
  const folder = process.env.SYSTEMD_SOURCE;
  if (folder === undefined) return 'SYSTEMD_SOURCE names no unpacked systemd source tree.';
  return skip(!existsSync(join(folder, 'src/test/test-calendarspec.c')) && `There is no systemd source in ${folder}.`);
}

function sourceOf(path: string): string {
  return readFileSync(join(process.env.SYSTEMD_SOURCE!, path), 'utf8');
}

/** What the groups of a pattern match, strings without their quotes and escapes. */
function rowsOf(source: string, pattern: RegExp): string[][] {
  return [...source.matchAll(pattern)].map((match) =>
    match
      .slice(1)
      .filter((group) => group !== undefined)
      .map((group) => (group.startsWith('"') ? (JSON.parse(group) as string) : group)),
  );
}

/** The zones that systemd's tests write as rules are those of cities. */
function zoneForTest(name: string): Zone {
  if (name.startsWith('IST-1GMT')) return zoneOf('Europe/Dublin')!;
  return zoneOf(name) ?? UTC;
}

const LENGTHS: Readonly<Record<string, bigint>> = {
  SEC: 1_000_000n,
  USEC_PER_SEC: 1_000_000n,
  USEC_PER_MSEC: 1_000n,
  USEC_PER_MINUTE: 60_000_000n,
  USEC_PER_HOUR: 3_600_000_000n,
  USEC_PER_DAY: 86_400_000_000n,
  USEC_PER_WEEK: 604_800_000_000n,
  USEC_PER_MONTH: 2_629_800_000_000n,
  USEC_PER_YEAR: 31_557_600_000_000n,
  USEC_INFINITY: INFINITE,
  NSEC_PER_USEC: 1_000n,
  NSEC_PER_MSEC: 1_000_000n,
  NSEC_PER_SEC: 1_000_000_000n,
  NSEC_PER_MINUTE: 60_000_000_000n,
  NSEC_PER_HOUR: 3_600_000_000_000n,
  NSEC_PER_DAY: 86_400_000_000_000n,
  NSEC_PER_WEEK: 604_800_000_000_000n,
  NSEC_PER_MONTH: 2_629_800_000_000_000n,
  NSEC_PER_YEAR: 31_557_600_000_000_000n,
  NSEC_INFINITY: INFINITE,
  today: BigInt(TODAY) * 1000n,
  now_usec: BigInt(TODAY) * 1000n,
};

/** The value of an expression of C: numbers and lengths, added, subtracted, multiplied and divided. */
function evaluate(expression: string): bigint {
  const tokens = expression.match(/\w+|[-+*/()]/g) ?? [];
  let at = 0;
  const factor = (): bigint => {
    const token = tokens[at++] ?? '';
    if (token === '-') return -factor();
    if (token === '(') {
      const inner = sum();
      at++;
      return inner;
    }
    const length = LENGTHS[token];
    if (length !== undefined) return length;
    // In C a zero in front makes octal numbers; those of the tables are zero.
    return BigInt(token.replace(/[ULul]+$/, '').replace(/^0+(?=\d)/, ''));
  };
  const product = (): bigint => {
    let value = factor();
    while (tokens[at] === '*' || tokens[at] === '/') value = tokens[at++] === '*' ? value * factor() : value / factor();
    return value;
  };
  const sum = (): bigint => {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '-')
      value = tokens[at++] === '+' ? value + product() : value - product();
    return value;
  };
  return sum();
}
