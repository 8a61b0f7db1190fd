import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UTC, zoneOf } from '../../server/src/values/time/time-zone.ts';
import {
  formatRelative,
  formatTimestamp,
  isoTimestamp,
  parseTimestamp,
} from '../../server/src/values/time/timestamp.ts';

const BERLIN = zoneOf('Europe/Berlin')!;
const NOW = Date.UTC(2026, 10, 20, 14, 53, 37) * 1000;

test('points in time', () => {
  const cases: [string, string][] = [
    ['now', '2026-11-20T14:53:37Z'],
    ['today', '2026-11-19T23:00:00Z'],
    ['tomorrow', '2026-11-20T23:00:00Z'],
    ['yesterday UTC', '2026-11-19T00:00:00Z'],
    ['+5min', '2026-11-20T14:58:37Z'],
    ['1h ago', '2026-11-20T13:53:37Z'],
    ['2h left', '2026-11-20T16:53:37Z'],
    ['@1700000000', '2023-11-14T22:13:20Z'],
    ['2026-07-01', '2026-06-30T22:00:00Z'],
    ['26-07-01 08:30', '2026-07-01T06:30:00Z'],
    ['Wed 2026-07-01 08:30:15.25', '2026-07-01T06:30:15.250000Z'],
    ['2026-07-01T08:30:15Z', '2026-07-01T08:30:15Z'],
    ['2026-07-01T08:30:15-03:30', '2026-07-01T12:00:15Z'],
    ['2026-07-01 08:30 +02', '2026-07-01T06:30:00Z'],
    ['2026-07-01 08:30 Asia/Tokyo', '2026-06-30T23:30:00Z'],
    ['2026-07-01 08:30 CET', '2026-07-01T07:30:00Z'],
    ['08:30', '2026-11-20T07:30:00Z'],
    ['Nov 21 08:30:00', '2026-11-21T07:30:00Z'],
  ];
  for (const [text, expected] of cases) {
    const time = parseTimestamp(text, NOW, BERLIN);
    assert.equal(time === undefined ? undefined : isoTimestamp(time), expected, text);
  }
});

test('nothing else', () => {
  for (const text of [
    '',
    'noon',
    'constructor',
    '2026-13-01',
    'Mon 2026-07-01',
    '1969-01-01',
    '08:30:15.',
    '-100y',
    'now UTC',
    '+5 bananas',
  ]) {
    assert.equal(parseTimestamp(text, NOW, BERLIN), undefined, text);
  }
});

test('as systemd prints them', () => {
  assert.equal(formatTimestamp(NOW, BERLIN), 'Fri 2026-11-20 15:53:37 CET');
  assert.equal(formatTimestamp(NOW, UTC), 'Fri 2026-11-20 14:53:37 UTC');
  assert.equal(formatTimestamp(Date.UTC(2026, 6, 1) * 1000, BERLIN), 'Wed 2026-07-01 02:00:00 CEST');
  const away = (seconds: number): string => formatRelative(NOW + seconds * 1e6, NOW);
  assert.equal(away(0), 'now');
  assert.equal(away(61), '1min 1s left');
  assert.equal(away(-3700), '1h 1min ago');
  assert.equal(away(7 * 3600), '7h left');
  assert.equal(away(26 * 3600), '1 day 2h left');
  assert.equal(away(3 * 86_400), '3 days left');
  assert.equal(away(8 * 86_400), '1 week 1 day left');
  assert.equal(away(40 * 86_400), '1 month 9 days left');
  assert.equal(away(-400 * 86_400), '1 year 1 month ago');
});
