/** What holds for every value type, whatever stands in the value. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  COMPARED,
  type Directive,
  directivesOf,
  NEWEST,
  parserFor,
  parsers,
  sectionsOf,
  typesWith,
  UNIT_TYPES,
  wordsOf,
} from '../../server/src/catalog/lookup.ts';
import { Text } from '../../server/src/syntax/text.ts';
import { COMMAND_TYPES } from '../../server/src/values/command/command-types.ts';
import { CONDITION_TYPES } from '../../server/src/values/condition/condition-types.ts';
import { NAME_TYPES } from '../../server/src/values/name/name-types.ts';
import { NUMBER_TYPES } from '../../server/src/values/number/number-types.ts';
import { PATH_TYPES } from '../../server/src/values/path/path-types.ts';
import { SECURITY_TYPES } from '../../server/src/values/security/security-types.ts';
import { SOCKET_TYPES } from '../../server/src/values/socket/socket-types.ts';
import { contextOf, valueTypeOf } from '../../server/src/values/table.ts';
import { TIME_TYPES } from '../../server/src/values/time/time-types.ts';
import type { Context, ValueType } from '../../server/src/values/value-type.ts';
import { random } from '../support/random.ts';
import { SAMPLES } from '../support/value-samples.ts';

const MEGABYTE = 1024 * 1024;

/**
 * What an answer should stay below in milliseconds of processor time, and what it must: some machines are slow, and the
 * first answers wait for the compiler.
 */
const BUDGET = 50;
const LIMIT = 500;

/** A use of a parser: one for each argument, since that may change all. */
interface Use {
  readonly title: string;
  readonly parser: string;
  readonly type: ValueType;
  readonly context: Context;
}

/** Each parser with each of its arguments, in the first directive and version that have it. */
const USES: readonly Use[] = (() => {
  const uses = new Map<string, Use>();
  for (const version of [NEWEST, ...COMPARED]) {
    for (const section of new Set(UNIT_TYPES.flatMap((type) => sectionsOf(type)))) {
      for (const directive of directivesOf(section)) {
        const { parser, argument = '' } = parserFor(directive, version);
        const key = `${parser} ${argument}`;
        if (!uses.has(key)) uses.set(key, useOf(directive, version));
      }
    }
  }
  return [...uses.values()].sort((a, b) => (a.title < b.title ? -1 : 1));
})();

function useOf(directive: Directive, version: number): Use {
  const type = typesWith(directive.section)[0]!;
  const file = { type, identity: { unitName: `a@b.${type}` }, target: { version, scope: 'system' as const } };
  const { parser } = parserFor(directive, version);
  return {
    title: `${parser} (${directive.name}=, ${version})`,
    parser,
    type: valueTypeOf(directive, version),
    context: contextOf(file, directive),
  };
}

/** Asks a value type all there is to ask, with offsets spread over the value; the milliseconds of the slowest answer. */
function ask({ title, type, context }: Use, value: string, offsets: readonly number[]): number {
  const text = Text.at(value, 0);
  let slowest = 0;
  const timed = <T>(what: string, answer: () => T): T => {
    const start = process.threadCpuUsage();
    const result = answer();
    const { user, system } = process.threadCpuUsage(start);
    const took = (user + system) / 1000;
    slowest = Math.max(slowest, took);
    assert.ok(took < LIMIT, `${what} of ${title} takes ${Math.round(took)} ms on ${shown(value)}`);
    return result;
  };
  const inside = (what: string, { start, end }: { start: number; end: number }): void =>
    assert.ok(
      Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= value.length,
      `${what} of ${title} gives ${start} … ${end} in ${shown(value)}`,
    );
  for (const problem of timed('check', () => type.check(text, context))) {
    inside('check', problem);
    assert.ok(problem.message.length < 2000, `check of ${title}: a message of ${problem.message.length} characters`);
  }
  for (const offset of offsets) {
    for (const suggestion of timed('complete', () => type.complete?.(text, offset, context) ?? [])) {
      inside('complete', suggestion);
    }
    const description = timed('describe', () => type.describe?.(text, offset, context));
    if (description) inside('describe', description);
  }
  return slowest;
}

function shown(value: string): string {
  const start = JSON.stringify(value.slice(0, 60));
  return value.length > 60 ? `${start}… (${value.length} characters)` : start;
}

/** Prints the slowest answers, so that a budget that is about to go is seen before the limit is met. */
class Slowest {
  readonly #all: { what: string; took: number }[] = [];

  add(what: string, took: number): void {
    this.#all.push({ what, took });
  }

  toString(): string {
    const [first, second, third] = this.#all.sort((a, b) => b.took - a.took);
    const over = this.#all.filter(({ took }) => took > BUDGET).length;
    const list = [first, second, third].flatMap((each) => (each ? [`${each.took.toFixed(1)} ms ${each.what}`] : []));
    return `slowest: ${list.join(', ')}; ${over} of ${this.#all.length} above ${BUDGET} ms`;
  }
}

