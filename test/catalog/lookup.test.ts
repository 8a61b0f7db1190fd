import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  COMPARED,
  type Directive,
  directive,
  directivesOf,
  droppedDirective,
  isSection,
  knownIn,
  manualUrl,
  NEWEST,
  parserFor,
  parsers,
  SPECIAL_UNITS,
  SPECIFIERS,
  sectionsOf,
  sectionsWith,
  typesWith,
  UNIT_TYPES,
  type Word,
  wordKnownIn,
  wordsOf,
} from '../../server/src/catalog/lookup.ts';

function known(section: string, name: string): Directive {
  const found = directive(section, name);
  assert.ok(found, `${section}.${name}`);
  return found;
}

test('the facts are of systemd 262, compared with 257 and 252', () => {
  assert.equal(NEWEST, 262);
  assert.deepEqual(COMPARED, [257, 252]);
});

test('a unit type has [Unit], its own section and [Install]', () => {
  assert.equal(UNIT_TYPES.length, 11);
  assert.deepEqual(sectionsOf('service'), ['Unit', 'Service', 'Install']);
  assert.deepEqual(sectionsOf('target'), ['Unit', 'Target', 'Install']);
  assert.deepEqual(typesWith('Service'), ['service']);
  assert.deepEqual(typesWith('Install'), UNIT_TYPES);
  assert.deepEqual(typesWith('Network'), []);
});

test('sections are known by their exact name', () => {
  assert.equal(isSection('Automount'), true);
  assert.equal(isSection('Device'), true);
  assert.equal(isSection('service'), false);
  assert.equal(isSection('X-Mine'), false);
});

test('a directive has its parser, argument, page and version', () => {
  assert.deepEqual(known('Unit', 'Upholds'), {
    section: 'Unit',
    name: 'Upholds',
    parser: 'unit_deps',
    argument: 'UNIT_UPHOLDS',
    page: 'systemd.unit',
    since: 249,
    sinceConfirmed: true,
    absentIn: [],
    removed: false,
  });
});

test('directives are case-sensitive and belong to a section', () => {
  assert.equal(directive('Service', 'execstart'), undefined);
  assert.equal(directive('Socket', 'ExecStart'), undefined);
  assert.equal(directive('Nowhere', 'ExecStart'), undefined);
  assert.equal(directive('Service', '__proto__'), undefined);
  assert.equal(directive('constructor', 'name'), undefined);
});

test('shared directives are in each section that shares them', () => {
  assert.deepEqual(sectionsWith('User'), ['Service', 'Socket', 'Mount', 'Swap']);
  assert.deepEqual(sectionsWith('MemoryMax'), ['Service', 'Socket', 'Mount', 'Swap', 'Slice', 'Scope']);
  assert.deepEqual(sectionsWith('KillMode'), ['Service', 'Socket', 'Mount', 'Swap', 'Scope']);
  assert.deepEqual(sectionsWith('Nonsense'), []);
  assert.equal(known('Mount', 'User').section, 'Mount');
  assert.notEqual(known('Service', 'Type').parser, known('Mount', 'Type').parser);
});

test('all directives of a section, each once', () => {
  const names = directivesOf('Service').map(({ name }) => name);
  assert.ok(names.includes('ExecStart') && names.includes('User') && names.includes('CPUWeight'));
  assert.equal(new Set(names).size, names.length);
  assert.equal(directivesOf('Target').length, 0);
  assert.equal(directivesOf('Nowhere').length, 0);
  assert.equal(directivesOf('Service'), directivesOf('Service'));
  assert.equal(directivesOf('Service')[0], known('Service', directivesOf('Service')[0]!.name));
});

test('[Install] is read by parsers of its own', () => {
  assert.deepEqual(
    directivesOf('Install').map(({ name, parser }) => `${name} ${parser}`),
    [
      'Alias alias',
      'WantedBy strv',
      'RequiredBy strv',
      'UpheldBy strv',
      'DefaultInstance default_instance',
      'Also also',
    ],
  );
});

test('a version knows a directive unless it surely does not', () => {
  const absent252 = known('Unit', 'SurviveFinalKillSignal'); // since 255
  assert.deepEqual(absent252.absentIn, [252]);
  assert.deepEqual(
    [240, 252, 254, 255, 257, 262].map((version) => knownIn(absent252, version)),
    [false, false, false, true, true, true],
  );
  const absent257 = known('Service', 'LUOSession');
  assert.deepEqual(
    [257, NEWEST].map((version) => knownIn(absent257, version)),
    [false, true],
  );
});

