import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withWideTables } from '../../server/src/features/wide-tables.ts';

const TABLE = '| Value | Meaning |\n| --- | --- |\n| `no` | Never. |\n| `on-abnormal` | Sometimes. |\n';

test('the first column is as wide as its longest word', () => {
  const [header = '', ...rows] = withWideTables(`Before.\n\n${TABLE}\nBehind.`).split('\n').slice(2);
  assert.equal(header, `| Value${'&nbsp;'.repeat(16)} | Meaning |`);
  assert.equal(rows.join('\n'), `${TABLE.split('\n').slice(1).join('\n')}\nBehind.`);
});

test('everything else stays', () => {
  assert.equal(withWideTables('No table.'), 'No table.');
  assert.equal(withWideTables('| A | B |\n| --- | --- |\n| `a` | b |\n'), '| A | B |\n| --- | --- |\n| `a` | b |\n');
});
