import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Text } from '../../server/src/syntax/text.ts';
import { describeCalendar } from '../../server/src/values/time/calendar-type.ts';
import { TIME_TYPES } from '../../server/src/values/time/time-types.ts';
import { UTC, zoneOf } from '../../server/src/values/time/time-zone.ts';
import { type Context, isRefusal } from '../../server/src/values/value-type.ts';

function contextFor(argument?: string, type: Context['type'] = 'timer'): Context {
  return {
    type,
    unitName: `5min@7.${type}`,
    scope: 'system',
    version: 262,
    section: 'Timer',
    directive: 'OnCalendar',
    argument,
  };
}

const CALENDAR = contextFor('TIMER_CALENDAR');
const BOOT = contextFor('TIMER_BOOT');

function check(parser: string, value: string, context = contextFor()) {
  return TIME_TYPES[parser]!.check(Text.at(value, 0), context);
}

/** `ok`, or the code with the part that is marked. */
function verdict(parser: string, value: string, context?: Context): string {
  const [problem, ...more] = check(parser, value, context);
  assert.equal(more.length, 0);
  return problem ? `${problem.code} ${value.slice(problem.start, problem.end)}` : 'ok';
}

const SPAN_PARSERS = Object.keys(TIME_TYPES).filter((parser) => parser !== 'timer');

test('spans, whatever the parser', () => {
  for (const parser of SPAN_PARSERS) {
    const context = contextFor(undefined, 'service');
    assert.equal(verdict(parser, '1h 30min', context), 'ok', parser);
    assert.equal(verdict(parser, '5 minuts', context), 'invalid-time minuts', parser);
    assert.equal(verdict(parser, '%n', context), 'invalid-time %n', 'no specifiers');
  }
});

test('an empty value', () => {
  const mayBeEmpty = ['sec_def_infinity', 'service_timeout_abort', 'managed_oom_mem_pressure_duration_sec'];
  for (const parser of SPAN_PARSERS) {
    const expected = mayBeEmpty.includes(parser) ? 'ok' : 'empty-value ';
    assert.equal(verdict(parser, '', contextFor(undefined, 'service')), expected, parser);
  }
  assert.equal(verdict('timer', '', CALENDAR), 'ok');
  assert.equal(verdict('timer', '', BOOT), 'ok');
});

test('memory pressure: one second at least, and not for ever', () => {
  const parser = 'managed_oom_mem_pressure_duration_sec';
  const service = contextFor(undefined, 'service');
  assert.equal(verdict(parser, '1s', service), 'ok');
  assert.equal(verdict(parser, '999ms', service), 'invalid-time 999ms');
  assert.equal(verdict(parser, 'infinity', service), 'invalid-time infinity');
  assert.equal(verdict(parser, '30s', contextFor(undefined, 'socket')), 'ineffective-for-type 30s');
});

test('timers', () => {
  assert.equal(verdict('timer', '15min', BOOT), 'ok');
  assert.equal(verdict('timer', 'daily', BOOT), 'invalid-time daily');
  assert.equal(verdict('timer', 'daily', CALENDAR), 'ok');
  assert.equal(verdict('timer', '15min', CALENDAR), 'invalid-time 15min');
  assert.equal(verdict('timer', '%p', BOOT), 'ok', 'specifiers are replaced first');
  assert.equal(verdict('timer', '*:%i', CALENDAR), 'ok');
  assert.equal(verdict('timer', '%i:61', CALENDAR), 'invalid-time %i:61');
  assert.equal(verdict('timer', '*:%Q', CALENDAR), 'invalid-specifier %Q');
});

test('times that only some machines know', () => {
  assert.equal(verdict('timer', '10:00 CEST', CALENDAR), 'ok');
  assert.equal(verdict('timer', '10:00 jst', CALENDAR), 'ok');
  assert.equal(verdict('timer', '10:00 XYZT', CALENDAR), 'invalid-time XYZT');
});

test('a date on another day of the week is let pass with a warning', () => {
  const [problem] = check('timer', 'Mon 2026-11-20', CALENDAR);
  assert.ok(problem && !isRefusal(problem));
  assert.deepEqual([problem.start, problem.end, problem.instead], [0, 3, ['Fri']]);
});

test('what to write instead', () => {
  const cases: [value: string, context: Context, instead: string | undefined][] = [
    ['dayly', CALENDAR, 'daily'],
    ['Mon..Fry 10:00', CALENDAR, 'Fri'],
    ['8:30 Europe/Berln', CALENDAR, 'Europe/Berlin'],
    ['25:00', CALENDAR, undefined],
    ['5 minuts', BOOT, 'minutes'],
    ['5mins', BOOT, 'min'],
    ['5 Hours', BOOT, 'hours'],
    ['1.5.2', BOOT, undefined],
  ];
  for (const [value, context, instead] of cases) {
    assert.equal(check('timer', value, context)[0]?.instead?.[0], instead, value);
  }
  assert.match(check('timer', '0 4 * * *', CALENDAR)[0]!.message, /cron/);
});

