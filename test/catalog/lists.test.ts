import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readSpecialUnits, specifierTable } from '../../scripts/catalog/lists.ts';

const HEADER = `
#define COMMON_CREDS_SPECIFIERS(scope)                           \\
        { 'g', specifier_group_name,       INT_TO_PTR(scope) },  \\
        { 'G', specifier_group_id,         INT_TO_PTR(scope) }

#define COMMON_TMP_SPECIFIERS                      \\
        { 'T', specifier_tmp_dir,          NULL }, \\
`;

const code = (...entries: string[]): string => `
static int specifier_cgroup(char specifier, const void *data) {
        bad_specifier(u, specifier);
        return 0;
}

int unit_full_printf_full(const Unit *u, const char *format) {
        const Specifier table[] = {
                ${entries.join(',\n                ')},
                {}
        };
        return 0;
}`;

test('specifiers, with the macros in place', () => {
  const table = specifierTable(
    code(
      "{ 'i', specifier_string, u->instance }",
      "{ 'I', specifier_instance_unescaped, NULL }",
      "{ 'c', specifier_cgroup, NULL }",
      'COMMON_CREDS_SPECIFIERS(u->manager->runtime_scope)',
      'COMMON_TMP_SPECIFIERS',
    ),
    'unit_full_printf_full',
    HEADER,
    'unit-printf.c',
  );
  assert.deepEqual(
    table.map(
      ({ letter, needsInstance, deprecated }) => `${letter}${needsInstance ? '@' : ''}${deprecated ? '!' : ''}`,
    ),
    ['i@', 'I@', 'c!', 'g', 'G', 'T'],
  );
});

test('an unknown entry among the specifiers is refused', () => {
  const refused = (entry: string, message: RegExp): void =>
    assert.throws(() => specifierTable(code(entry), 'unit_full_printf_full', HEADER, 'x.c'), {
      name: 'GeneratorError',
      message,
    });
  refused('MORE_SPECIFIERS', /^x\.c: unknown entry 'MORE_SPECIFIERS' in the specifiers of unit_full_printf_full\(\)$/);
  refused('COMMON_NEW_SPECIFIERS', /the macro COMMON_NEW_SPECIFIERS is not in specifier\.h$/);
  refused('{ LETTER, specifier_string, NULL }', /unknown entry/);
});

const special = (title: string, unit: string): string => `<refentry>
  <refsynopsisdiv><para><filename>basic.target</filename>, <filename>quiet.target</filename></para></refsynopsisdiv>
  <refsect1><refsect2><title>Special Passive System Units </title>
    <variablelist><varlistentry><term><filename>basic.target</filename></term>
      <listitem><para/><xi:include href="version-info.xml" xpointer="v240"/></listitem></varlistentry></variablelist>
  </refsect2></refsect1>
  <refsect1><refsect2><title>${title}</title>
    <variablelist><varlistentry><term><filename>${unit}</filename></term><listitem/></varlistentry></variablelist>
    <para>Also <filename>basic.target</filename>, as <filename>/etc/motd</filename> says.</para>
  </refsect2></refsect1>
</refentry>`;

suite('special units', () => {
  test('with their managers', () => {
    assert.deepEqual(readSpecialUnits(special('Special User Units', 'app.slice')), [
      { name: 'app.slice', system: false, user: true, passive: false },
      { name: 'basic.target', system: true, user: true, passive: true, since: 240 },
      { name: 'quiet.target', system: true, user: false, passive: false },
    ]);
  });

  test('under an unknown heading, or with an unknown kind of name, they are refused', () => {
    const refused = (xml: string, message: RegExp): void =>
      assert.throws(() => readSpecialUnits(xml), { name: 'GeneratorError', message });
    refused(special('Special Moon Units', 'app.slice'), /unknown heading 'Special Moon Units'$/);
    refused(special('Special User Units', '/etc/motd'), /unknown unit '\/etc\/motd'$/);
  });
});
