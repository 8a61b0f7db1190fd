import assert from 'node:assert/strict';
import { test } from 'node:test';
import { News } from '../../scripts/catalog/news.ts';

const news = new News(`systemd System and Service Manager

CHANGES WITH 261:
        * ConditionFraction= is new.

CHANGES WITH 254 in spe:
        * UpheldBy= is new.

CHANGES WITH 249:
        * Upholds= is new. It shows as UpheldBy=.
`);

test('the manual is right when nothing speaks against it, and confirmed when the news say the same', () => {
  assert.deepEqual(news.since('Upholds', 249, [], [257, 252]), { since: 249, sinceConfirmed: true });
  assert.deepEqual(news.since('Wants', 201, [], [257, 252]), { since: 201, sinceConfirmed: false });
  assert.deepEqual(news.since('Unnoticed', undefined, [252], [257]), { sinceConfirmed: false });
});

test('a version after one that lacks the directive is confirmed by that', () => {
  assert.deepEqual(news.since('Novelty', 255, [252], [257]), { since: 255, sinceConfirmed: true });
});

test('too early: the news decide, after the last version that lacks it', () => {
  assert.deepEqual(news.since('UpheldBy', 201, [252], [257]), { since: 254, sinceConfirmed: true });
  assert.deepEqual(news.since('AssertFraction', 218, [257, 252], []), { since: 261, sinceConfirmed: true });
  assert.deepEqual(news.since('Unnoticed', 218, [257, 252], []), { sinceConfirmed: false });
});

test('too late: a version that has it before it came disproves the manual', () => {
  assert.deepEqual(news.since('OOMPolicy', 253, [], [257, 252]), { sinceConfirmed: false });
});

test('news without headings are refused', () => {
  assert.throws(() => new News('Nothing new.'), { name: 'GeneratorError' });
});