/** Letters and signs that grammars are made of. */
const SIGNS = [
  ...' \t"\'\\%:;,./-+~!|@*#=$<>()[]{}^&?_0123456789abcxyzABCKMGT',
  'é',
  '😀',
  '\u00a0',
  '\udc80',
  '%n',
  '%i',
  '%%',
  '\\x20',
  '..',
  '//',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of systemd's
  '${A}',
  '.service',
];

function valuesFor(parser: string): fc.Arbitrary<string> {
  const own = [...(SAMPLES[parser] ?? []), ...(wordsOf(parser)?.words.map(({ name }) => name) ?? [])];
  const sign = fc.constantFrom(...SIGNS);
  const part = own.length > 0 ? fc.oneof(fc.constantFrom(...own), sign, sign) : sign;
  const soup = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
  return fc.oneof(soup, soup, fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 40 }));
}

/** A megabyte of one thing: what makes a loop inside a loop, or an expression that tries all ways, show. */
const LONG: readonly (readonly [string, string])[] = [
  'a',
  'a ',
  ' ',
  '0',
  '9',
  '"',
  "'",
  '\\',
  '\\x20',
  '%',
  '%n',
  '/',
  './',
  '../',
  ':',
  ',',
  '-',
  '=',
  'A=b ',
  '$',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of systemd's
  '${A}',
  '@',
  '~',
  '!',
  '|',
  '+',
  '*',
  '[',
  '(',
  '.',
  '1,',
  '1-2,',
  '1s ',
  '1K ',
  'é',
  '😀',
  '\udc80',
  'a.service ',
].map(megabyteOf);

function megabyteOf(unit: string): readonly [string, string] {
  return [shown(unit), unit.repeat(Math.ceil(MEGABYTE / unit.length)).slice(0, MEGABYTE)];
}

/** How much of it is tried: all of it in continuous integration, a fifth while one works. */
const SHARE = process.env.CI === 'true' ? 1 : 0.2;

describe('every value type', () => {
  const chosen = random();
  const seed = chosen.seed | 0;

  test(`answers any text, and only about what is in it (seed ${seed})`, (t) => {
    const slowest = new Slowest();
    const faults = USES.flatMap((use) =>
      faultsIn(() =>
        fc.assert(
          fc.property(valuesFor(use.parser), fc.nat(), (value, number) => {
            const offset = number % (value.length + 1);
            slowest.add(use.title, ask(use, value, [0, offset, value.length]));
          }),
          { numRuns: Math.ceil(60 * SHARE), seed },
        ),
      ),
    );
    t.diagnostic(slowest.toString());
    assert.deepEqual(faults, []);
  });

  test('answers samples at each offset', (t) => {
    const slowest = new Slowest();
    const faults = USES.flatMap((use) =>
      faultsIn(() => {
        for (const value of SAMPLES[use.parser] ?? []) {
          if (!chosen.chance(SHARE)) continue;
          const offsets = Array.from({ length: Math.min(value.length, 60) + 1 }, (_, index) => index);
          slowest.add(use.title, ask(use, value, offsets));
        }
      }),
    );
    t.diagnostic(slowest.toString());
    assert.deepEqual(faults, []);
  });

  test(`answers a megabyte in time (seed ${seed}; UNITWRIGHT_LONG=all tries all texts on all)`, (t) => {
    const slowest = new Slowest();
    const isWhole = process.env.UNITWRIGHT_LONG === 'all';
    const once = new Map(USES.map((use) => [isWhole ? use.title : use.parser, use]));
    const faults = [...once.values()].flatMap((use) => {
      const sample = chosen.pick(SAMPLES[use.parser] ?? ['a']) || 'a';
      // Any text, and real words without end.
      const texts = [...(isWhole ? LONG : [chosen.pick(LONG)]), megabyteOf(`${sample} `)];
      const found = texts.flatMap(([name, value]) =>
        faultsIn(() => slowest.add(`${use.title} on ${name}`, ask(use, value, [value.length >> 1]))),
      );
      return found.slice(0, 2);
    });
    t.diagnostic(slowest.toString());
    assert.deepEqual(faults, []);
  });
});

/** What went wrong, as a list, so that one run tells all. */
function faultsIn(work: () => void): string[] {
  try {
    work();
    return [];
  } catch (error) {
    const { message, cause } = error as Error;
    return [cause instanceof Error ? cause.message : message];
  }
}

const TABLES = [
  COMMAND_TYPES,
  CONDITION_TYPES,
  NAME_TYPES,
  NUMBER_TYPES,
  PATH_TYPES,
  SECURITY_TYPES,
  SOCKET_TYPES,
  TIME_TYPES,
];

describe('the table', () => {
  const entries = ['bool', 'tristate', ...TABLES.flatMap((types) => Object.keys(types))];

  test('is total: a type, a list of words, or an entry that says that anything is taken', () =>
    assert.deepEqual(
      parsers().filter((parser) => !entries.includes(parser) && !wordsOf(parser)),
      [],
    ));

  test('has nothing else', () =>
    assert.deepEqual(
      entries.filter((parser) => !parsers().includes(parser)),
      [],
    ));

  test('has nothing twice', () =>
    assert.deepEqual(
      entries.filter((parser, index) => entries.indexOf(parser) !== index),
      [],
    ));
});
