/**
 * The judge of lines: files of random lines, broken in every way that the reader knows, go to the real systemd and to
 * Unitwright; both have to complain of the same lines.
 *
 * The seed of a run is printed and can be given again as `UNITWRIGHT_SEED`.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diagnose } from '../../server/src/rules/index.ts';
import { splitLines } from '../../server/src/syntax/lines.ts';
import { readUnitFile } from '../../server/src/units/unit-file.ts';
import { random } from '../support/random.ts';
import { skipReason, verify, version } from '../support/systemd-analyze.ts';

const FILES = 150;
const LINES = 40;

/** Rules that say what systemd says of a line. */
const JUDGED = new Set([
  'assignment-outside-section',
  'directive-in-wrong-section',
  'directive-too-new',
  'invalid-boolean',
  'invalid-utf8',
  'invalid-word',
  'malformed-section',
  'missing-equals',
  'missing-key',
  'removed-directive',
  'section-of-other-type',
  'unknown-directive',
  'unknown-section',
  'word-too-new',
]);

/** Only names whose values are judged by word or as yes and no, so that every complaint has a rule of `JUDGED`. */
const WORDS = {
  header: ['[Unit]', '[Service]', '[Install]', '[Timer]', '[X-Own]', '[Nonsense]', ' [Unit] ', '[ Unit ]', '[service]'],
  broken: ['[Unit', '[]', '[Un"it]', '[Unit] # x', '[Un*it]', 'Unit]', '['],
  line: [
    'Description',
    'DefaultDependencies',
    'SysVStartPriority',
    'RemainAfterExit',
    'Restart',
    'Type',
    'KillMode',
    'WantedBy',
    'Nonsense',
    'X-Own',
    'description',
    'Restart Sec',
    'CPUAccounting',
    'OnCalendar',
    'MemoryDenyWriteExecute',
    'SendSIGKILL',
    'ProtectSystem',
    'PrivatePIDs',
    'PrivateMounts',
  ],
  value: [
    'yes',
    'no',
    'ON',
    'maybe',
    '',
    'always',
    'exec',
    'oneshot',
    'notify-reload',
    'control-group',
    'strict',
    'true',
    'a b',
    'Yes ',
    '0',
    '2',
  ],
  other: [
    '',
    ' ',
    '\t',
    '# comment',
    '; comment',
    '  # comment = x',
    '# comment \\',
    'nothing',
    '=',
    ' = x',
    '\\',
    '\\\\',
    '\ufeffDescription=x',
    '\ufeff# x',
  ],
  end: ['\n', '\n', '\n', '\n', '\n', '\r\n', '\n\n', '\r', '\n\r', ' \\\n', '\\\n', '\\\\\n', ' \\\n# between\n'],
};

function randomFile(pick: <T>(from: readonly T[]) => T, chance: (of: number) => boolean): string {
  // Most files begin with a header, or nearly every line would be outside of a section.
  let text = chance(0.8) ? '[Service]\n' : '';
  for (let i = 0; i < LINES; i++) {
    if (chance(0.15)) text += pick(WORDS.header);
    else if (chance(0.01)) text += pick(WORDS.broken);
    else if (chance(0.2)) text += pick(WORDS.other);
    else text += `${chance(0.1) ? ' ' : ''}${pick(WORDS.line)}${chance(0.2) ? ' = ' : '='}${pick(WORDS.value)}`;
    text += pick(WORDS.end);
  }
  return text;
}

/** The lines that Unitwright complains of, by systemd's count: the last line of a continued one. */
function ourLines(text: string): number[] {
  const file = readUnitFile('a.service', text, { version: version(), scope: 'system' });
  const lines = splitLines(text);
  // systemd reads nothing behind a malformed header.
  const stop = file.sections.find((section) => section.state === 'unreadable')?.section;
  const found = diagnose(file)
    .filter(({ rule, severity }) => JUDGED.has(rule.code) || severity === 'error')
    .map(({ span }) => file.tree.entries.find((entry) => span.start >= entry.start && span.start < entry.end)!)
    .filter((entry) => !stop || entry.start <= stop.start);
  // A line that is continued at the very end of the file counts as the one behind it.
  return [...new Set(found.map((entry) => systemdLine(text, lines.length, entry)))].sort((a, b) => a - b);
}

function systemdLine(text: string, count: number, entry: { lastLine: number; end: number }): number {
  const isUnfinished = entry.end === text.length && endsContinued(text.slice(0, entry.end));
  return isUnfinished ? count + 1 : entry.lastLine + 1;
}

function endsContinued(text: string): boolean {
  const lines = splitLines(text).map(({ start, end }) => text.slice(start, end));
  const last = lines.findLast((line) => !/^[ \t]*[#;]/.test(line)) ?? '';
  return /(?:^|[^\\])(?:\\\\)*\\$/.test(last);
}

describe('systemd and Unitwright complain of the same lines', { skip: skipReason() }, () => {
  const { seed, pick, chance } = random();
  test(`${FILES} random files`, async (t) => {
    t.diagnostic(`seed ${seed}, systemd ${version()}`);
    let lines = 0;
    for (let i = 0; i < FILES; i++) {
      const text = randomFile(pick, chance);
      // A unit that systemd has stopped reading says nothing of its lines in some versions: the messages are there anyway.
      const messages = await verify({ 'a.service': text });
      const theirs = messages.flatMap(({ about, line }) => (about === 'line' && line !== undefined ? [line] : []));
      const ours = ourLines(text);
      lines += splitLines(text).length;
      assert.deepEqual(
        ours,
        [...new Set(theirs)].sort((a, b) => a - b),
        `file ${i} of seed ${seed}:\n${JSON.stringify(text)}\n${messages.map((each) => `${each.line}: ${each.text}`).join('\n')}`,
      );
    }
    t.diagnostic(`${lines} lines judged alike`);
  });
});