test('without a version in the manual, only the compared versions say that a directive is missing', () => {
  const removed = known('Service', 'DefaultStartupMemoryLow'); // undocumented
  assert.equal(removed.since, undefined);
  assert.deepEqual(
    [250, 252, 253, 257].map((version) => knownIn(removed, version)),
    [false, false, true, true],
  );
});

test('a version that the manual alone gives does not make a directive unknown', () => {
  const condition = known('Unit', 'ConditionPathExists'); // described anew in 244, but as old as systemd
  assert.equal(condition.since, 244);
  assert.equal(condition.sinceConfirmed, false);
  assert.equal(knownIn(condition, 230), true);
  assert.equal(knownIn(known('Unit', 'Upholds'), 248), false);
});

test('a version that the compared trees disprove is put right', () => {
  // The manual describes UpheldBy= together with WantedBy=, so it says 201.
  assert.equal(known('Install', 'UpheldBy').since, 254);
  assert.deepEqual(known('Install', 'UpheldBy').absentIn, [252]);
  assert.equal(known('Unit', 'AssertFraction').since, known('Unit', 'ConditionFraction').since);
});

test('legacy names lead to the names of today', () => {
  assert.deepEqual(known('Service', 'StartLimitInterval').replacement, {
    section: 'Unit',
    name: 'StartLimitIntervalSec',
    sameValue: true,
  });
  assert.deepEqual(known('Unit', 'BindTo').replacement, { section: 'Unit', name: 'BindsTo', sameValue: true });
  assert.deepEqual(known('Mount', 'ReadOnlyDirectories').replacement, {
    section: 'Mount',
    name: 'ReadOnlyPaths',
    sameValue: true,
  });
  assert.equal(known('Unit', 'OnFailureIsolate').replacement?.sameValue, false);
  assert.equal(known('Service', 'ExecStart').replacement, undefined);
});

test('removed directives say so, and what to use', () => {
  const shares = known('Slice', 'CPUShares');
  assert.equal(shares.removed, true);
  assert.deepEqual(shares.replacement, { section: 'Slice', name: 'CPUWeight', sameValue: false });
  assert.deepEqual(known('Service', 'MemoryLimit').replacement, {
    section: 'Service',
    name: 'MemoryMax',
    sameValue: true,
  });
  assert.equal(known('Service', 'NetClass').replacement, undefined);
  assert.equal(known('Service', 'BusPolicy').removed, true);
});

test('every replacement is a directive that is not old itself', () => {
  for (const section of UNIT_TYPES.flatMap(sectionsOf)) {
    for (const { name, replacement } of directivesOf(section)) {
      if (!replacement) continue;
      const today = known(replacement.section, replacement.name);
      assert.ok(today.page !== undefined && !today.removed && !today.replacement, `${section}.${name}`);
    }
  }
});

test('the parser of an older version judges its values', () => {
  const accounting = known('Service', 'CPUAccounting');
  assert.deepEqual(parserFor(accounting, 262), { parser: 'warn_compat', argument: 'DISABLED_LEGACY' });
  assert.deepEqual(parserFor(accounting, 257), { parser: 'bool' });
  assert.deepEqual(parserFor(accounting, 230), { parser: 'bool' });
  const tmp = known('Service', 'PrivateTmp');
  assert.deepEqual(
    [262, 258, 257, 254, 252, 245].map((version) => parserFor(tmp, version).parser),
    ['private_tmp', 'private_tmp', 'private_tmp', 'private_tmp', 'bool', 'bool'],
  );
  assert.deepEqual(parserFor(known('Unit', 'After'), 300), { parser: 'unit_deps', argument: 'UNIT_AFTER' });
});

test('an enumeration has its words and says what else it takes', () => {
  const type = wordsOf('service_type');
  assert.deepEqual(
    type?.words.map(({ name }) => name),
    ['simple', 'forking', 'oneshot', 'dbus', 'notify', 'notify-reload', 'idle', 'exec'],
  );
  assert.deepEqual([type?.booleanToo, type?.open, type?.emptyResets], [false, false, false]);
  assert.equal(wordsOf('protect_home')?.booleanToo, true);
  assert.equal(wordsOf('exec_output')?.open, true);
  assert.equal(wordsOf('log_level')?.open, true);
  assert.equal(wordsOf('kill_mode')?.emptyResets, true);
  assert.equal(wordsOf('bool'), undefined);
  assert.ok(wordsOf('signal')?.words.some(({ name }) => name === 'SIGTERM'));
});

