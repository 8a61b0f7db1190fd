import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { foldingRanges } from '../../server/src/features/folding.ts';
import { documentLinks } from '../../server/src/features/links.ts';
import { documentSymbols } from '../../server/src/features/symbols.ts';
import { openFixture } from '../support/fixture.ts';

const UNIT = `# about
# the shop

[Unit]
Description=The shop

[Service]
ExecStart=/usr/bin/shop \\
  --verbose
User=shop
`;

test('symbols: sections with their directives', () => {
  const symbols = documentSymbols(openFixture(UNIT).unit);
  assert.deepEqual(
    symbols.map(({ name, children }) => [name, children?.map((child) => `${child.name}: ${child.detail}`)]),
    [
      ['Unit', ['Description: The shop']],
      ['Service', ['ExecStart: /usr/bin/shop --verbose', 'User: shop']],
    ],
  );
});

test('symbols lie in one another, as the protocol demands', () => {
  for (const symbol of documentSymbols(openFixture(UNIT).unit)) {
    for (const child of symbol.children ?? []) {
      assert.ok(child.range.start.line >= symbol.range.start.line && child.range.end.line <= symbol.range.end.line);
    }
  }
});

test('folding: sections, continued values, runs of comments', () => {
  const ranges = foldingRanges(openFixture(UNIT).unit).map(({ startLine, endLine, kind }) => [
    startLine,
    endLine,
    kind,
  ]);
  assert.deepEqual(ranges, [
    [3, 4, 'region'],
    [6, 9, 'region'],
    [0, 1, 'comment'],
    [7, 8, undefined],
  ]);
});

describe('links', () => {
  const targets = async (text: string, existing: readonly string[] = []) => {
    const files = {
      exists: async (path: string) => existing.includes(path),
      uriOf: (path: string) => `file://${path}`,
    };
    const { unit } = openFixture(text);
    const links = await documentLinks(unit, files);
    return links.map(({ range, target }) => `${unit.document.getText(range)} → ${target}`);
  };
  test('of Documentation=', async () => {
    assert.deepEqual(
      await targets('[Unit]\nDocumentation=https://example.com/shop man:systemd.unit(5) man:nginx(8) info:x\n'),
      [
        'https://example.com/shop → https://example.com/shop',
        'man:systemd.unit(5) → https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html',
        'man:nginx(8) → https://manpages.debian.org/nginx.8',
      ],
    );
  });
  test('to files that are there', async () => {
    const text = '[Service]\nEnvironmentFile=-/etc/default/shop\nExecStart=+/usr/bin/shop -v\nExecStop=/usr/bin/%p\n';
    assert.deepEqual(await targets(text, ['/etc/default/shop', '/usr/bin/']), [
      '/etc/default/shop → file:///etc/default/shop',
    ]);
    assert.deepEqual(await targets(text, ['/usr/bin/shop']), ['/usr/bin/shop → file:///usr/bin/shop']);
  });
});
