import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Calendar, conflictingWeekday, parseCalendar } from '../../server/src/values/time/calendar.ts';
import { formatCalendar } from '../../server/src/values/time/calendar-format.ts';
import { nextElapse, nextElapses } from '../../server/src/values/time/calendar-next.ts';
import { isZoneName, UTC, type Zone, zoneOf } from '../../server/src/values/time/time-zone.ts';
import { isoTimestamp } from '../../server/src/values/time/timestamp.ts';

const BERLIN = zoneOf('Europe/Berlin')!;

function calendarOf(text: string, zone: Zone = BERLIN): Calendar {
  const calendar = parseCalendar(text, { local: zone.names, isZone: isZoneName });
  assert.ok(!('fault' in calendar), `${text}: ${JSON.stringify(calendar)}`);
  return calendar;
}

test('in the form of systemd', () => {
  const cases: [string, string][] = [
    ['daily', '*-*-* 00:00:00'],
    ['WEEKLY', 'Mon *-*-* 00:00:00'],
    ['quarterly', '*-01,04,07,10-01 00:00:00'],
    ['Bi-Annually', '*-01,07-01 00:00:00'],
    ['Mon..Fri 8:30', 'Mon..Fri *-*-* 08:30:00'],
    ['Sun,Sat,mon-wed 1:2', 'Mon..Wed,Sat,Sun *-*-* 01:02:00'],
    ['Mon..Sun 10:00', '*-*-* 10:00:00'],
    ['Wednesday,', 'Wed *-*-* 00:00:00'],
    ['26-1-1', '2026-01-01 00:00:00'],
    ['85-*-*', '1985-*-* 00:00:00'],
    ['10-15', '*-10-15 00:00:00'],
    ['*-*~1 23:59', '*-*~01 23:59:00'],
    ['*-*~* 0:0', '*-*-* 00:00:00'],
    ['*:0/15', '*-*-* *:00/15:00'],
    ['*:20..39/5', '*-*-* *:20..35/5:00'],
    ['*:05..10/6', '*-*-* *:05:00'],
    ['3,1,2,1:0', '*-*-* 01,02,03:00:00'],
    ['0:0:1.5/2.25', '*-*-* 00:00:01.500000/2.250000'],
    ['0:0:59.9999994', '*-*-* 00:00:59.999999'],
    ['0:0:*', '*-*-* 00:00:*'],
    ['0:0:0/1,5', '*-*-* 00:00:*'],
    ['@1493187147', '2017-04-26 06:12:27 UTC'],
    ['Wed @ +0', 'Wed 1970-01-01 00:00:00 UTC'],
    ['daily utc', '*-*-* 00:00:00 UTC'],
    ['daily cest', '*-*-* 00:00:00 CEST'],
    ['8:00 America/New_York', '*-*-* 08:00:00 America/New_York'],
    ['8:00 MST', '*-*-* 08:00:00 MST'],
  ];
  for (const [text, expected] of cases) assert.equal(formatCalendar(calendarOf(text), BERLIN.names), expected, text);
});

test('what is wrong, and where', () => {
  const cases: [text: string, part: string, fault: RegExp][] = [
    ['', '', /empty/],
    [' UTC', ' UTC', /empty/],
    ['constructor', 'constructor', /number/],
    ['Mon..Fry 10:00', 'Fry', /no day of the week/],
    ['Mond', 'Mond', /no day of the week/],
    ['Fri..Mon', 'Fri..Mon', /goes forward/],
    ['Mon.Fri', 'Mon.Fri', /two dots/],
    ['Mon..', 'Mon..', /two ends/],
    ['25:00', '25', /an hour lies between 0 and 23/],
    ['*-13-01', '13', /a month lies between 1 and 12/],
    ['1969-01-01', '1969', /a year lies between 1970 and 2199/],
    ['*:*:60', '60', /a second lies between 0 and 59/],
    ['*-*~29', '29', /counted from the end lies between 1 and 28/],
    // Three days less for every value: so systemd has it.
    ['*-*~5,26', '26', /counted from the end lies between 1 and 25/],
    ['20/4:00', '20/4', /second value/],
    ['0:0/0', '0:0/0', /at least 1/],
    ['0:0:1.', '0:0:1.', /behind the point/],
    ['0:0:2148', '0:0:2148', /too large/],
    ['8.30', '8.30', /behind a number/],
    ['2026-11-20T08:30', '2026-11-20T08:30', /blank stands between date and time/],
    ['2026~11-22', '2026~11-22', /between month and day/],
    ['8:30 Europe/Berln', 'Europe/Berln', /no time zone/],
    ['8:30 europe/berlin', 'europe/berlin', /no time zone/],
    ['8:30 EDT', 'EDT', /no time zone/],
    ['0 4 * * *', '0', /a date is written/],
    ['@x', '@x', /seconds since 1970/],
    ['@5 8:00', '@5', /nothing more/],
    ['daily\n', 'daily\n', /number/],
  ];
  for (const [text, part, fault] of cases) {
    const result = parseCalendar(text, { local: BERLIN.names, isZone: isZoneName });
    assert.ok('fault' in result, text);
    assert.match(result.fault, fault, text);
    if (!text.startsWith('@5')) assert.equal(text.slice(result.start, result.end), part);
  }
  const many = (count: number): string => `*:${Array.from({ length: count }, () => '1').join(',')}`;
  assert.ok(!('fault' in parseCalendar(many(241), { local: ['', ''], isZone: isZoneName })));
  assert.ok('fault' in parseCalendar(many(242), { local: ['', ''], isZone: isZoneName }));
});

