import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readGperf } from '../../scripts/catalog/gperf.ts';

/** A small table with everything that the real one uses. */
const TABLE = `{# a comment #}
{%- macro KILL_ITEMS(type) -%}
{{type}}.KillMode,     config_parse_kill_mode,   0,           offsetof({{type}}, kill_context.kill_mode)
{% if HAVE_PAM %}
{{type}}.PAMName,      config_parse_string,      0,           offsetof({{type}}, pam_name)
{% else %}
{{type}}.PAMName,      config_parse_warn_compat, DISABLED_CONFIGURATION, 0
{% endif %}
{%- endmacro -%}
%{
#include <stddef.h>
%}
struct ConfigPerfItem;
%%
Unit.After,            config_parse_unit_deps,   UNIT_AFTER,  0
{# one over
   two lines #}
{{ KILL_ITEMS('Service') }}
{{ KILL_ITEMS('Scope') }}
Install.Alias,         NULL,                     0,           0
`;

test('rows, macros and the enabled branch', () => {
  assert.deepEqual(readGperf(TABLE), [
    { section: 'Unit', name: 'After', parser: 'unit_deps', argument: 'UNIT_AFTER' },
    ...['Service', 'Scope'].flatMap((section) => [
      {
        section,
        name: 'KillMode',
        parser: 'kill_mode',
        target: `offsetof(${section}, kill_context.kill_mode)`,
        macro: 'KILL_ITEMS',
      },
      { section, name: 'PAMName', parser: 'string', target: `offsetof(${section}, pam_name)`, macro: 'KILL_ITEMS' },
    ]),
    { section: 'Install', name: 'Alias', parser: 'NULL' },
  ]);
});

suite('the table is refused when something in it is unknown', () => {
  const refused = (what: string, table: string, message: RegExp): void => {
    test(what, () => assert.throws(() => readGperf(table), { name: 'GeneratorError', message }));
  };
  const row = 'Unit.After, config_parse_unit_deps, UNIT_AFTER, 0';
  const place = /^src\/core\/load-fragment-gperf\.gperf\.in:\d+: /;

  refused('a loop', `%%\n{% for x in y %}\n${row}`, /:2: unknown template construct '\{% for x in y %\}'$/);
  refused('another condition', `%%\n{% if not HAVE_PAM %}\n${row}\n{% endif %}`, /:2: unknown template construct/);
  refused('a macro that is not defined', `%%\n{{ EXEC_ITEMS('Service') }}`, /:2: the macro EXEC_ITEMS is not defined$/);
  refused('a macro without an end', '{%- macro A(type) -%}\n%%\n', /the macro A is never ended$/);
  refused('an if without an end', `%%\n{% if HAVE_PAM %}\n${row}`, /an if is never ended$/);
  refused('another kind of parser', '%%\nUnit.After, parse_deps, 0, 0', /:2: not a row of four columns: 'Unit.After/);
  refused('a column too many', `%%\n${row}, 0`, place);
  refused('an ltype with a space', '%%\nUnit.After, config_parse_bool, A B, 0', /:2: unknown ltype 'A B'$/);
  refused('another target', '%%\nUnit.After, config_parse_bool, 0, sizeof(Unit)', /:2: unknown data column/);
  refused('the same directive twice', `%%\n${row}\n${row}`, /Unit\.After is listed twice$/);
  refused('no marker before the rows', row, /no %% line before the rows$/);
});
