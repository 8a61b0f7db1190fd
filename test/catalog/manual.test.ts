import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseXml, readTerms, textOf } from '../../scripts/catalog/manual.ts';

const version = (number: number): string => `<xi:include href="version-info.xml" xpointer="v${number}"/>`;

const PAGE = `<?xml version='1.0'?>
<!DOCTYPE refentry PUBLIC "-//OASIS//DTD DocBook XML V4.5//EN" "docbookx.dtd" [
<!ENTITY % entities SYSTEM "custom-entities.ent" >
%entities;
]>
<refentry id="systemd.unit" xmlns:xi="http://www.w3.org/2001/XInclude">
  <refsect1><title>[Unit] Section Options</title>
    <variablelist class='unit-directives'>
      <varlistentry>
        <term><varname>Before=</varname></term>
        <term><varname>After=</varname></term>
        <listitem><para>Orders &amp; waits.</para>${version(201)}</listitem>
      </varlistentry>
      <varlistentry>
        <term><varname>MemoryMin=<replaceable>bytes</replaceable></varname>,
          <varname>MemoryLow=<replaceable>bytes</replaceable></varname></term>
        <listitem>
          <para>Words:</para>
          <variablelist><varlistentry><term><option>strict</option></term>
            <listitem><para>Strict.</para>${version(250)}</listitem></varlistentry></variablelist>
        </listitem>
      </varlistentry>
    </variablelist>
  </refsect1>
  <!-- <variablelist class='unit-directives'> -->
  <refsect1><title>[Install] Section Options</title>
    <variablelist class='unit-directives'>
      <varlistentry><term><varname>Before=</varname></term><listitem><para/></listitem></varlistentry>
    </variablelist>
  </refsect1>
  <refsect1><title>Environment</title>
    <variablelist class='environment-variables'>
      <varlistentry><term><varname>$HOME</varname></term><listitem><para/></listitem></varlistentry>
    </variablelist>
  </refsect1>
</refentry>`;

test('terms with their names, section, version and anchor', () => {
  assert.deepEqual(readTerms(PAGE, 'systemd.unit'), [
    { names: ['Before', 'After'], anchor: 'Before=', heading: 'Unit', since: 201 },
    { names: ['MemoryMin', 'MemoryLow'], anchor: 'MemoryMin=bytes, MemoryLow=bytes', heading: 'Unit' },
    { names: ['Before'], anchor: 'Before=1', heading: 'Install' },
  ]);
});

suite('a page is refused when something in it is unknown', () => {
  const refused = (what: string, entry: string, message: RegExp): void => {
    test(what, () => {
      const page = `<refentry><variablelist class="unit-directives">${entry}</variablelist></refentry>`;
      assert.throws(() => readTerms(page, 'page'), { name: 'GeneratorError', message });
    });
  };
  const entry = (term: string, item: string): string =>
    `<varlistentry><term>${term}</term><listitem>${item}</listitem></varlistentry>`;
  refused('a term that is no assignment', entry('<varname>Before</varname>', ''), /unknown term 'Before' among/);
  refused('a term without a name', entry('<option>strict</option>', ''), /unknown term 'strict' among/);
  refused(
    'two versions',
    entry('<varname>A=</varname>', version(1) + version(2)),
    /^man\/page\.xml: A= has 2 versions$/,
  );
  refused(
    'a version that is none',
    entry('<varname>A=</varname>', '<xi:include href="version-info.xml" xpointer="soon"/>'),
    /unknown version 'soon' of A=/,
  );
  refused(
    'no description',
    '<varlistentry><term><varname>A=</varname></term></varlistentry>',
    /A= has 0 descriptions$/,
  );
  refused('tags that do not match', '<para></term>', /<\/term> does not close <para>$/);
  refused('markup that is none', '< para>', /unknown markup '< para>/);
});

test('text of an element', () => {
  const xml = '<a x="1">one <b>t&lt;o</b><![CDATA[ <3 ]]><!-- no --></a>';
  assert.equal(textOf(parseXml(xml, 'test')), 'one t<o <3 ');
});