test('words that came later are absent from older versions', () => {
  const word = (parser: string, name: string): Word => wordsOf(parser)!.words.find((each) => each.name === name)!;
  assert.deepEqual(word('service_type', 'notify-reload').absentIn, [252]);
  assert.equal(wordKnownIn(word('service_type', 'notify-reload'), 252), false);
  assert.equal(wordKnownIn(word('service_type', 'notify-reload'), 249), false);
  assert.equal(wordKnownIn(word('service_type', 'notify-reload'), 253), true);
  assert.equal(wordKnownIn(word('service_type', 'simple'), 200), true);
  // Renamed since 252, yet the same enumeration.
  assert.deepEqual(word('exec_preserve_mode', 'on-success').absentIn, [257, 252]);
});

test('words that systemd translates are marked', () => {
  const obsolete = wordsOf('exec_output')?.words.filter((word) => word.obsolete);
  assert.deepEqual(obsolete, [
    { name: 'syslog', obsolete: true },
    { name: 'syslog+console', obsolete: true },
  ]);
});

test('all parsers, those of older versions too', () => {
  const all = parsers();
  for (const parser of ['alias', 'bool', 'cpu_shares', 'exec', 'warn_compat']) assert.ok(all.includes(parser), parser);
  assert.ok(!all.includes('memory_pressure_watch'), 'a parser that only got another name has one name');
  assert.deepEqual(all, [...all].sort());
});

test('the address in the manual is that of the term which heads the description', () => {
  const page = (name: string): string => `https://www.freedesktop.org/software/systemd/man/latest/${name}.html`;
  assert.equal(manualUrl(known('Service', 'UMask')), `${page('systemd.exec')}#UMask=`);
  assert.equal(manualUrl(known('Service', 'Group')), `${page('systemd.exec')}#User=`);
  assert.equal(
    manualUrl(known('Slice', 'MemoryLow')),
    `${page('systemd.resource-control')}#MemoryMin=bytes,%20MemoryLow=bytes`,
  );
  assert.equal(
    manualUrl(known('Scope', 'DevicePolicy')),
    `${page('systemd.resource-control')}#DevicePolicy=auto%7Cclosed%7Cstrict`,
  );
  assert.equal(manualUrl(known('Unit', 'BindTo')), undefined);
});

test('names that systemd forgot', () => {
  assert.deepEqual(droppedDirective('Service', 'TCPWrapName'), {
    section: 'Service',
    name: 'TCPWrapName',
    droppedIn: 212,
  });
  assert.deepEqual(droppedDirective('Mount', 'DeviceDeny')?.replacement, {
    section: 'Mount',
    name: 'DevicePolicy',
    sameValue: false,
  });
  assert.equal(droppedDirective('Unit', 'TCPWrapName'), undefined);
});

test('specifiers depend on where they are used', () => {
  const letters = (context: 'unit' | 'name' | 'install'): string =>
    SPECIFIERS[context].map(({ letter }) => letter).join('');
  assert.match(letters('unit'), /t.*T|T.*t/);
  assert.doesNotMatch(letters('name'), /[tTIf]/);
  assert.match(letters('install'), /i/);
  const unit = new Map(SPECIFIERS.unit.map((specifier) => [specifier.letter, specifier]));
  assert.equal(unit.get('I')?.needsInstance, true);
  assert.equal(unit.get('f')?.needsInstance, false);
  assert.equal(unit.get('c')?.deprecated, true);
  assert.deepEqual(unit.get('D')?.absentIn, [252]);
  assert.deepEqual(unit.get('n')?.absentIn, []);
});

test('special units and whose they are', () => {
  assert.deepEqual(SPECIAL_UNITS.get('network.target'), {
    name: 'network.target',
    system: true,
    user: false,
    passive: true,
  });
  assert.equal(SPECIAL_UNITS.get('network-online.target')?.passive, false);
  assert.equal(SPECIAL_UNITS.get('default.target')?.user, true);
  assert.equal(SPECIAL_UNITS.get('graphical-session.target')?.system, false);
  assert.equal(SPECIAL_UNITS.get('syslog.target'), undefined);
  assert.ok(SPECIAL_UNITS.all.length > 80);
});
