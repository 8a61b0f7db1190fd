/** Our facts against an independent extraction from the same sources, where that is beside the project. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  directive,
  directivesOf,
  SPECIAL_UNITS,
  SPECIFIERS,
  sectionsOf,
  UNIT_TYPES,
  wordsOf,
} from '../../server/src/catalog/lookup.ts';
import { readShared, sharedSkip } from '../support/shared.ts';

interface Reference {
  section: string;
  name: string;
  parser: string;
  argument?: string;
  page?: string;
  since?: number | null;
  undocumented?: boolean;
  status?: 'removed';
  absent_in?: number[];
  values?: string[];
  boolean_too?: boolean;
  values_absent_in?: Record<string, string[]>;
}

/** `field Name` or `field Section.Name` → why ours is another one. */
const EXPLAINED: Readonly<Record<string, string>> = {
  // [Install] is read by src/shared/install.c; the loader's own table has no parser for it.
  'parser Install.Alias': 'alias',
  'parser Install.WantedBy': 'strv',
  'parser Install.RequiredBy': 'strv',
  'parser Install.UpheldBy': 'strv',
  'parser Install.DefaultInstance': 'default_instance',
  'parser Install.Also': 'also',
  // Neither the loader's table nor install.c of 252 has it.
  'absent Install.UpheldBy': 'not in src/shared/install.c of 252',
  // Two names in one <term>: "MemoryMin=bytes, MemoryLow=bytes".
  'page MemoryLow': 'described with MemoryMin=',
  'since MemoryLow': 'described with MemoryMin=',
  // The term has the values in it ("DevicePolicy=auto|closed|strict"); the entry names version 208.
  'since DevicePolicy': 'the entry has a version',
  // One description, and so one version, for terms that came at different times; the compared trees disprove it.
  'since Install.UpheldBy': '252 does not know it, NEWS has it for 254',
  'since AssertPathIsSocket': '257 does not know it',
  'since AssertFraction': '257 does not know it',
  'since AssertVersion': '257 does not know it',
  'since AssertMachineTag': '257 does not know it',
  'since AssertKernelModuleLoaded': '257 does not know it',
  'since StartupMemoryLow': '252 does not know it',
  'since StartupMemoryHigh': '252 does not know it',
  'since StartupMemoryMax': '252 does not know it',
  'since StartupMemorySwapMax': '252 does not know it',
  // The manual says 253, but the stable branch of 252 has it.
  'since Scope.OOMPolicy': '252 knows it',
  // The parser was called runtime_preserve_mode in 252, with the same table.
  'absent words RuntimeDirectoryPreserve': 'on-success is missing in 252 too',
};

suite('the facts agree with an independent extraction', { skip: sharedSkip('facts/unit-directives.json') }, () => {
  const used = new Set<string>();

  const reference = (): Reference[] => {
    const file = JSON.parse(readShared('facts/unit-directives.json')) as { directives: Reference[] };
    return file.directives;
  };

  const differences: string[] = [];
  const agree = (what: string, { section, name }: Reference, ours: unknown, theirs: unknown): void => {
    if (JSON.stringify(ours) === JSON.stringify(theirs)) return;
    const key = [`${what} ${section}.${name}`, `${what} ${name}`].find((each) => EXPLAINED[each] !== undefined);
    if (key !== undefined) used.add(key);
    else differences.push(`${what} ${section}.${name}: ${JSON.stringify(ours)}, not ${JSON.stringify(theirs)}`);
  };

  test('the same 1,468 directives', () => {
    const theirs = reference().map(({ section, name }) => `${section}.${name}`);
    const sections = new Set(UNIT_TYPES.flatMap(sectionsOf));
    const ours = [...sections].flatMap(directivesOf).map(({ section, name }) => `${section}.${name}`);
    assert.equal(ours.length, 1468);
    assert.deepEqual(ours.sort(), theirs.sort());
  });

  test('the same of each, or an explanation', () => {
    for (const row of reference()) {
      const ours = directive(row.section, row.name)!;
      agree('parser', row, ours.parser, row.parser);
      agree('argument', row, ours.argument, row.argument);
      agree('page', row, ours.page, row.page);
      agree('since', row, ours.since ?? null, row.since ?? null);
      agree('removed', row, ours.removed, row.status === 'removed');
      agree('absent', row, ours.absentIn.toSorted(), (row.absent_in ?? []).toSorted());
      if (!row.values) continue;
      const words = wordsOf(ours.parser);
      agree(
        'words',
        row,
        words?.words.map(({ name }) => name),
        row.values,
      );
      agree('boolean', row, words?.booleanToo, row.boolean_too);
      // What a version lacks as a whole, it need not lack word by word.
      const versions = [252, 257].filter((version) => !ours.absentIn.includes(version) && !ours.parserIn?.[version]);
      const absent = versions.map((version) =>
        words?.words.filter(({ absentIn }) => absentIn?.includes(version)).map(({ name }) => name),
      );
      agree(
        'absent words',
        row,
        absent,
        versions.map((version) => row.values_absent_in?.[version] ?? []),
      );
    }
    assert.deepEqual(differences, []);
  });

  test('every explanation is still needed', () => {
    assert.deepEqual(
      Object.keys(EXPLAINED).filter((key) => !used.has(key)),
      [],
    );
  });
});

suite('the word lists agree with an independent extraction', { skip: sharedSkip('facts/words.json') }, () => {
  const words = (): Record<string, unknown> => JSON.parse(readShared('facts/words.json'));

  test('special units', () => {
    const theirs = words().special_units as string[];
    const ours = SPECIAL_UNITS.all.map(({ name }) => name);
    assert.deepEqual(
      ours.filter((name) => !theirs.includes(name)),
      [],
    );
    assert.deepEqual(theirs.filter((name) => !ours.includes(name)).sort(), MENTIONED);
  });

  test('specifiers', () => {
    const theirs = Object.keys(words().specifiers as Record<string, unknown>).filter((name) => name !== '%%');
    const ours = SPECIFIERS.unit.filter(({ deprecated }) => !deprecated).map(({ letter }) => `%${letter}`);
    assert.deepEqual(ours.sort(), theirs.sort());
  });

  test('architectures', () => {
    const ours = wordsOf('personality')!.words.map(({ name }) => name);
    assert.deepEqual(ours.sort(), [...(words().architectures as string[])].sort());
  });
});

/** Units that systemd.special(7) mentions in its text or its examples, but does not describe. */
const MENTIONED = [
  'capsule@.service',
  'gdm.service',
  'gnome-session.target',
  'single-user.target',
  'sysroot-usr.mount',
  'sysroot.mount',
  'systemd-logind.service',
  'systemd-machined.service',
  'systemd-nspawn@.service',
  'systemd-time-wait-sync.service',
  'systemd-timesyncd.service',
  'sysusr-usr.mount',
];
