import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readInstall, withInstall } from '../../scripts/catalog/install.ts';

const table = (...items: string[]): string => `
static int load(void) {
        const ConfigTableItem items[] = {
                ${items.join(',\n                ')},
                {}
        };
        return 0;
}`;
const ALIAS = '{ "Install", "Alias", config_parse_alias, 0, &info->aliases }';
const ignored = (name: string) => ({ section: 'Install', name, parser: 'NULL' });

test('the table of [Install]', () => {
  assert.deepEqual(readInstall(table(ALIAS, '{ "Install", "Also", config_parse_also, 1, ctx }')), [
    { section: 'Install', name: 'Alias', parser: 'alias' },
    { section: 'Install', name: 'Also', parser: 'also', argument: '1' },
  ]);
});

test('it stands in for what the loader ignores', () => {
  const after = { section: 'Unit', name: 'After', parser: 'unit_deps' };
  const alias = { section: 'Install', name: 'Alias', parser: 'alias' };
  assert.deepEqual(withInstall([after, ignored('Alias')], [alias]), [after, alias]);
  assert.throws(() => withInstall([ignored('Alias'), ignored('Also')], [alias]), {
    message: /nothing reads Install\.Also/,
  });
  assert.throws(() => withInstall([after], [alias]), { message: /the loader does not know Install\.Alias$/ });
});

test('a row of another shape is refused', () => {
  const refused = (source: string, message: RegExp): void =>
    assert.throws(() => readInstall(source), { name: 'GeneratorError', message });
  refused('', /the table of \[Install\] is not there$/);
  refused(table('{ "Install", NAME, config_parse_alias, 0, NULL }'), /not a row of the \[Install\] table/);
  refused(table('{ "Unit", "Alias", config_parse_alias, 0, NULL }'), /not a row of the \[Install\] table/);
  refused(table('{ "Install", "Alias", my_parser, 0, NULL }'), /not a row of the \[Install\] table/);
});
