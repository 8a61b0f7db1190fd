/**
 * Unit files as strings, with marks:
 *
 *     [Service]
 *     Restrat=always<|>
 *     ^^^^^^^ unknown-directive Did you mean
 *
 * `<|>` is the cursor. A line of carets stands under the place that a problem is expected at, with the rule's code and,
 * after it, a regular expression that its message has to match. All other lines are the file.
 */
import assert from 'node:assert/strict';
import { NEWEST } from '../../server/src/catalog/lookup.ts';
import { documentOf, type UnitDocument } from '../../server/src/features/unit-document.ts';
import { applyEdits } from '../../server/src/rules/edits.ts';
import { diagnose } from '../../server/src/rules/index.ts';
import type { Diagnosis, Fix } from '../../server/src/rules/rule.ts';
import type { Target } from '../../server/src/units/unit-file.ts';

export interface Expectation {
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly message: string;
}

export interface Fixture {
  readonly path: string;
  readonly text: string;
  /** UTF-16 offset of `<|>`. */
  readonly cursor: number | undefined;
  readonly expected: readonly Expectation[];
}

export interface FixtureOptions {
  readonly path?: string;
  readonly version?: number;
}

const CURSOR = '<|>';

/** Reads a string with marks. */
export function readFixture(source: string, { path = 'example.service' }: FixtureOptions = {}): Fixture {
  const expected: Expectation[] = [];
  let text = '';
  let lineStart = 0;
  for (const line of source.split(/(?<=\n)/)) {
    const carets = /^( *)(\^+) ([a-z0-9-]+)(?: (.*?))?\n?$/.exec(line);
    if (!carets) {
      lineStart = text.length;
      text += line;
      continue;
    }
    const start = lineStart + carets[1]!.length;
    expected.push({ start, end: start + carets[2]!.length, code: carets[3]!, message: carets[4] ?? '' });
  }
  const cursor = text.indexOf(CURSOR);
  return {
    path,
    text: cursor < 0 ? text : text.slice(0, cursor) + text.slice(cursor + CURSOR.length),
    cursor: cursor < 0 ? undefined : cursor,
    expected,
  };
}

/** A document and the cursor in it. */
export function openFixture(source: string, options: FixtureOptions = {}): { unit: UnitDocument; cursor: number } {
  const fixture = readFixture(source, options);
  return { unit: documentOf(fixture.path, fixture.text, targetOf(options)), cursor: fixture.cursor ?? 0 };
}

/** Fails unless exactly the problems marked in the source are found. */
export function checkDiagnostics(source: string, options: FixtureOptions = {}): void {
  const fixture = readFixture(source, options);
  const found = diagnosticsOf(fixture.text, options);
  assert.equal(
    draw(fixture.text, found.map(expectationOf)),
    draw(
      fixture.text,
      [...fixture.expected].sort((a, b) => a.start - b.start || a.end - b.end),
    ),
  );
  for (const [index, { message }] of fixture.expected.entries()) {
    const inOrder = [...fixture.expected].sort((a, b) => a.start - b.start || a.end - b.end);
    const diagnosis = found[inOrder.indexOf(fixture.expected[index]!)]!;
    assert.match(diagnosis.message, new RegExp(message, 'u'));
  }
}

export function diagnosticsOf(
  text: string,
  { path = 'example.service', version }: FixtureOptions = {},
): readonly Diagnosis[] {
  return diagnose(documentOf(path, text, targetOf(version === undefined ? {} : { version })).file);
}

/** The text after a fix: the first one of the first problem that has any, or the one with the title. */
export function afterFix(text: string, options: FixtureOptions = {}, title?: string): string {
  const fixes = diagnosticsOf(text, options).flatMap((diagnosis): Fix[] => diagnosis.fixes?.() ?? []);
  const fix = title === undefined ? fixes[0] : fixes.find((each) => each.title === title);
  assert.ok(fix, `no such fix; there are: ${fixes.map((each) => each.title).join(', ')}`);
  return applyEdits(text, fix.edits);
}

export function targetOf({ version }: FixtureOptions): Target {
  return { version: version ?? NEWEST, scope: 'system' };
}

function expectationOf({ span, rule, message }: Diagnosis): Expectation {
  return { ...span, code: rule.code, message };
}

/** The text with carets under each place; a place over several lines is marked on its first. */
function draw(text: string, expectations: readonly Expectation[]): string {
  let drawn = '';
  let at = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const end = at + line.length;
    drawn += line.endsWith('\n') ? line : `${line}\n`;
    const isLast = end === text.length;
    for (const { start, end: to, code } of expectations) {
      if (start < at || (start >= end && !(isLast && start === end))) continue;
      const width = Math.max(1, Math.min(to, end - (line.endsWith('\n') ? 1 : 0)) - start);
      drawn += `${' '.repeat(start - at)}${'^'.repeat(width)} ${code}\n`;
    }
    at = end;
  }
  return drawn;
}