describe('elapses', () => {
  const elapses = (text: string, after: string, zone: Zone, count = 3): string[] =>
    nextElapses(calendarOf(text, zone), Date.parse(after) * 1000, count, { zone }).map(isoTimestamp);

  test('in UTC', () => {
    assert.deepEqual(elapses('Mon..Fri 8:30', '2026-11-20T13:00:00Z', UTC), [
      '2026-11-23T08:30:00Z',
      '2026-11-24T08:30:00Z',
      '2026-11-25T08:30:00Z',
    ]);
    assert.deepEqual(elapses('0:0:0.5', '2026-11-20T00:00:00.5Z', UTC, 1), ['2026-11-21T00:00:00.500000Z']);
    assert.deepEqual(elapses('*-*-1/11 23:00', '2025-11-23T23:00:00Z', UTC, 1), ['2025-12-01T23:00:00Z']);
  });

  test('on leap days and at the end of months', () => {
    assert.deepEqual(elapses('*-02-29', '2026-01-01T00:00:00Z', UTC), [
      '2028-02-29T00:00:00Z',
      '2032-02-29T00:00:00Z',
      '2036-02-29T00:00:00Z',
    ]);
    assert.deepEqual(elapses('*-02-29', '2096-03-01T00:00:00Z', UTC, 1), ['2104-02-29T00:00:00Z']);
    assert.deepEqual(elapses('*-*~1', '2027-12-01T00:00:00Z', UTC), [
      '2027-12-31T00:00:00Z',
      '2028-01-31T00:00:00Z',
      '2028-02-29T00:00:00Z',
    ]);
    // The last Monday of the month.
    assert.deepEqual(elapses('Mon *-*~7/1', '2026-11-20T00:00:00Z', UTC, 2), [
      '2026-11-30T00:00:00Z',
      '2026-12-28T00:00:00Z',
    ]);
  });

  test('never', () => {
    for (const text of ['*-02-31', '2003-03-05', '*-04-31', 'Thu 2027-01-01', '2027-02-29']) {
      assert.equal(nextElapse(calendarOf(text), Date.UTC(2026, 10, 20) * 1000, { zone: BERLIN }), 'never', text);
    }
    assert.equal(nextElapse(calendarOf('daily'), Date.UTC(2200, 0, 2) * 1000, { zone: UTC }), 'never');
  });

  test('an hour that is left out in spring', () => {
    // 02:30 does not exist on the 29th; systemd passes over that day.
    assert.deepEqual(elapses('2:30', '2026-03-28T12:00:00Z', BERLIN, 2), [
      '2026-03-30T00:30:00Z',
      '2026-03-31T00:30:00Z',
    ]);
    assert.deepEqual(elapses('*:30', '2026-03-29T00:15:00Z', BERLIN, 2), [
      '2026-03-29T00:30:00Z',
      '2026-03-29T01:30:00Z',
    ]);
  });

  test('an hour that comes twice in autumn', () => {
    assert.equal(elapses('2:30', '2026-10-24T12:00:00Z', BERLIN, 1).length, 1);
    assert.deepEqual(elapses('3:30', '2026-10-24T12:00:00Z', BERLIN, 2), [
      '2026-10-25T02:30:00Z',
      '2026-10-26T02:30:00Z',
    ]);
  });

  test('where winter is what counts as summer time', () => {
    const dublin = zoneOf('Europe/Dublin')!;
    assert.deepEqual(dublin.names, ['IST', 'GMT']);
    assert.ok(dublin.isSummer(Date.UTC(2026, 0, 1) / 1000));
    assert.deepEqual(elapses('Sun 01:00', '2021-03-22T11:27:58Z', dublin, 1), ['2021-04-04T00:00:00Z']);
  });

  test('in a zone of its own, and in standard time alone', () => {
    assert.deepEqual(elapses('8:00 Asia/Kolkata', '2026-11-20T00:00:00Z', BERLIN, 1), ['2026-11-20T02:30:00Z']);
    assert.deepEqual(elapses('8:00 UTC', '2026-11-20T00:00:00Z', BERLIN, 1), ['2026-11-20T08:00:00Z']);
    assert.deepEqual(elapses('8:00 CET', '2026-11-20T00:00:00Z', BERLIN, 1), ['2026-11-20T07:00:00Z']);
  });
});

test('a date on another day of the week', () => {
  assert.equal(conflictingWeekday(calendarOf('Mon 2026-11-20')), 4);
  for (const text of [
    'Fri 2026-11-20',
    '2026-11-20',
    'Mon *-11-20',
    'Mon 2026-11-20,21',
    'Mon 2027-02-31',
    'Mon 2026-11~1',
  ]) {
    assert.equal(conflictingWeekday(calendarOf(text)), undefined, text);
  }
});

test('names of zones', () => {
  for (const name of [
    'UTC',
    'Europe/Berlin',
    'CET',
    'Etc/GMT+5',
    'America/Argentina/Buenos_Aires',
    'posix/Europe/Berlin',
  ]) {
    assert.ok(isZoneName(name), name);
  }
  for (const name of [
    '',
    'europe/berlin',
    '/Europe/Berlin',
    'Europe//Berlin',
    'Europe/',
    'CEST',
    '+02',
    'Europe',
    '../UTC',
  ]) {
    assert.ok(!isZoneName(name), name);
  }
});
