/**
 * The judge of words: every directive that takes yes or no, or a word out of a list, with words of its own list, of
 * other lists, numbers, misspelt ones and nothing; the real systemd and Unitwright have to refuse the same lines.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Directive,
  directivesOf,
  knownIn,
  parserFor,
  sectionsOf,
  UNIT_TYPES,
  type UnitType,
  wordsOf,
} from '../../server/src/catalog/lookup.ts';
import { diagnose } from '../../server/src/rules/index.ts';
import { readUnitFile } from '../../server/src/units/unit-file.ts';
import { valueTypeOf } from '../../server/src/values/table.ts';
import { anything } from '../../server/src/values/value-type.ts';
import { random } from '../support/random.ts';
import { skipReason, verify, version } from '../support/systemd-analyze.ts';

const VALUES_EACH = 12;
const COMMON = [
  'yes',
  'No',
  'TRUE',
  'f',
  'on',
  '0',
  '1',
  '2',
  '',
  'maybe',
  'none',
  'auto',
  'private',
  'strict',
  '-1',
  '0x7',
  '08',
];

/** Parsers left out here, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  personality: 'which of the names are accepted depends on the machine',
  managed_oom_mode: 'accepted or not by the type of unit, which is not judged yet',
  exec_input: 'also takes names and paths, which are not judged yet',
  exec_output: 'also takes names and paths, which are not judged yet',
  protect_hostname: 'also takes a host name, which is not judged yet',
  signal: 'also takes numbers and real-time signals, which are not judged yet',
  socket_protocol: 'also takes names of the machine, which are not judged yet',
};

/** Lines of one file: directives of a unit type with a value each. */
interface Case {
  readonly section: string;
  readonly line: string;
}

describe('systemd and Unitwright refuse the same words', { skip: skipReason() }, () => {
  const { seed, pick, chance } = random();

  const valueFor = (directive: Directive): string => {
    const own = wordsOf(parserFor(directive, version()).parser)?.words.map((word) => word.name) ?? [];
    const value = own.length > 0 && chance(0.5) ? pick(own) : pick(COMMON);
    if (chance(0.1)) return value.toUpperCase();
    return chance(0.1) ? value.slice(1) : value;
  };
  const casesOf = (type: UnitType): Case[] =>
    sectionsOf(type)
      .filter((section) => section !== 'Install')
      .flatMap((section) => directivesOf(section))
      .filter((directive) => knownIn(directive, version()) && valueTypeOf(directive, version()) !== anything)
      .filter((directive) => !(parserFor(directive, version()).parser in LEFT_OUT))
      // A wrong value here makes systemd stop reading: nothing behind it would be judged.
      .filter((directive) => !(directive.parser === 'bool' && directive.argument === 'true'))
      .flatMap((directive) =>
        Array.from({ length: VALUES_EACH }, () => ({
          section: directive.section,
          line: `${directive.name}=${valueFor(directive)}`,
        })),
      );

  for (const type of UNIT_TYPES) {
    // systemd loads no device units from files.
    if (type === 'device' || type === 'scope') continue;
    test(`in .${type} files`, async (t) => {
      const cases = casesOf(type);
      const text = textOf(cases);
      const name = type === 'mount' || type === 'automount' || type === 'swap' ? `srv-a.${type}` : `a.${type}`;
      const messages = await verify({ [name]: text }, { timeout: 60_000 });
      const theirs = new Set(messages.filter(isRefusal).map(({ line }) => line!));
      const file = readUnitFile(name, text, { version: version(), scope: 'system' });
      const ours = new Set(
        diagnose(file)
          .filter(({ severity }) => severity === 'error')
          .map(({ span }) => text.slice(0, span.start).split('\n').length),
      );
      const lines = text.split('\n');
      const differ = lines.flatMap((line, index) => {
        const number = index + 1;
        if (theirs.has(number) === ours.has(number)) return [];
        const words = messages.find((message) => message.line === number)?.text;
        return [`${line} → systemd: ${words ?? 'nothing'}; we: ${ours.has(number) ? 'refused' : 'nothing'}`];
      });
      t.diagnostic(`seed ${seed}, systemd ${version()}: ${cases.length} values, ${theirs.size} refused`);
      assert.deepEqual(differ, []);
    });
  }
});

function textOf(cases: readonly Case[]): string {
  let section = '';
  let text = '';
  for (const each of cases) {
    if (each.section !== section) text += `[${each.section}]\n`;
    section = each.section;
    text += `${each.line}\n`;
  }
  return text;
}

/** A complaint about a value, not about a unit of old habits. */
function isRefusal({ about, text, line }: { about: string; text: string; line?: number }): boolean {
  if (about !== 'line' || line === undefined) return false;
  return /ignoring|Failed to parse|Invalid|Unknown/.test(text) && !/is deprecated|obsolete|unsafe/.test(text);
}