describe('hover', () => {
  const text = (parser: string, value: string, context = contextFor()): string | undefined =>
    TIME_TYPES[parser]!.describe!(Text.at(value, 0), 0, context)?.text;

  test('a span', () => {
    assert.equal(text('sec', '1h 30min'), '1 h 30 min (5 400 000 000 µs)');
    assert.equal(text('timer', '15min', BOOT), '15 min (900 000 000 µs)');
    assert.equal(text('nsec', '50us'), '50 µs (50 000 ns)');
    assert.equal(text('nsec', '15'), '15 ns (15 ns)');
    assert.equal(text('sec_fix_0', '0'), '0: without a limit, as `infinity`');
    assert.equal(text('sec', '0'), '0 s (0 µs)');
    assert.equal(text('sec', 'infinity'), '`infinity`: without a limit');
    assert.equal(text('sec', '5 minuts'), undefined);
  });

  test('a calendar expression', () => {
    const now = Date.UTC(2026, 10, 20, 13);
    assert.equal(
      describeCalendar('Mon..Fri 8:30', now, zoneOf('Europe/Berlin')),
      `\`Mon..Fri *-*-* 08:30:00\`

| Elapses next (Europe/Berlin) | in UTC |
|---|---|
| Mon 2026-11-23 08:30:00 CET | Mon 2026-11-23 07:30:00 UTC |
| Tue 2026-11-24 08:30:00 CET | Tue 2026-11-24 07:30:00 UTC |
| Wed 2026-11-25 08:30:00 CET | Wed 2026-11-25 07:30:00 UTC |
| Thu 2026-11-26 08:30:00 CET | Thu 2026-11-26 07:30:00 UTC |
| Fri 2026-11-27 08:30:00 CET | Fri 2026-11-27 07:30:00 UTC |`,
    );
    assert.match(
      describeCalendar('daily', now, UTC)!,
      /^`\*-\*-\* 00:00:00`\n\nElapses next:\n\n- Sat 2026-11-21 00:00:00 UTC\n/,
    );
    assert.match(describeCalendar('*-02-31', now, UTC)!, /Never elapses/);
    assert.equal(describeCalendar('dayly', now, UTC), undefined);
    assert.match(text('timer', 'daily', CALENDAR)!, /^`\*-\*-\* 00:00:00`/);
  });
});

describe('completion', () => {
  /** What is proposed at the mark `|`, and the part that it takes the place of. */
  const complete = (parser: string, marked: string, context = contextFor()) => {
    const offset = marked.indexOf('|');
    const value = marked.replace('|', '');
    const all = TIME_TYPES[parser]!.complete!(Text.at(value, 0), offset, context);
    const [first] = all;
    return { labels: all.map(({ label }) => label), replaced: first && value.slice(first.start, first.end) };
  };

  test('units behind a number', () => {
    const units = ['us', 'ms', 's', 'min', 'h', 'd', 'w', 'month', 'y'];
    assert.deepEqual(complete('sec', '5|'), { labels: units, replaced: '' });
    assert.deepEqual(complete('sec', '1h 30m|'), { labels: units, replaced: 'm' });
    assert.deepEqual(complete('timer', '5 m|in', BOOT), { labels: units, replaced: 'min' });
    assert.deepEqual(complete('nsec', '5|'), { labels: ['ns', ...units], replaced: '' });
    assert.deepEqual(complete('sec', '|').labels, ['infinity']);
    assert.deepEqual(complete('managed_oom_mem_pressure_duration_sec', '|').labels, []);
  });

  test('shorthands and days at the start', () => {
    const { labels, replaced } = complete('timer', 'da|', CALENDAR);
    assert.ok(['daily', 'weekly', 'Mon', 'Sun'].every((word) => labels.includes(word)));
    assert.equal(replaced, 'da');
    assert.ok(complete('timer', '|', CALENDAR).labels.includes('daily'));
    assert.deepEqual(complete('timer', 'Mon,T| 8:00', CALENDAR), {
      labels: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
      replaced: 'T',
    });
    assert.equal(complete('timer', 'Mon..|', CALENDAR).replaced, '');
    assert.deepEqual(complete('timer', '8|', CALENDAR).labels, []);
  });

  test('zones at the end', () => {
    const { labels, replaced } = complete('timer', 'Mon 8:30 Eu|', CALENDAR);
    assert.equal(replaced, 'Eu');
    assert.equal(labels[0], 'UTC');
    assert.ok(labels.includes('Europe/Berlin') && labels.includes('Asia/Kolkata'));
    assert.ok(!labels.some((label) => label.startsWith('US/')));
    assert.deepEqual(complete('timer', 'nonsense |', CALENDAR).labels, []);
  });
});
