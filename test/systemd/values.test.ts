/**
 * The judge of values: random assignments to every directive, good, foreign and mistyped ones, go to the real systemd and
 * to Unitwright. `node scripts/judge.ts` shows where they differ.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Directive, knownIn, parserFor } from '../../server/src/catalog/lookup.ts';
import { askSystemd, askUnitwright, type Case, compare, isRejected } from '../support/judge.ts';
import { random } from '../support/random.ts';
import { skipReason, version } from '../support/systemd-analyze.ts';
import { casesFor, directivesFor } from '../support/value-cases.ts';
import { SAMPLES } from '../support/value-samples.ts';

/** Values for each directive: about 50,000 assignments in all where there is time, fewer while one works. */
const EACH = process.env.CI === 'true' ? 70 : 15;

/** How much has to be judged alike, and how many good lines may be called bad (both in per cent). */
const FLOOR = { alike: 99.9, falseErrors: 0.02 };

/** Where the answer of systemd depends on the machine, not on the text: by parser, with the reason. */
const BY_MACHINE: Readonly<Record<string, string>> = {
  personality: 'only the architectures of the machine are accepted',
  log_filter_patterns: 'patterns are looked at where the PCRE2 library is there, and the complaint names no line',
};

describe('systemd and Unitwright judge values alike', { skip: skipReason() }, () => {
  test('every directive', async (t) => {
    const choice = random();
    const isJudged = (_: Directive, parser: string): boolean => !(parser in BY_MACHINE);
    const cases = casesFor(choice, { version: version(), each: EACH, only: isJudged });
    const comparisons = await compare(cases.values());
    const total = comparisons.length;
    const accepted = comparisons.filter(({ their }) => !isRejected(their)).length;
    const unlike = comparisons.filter(({ isAlike }) => !isAlike);
    const falseErrors = unlike.filter(({ our }) => isRejected(our)).length;
    const differences = unlike.map(({ each: { directive, value, type }, their, our }) => {
      const { parser } = parserFor(directive, version());
      return `${parser} · ${type} ${directive.name}=${value} → systemd: ${their.words}; we: ${our.words}`;
    });
    const alike = (100 * (total - differences.length)) / total;
    t.diagnostic(
      `seed ${choice.seed}, systemd ${version()}: ${total} assignments, ${differences.length} differ (${alike.toFixed(3)} % alike), ` +
        `${falseErrors} false errors on ${accepted} accepted lines`,
    );
    for (const difference of differences.slice(0, 40)) t.diagnostic(difference);
    assert.ok(alike >= FLOOR.alike, `${alike.toFixed(3)} % alike`);
    assert.ok((100 * falseErrors) / accepted <= FLOOR.falseErrors, `${falseErrors} false errors`);
  });

  test('no false error in a template, whatever its instance stands for', async (t) => {
    const shapes = [
      '%i',
      '%I',
      '%f',
      '%N',
      '%p',
      '/srv/%i',
      '-/srv/%i',
      '%i.service',
      'x-%i',
      'x@%i.service',
      'a:%i',
      '%i:%i',
    ];
    const cases = directivesFor('service')
      .filter((directive) => knownIn(directive, version()))
      .filter((directive) => !(parserFor(directive, version()).parser in BY_MACHINE))
      .flatMap((directive) => {
        const own = (SAMPLES[parserFor(directive, version()).parser] ?? []).filter((value) => value.includes('%'));
        const values = [...new Set([...shapes, ...own])].filter((value) => /^\S(?:.*[^\s\\])?$/.test(value));
        return values.map((value): Case => ({ type: 'service', directive, value }));
      });
    const theirs = await askSystemd(cases, 'a@.service');
    const ours = askUnitwright(cases, 'a@.service');
    const falseErrors = cases.flatMap(({ directive, value }, index) =>
      isRejected(ours[index]!) && !isRejected(theirs[index]!)
        ? [`${directive.name}=${value} → systemd: ${theirs[index]!.words}; we: ${ours[index]!.words}`]
        : [],
    );
    t.diagnostic(`systemd ${version()}: ${cases.length} assignments in a template`);
    assert.deepEqual(falseErrors, []);
  });
});
