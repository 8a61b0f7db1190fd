/** Values that are signals or exit statuses (`src/core/load-fragment.c`, `src/shared/conf-parser.c`). */
import { wordKnownIn } from '../../catalog/lookup.ts';
import { itemAt, MOST_PROBLEMS, otherItems, quotingProblem, suggest } from '../common/items.ts';
import { nearest } from '../common/nearest.ts';
import { isUnreadable, type Piece, wordsIn } from '../common/piece.ts';
import type { Context, Problem, ValueType } from '../value-type.ts';
import { describeExitStatus, exitStatuses, meaningOfExit, parseExitNumber, parseExitStatus } from './exit-status.ts';
import { type Choice, numberType, quoted } from './number-type.ts';
import { describeSignal, parseSignal, SIGNALS } from './signal.ts';

const SIGNAL_CHOICES: readonly Choice[] = [
  ...SIGNALS.map(({ name, meaning }) => ({ label: `SIG${name}`, detail: meaning })),
  { label: 'SIGRTMIN', detail: 'first real-time signal; others are SIGRTMIN+1 … SIGRTMIN+30' },
  { label: 'SIGRTMAX', detail: 'last real-time signal' },
];

/** `config_parse_signal` */
export const signal: ValueType = {
  check({ value: text }, context) {
    if (parseSignal(text) !== undefined) return [];
    const instead = nearSignals(text);
    const hint = instead[0] === undefined ? '' : ` Did you mean “${instead[0]}”?`;
    return [
      {
        code: text === '' ? 'empty-value' : 'invalid-word',
        start: 0,
        end: text.length,
        message: `systemd ignores this line: ${context.directive}= takes a signal such as SIGTERM or 15, not ${quoted(text)}.${hint}`,
        instead,
      },
    ];
  },
  complete: ({ length }) => SIGNAL_CHOICES.map((choice) => ({ ...choice, kind: 'word', start: 0, end: length })),
  describe({ value: text }) {
    const number = parseSignal(text);
    return number === undefined ? undefined : { start: 0, end: text.length, text: describeSignal(number) };
  },
};

/** Signals that may be meant, with `SIG` before them: the one in another case, else those that are near. */
function nearSignals(text: string): string[] {
  const upper = text.slice(0, 40).toUpperCase();
  const name = upper.startsWith('SIG') ? upper : `SIG${upper}`;
  const names = SIGNAL_CHOICES.map(({ label }) => label);
  return names.includes(name) ? [name] : nearest(name, names);
}

/** `config_parse_exit_status` */
export const exitStatus = numberType({
  takes: 'a number from 0 to 255',
  read: parseExitNumber,
  emptyResets: true,
  meant(text, { version }) {
    const number = parseExitStatus(text, version);
    return number === undefined ? undefined : String(number);
  },
  explain: describeExitStatus,
});

/** `config_parse_set_status`: exit statuses and signals, by name or number; numbers are exit statuses. */
export const setStatus: ValueType = {
  check({ value: text }, context) {
    const problems: Problem[] = [];
    for (const word of wordsIn(text, {})) {
      if (isUnreadable(word)) {
        problems.push(quotingProblem(text, word.unreadableFrom, 'systemd ignores the rest of this line'));
        break;
      }
      const isKnown =
        parseExitStatus(word.value, context.version) !== undefined || parseSignal(word.value) !== undefined;
      if (!isKnown) problems.push(unknownStatus(word, context));
      if (problems.length >= MOST_PROBLEMS) break;
    }
    return problems;
  },
  complete({ value: text }, offset, { version }) {
    const others = otherItems(text, offset);
    const statuses = exitStatuses().map((status) => ({
      label: status.name,
      detail: `${status.number}: ${meaningOfExit(status.name) ?? 'an exit status'}`,
      tooNew: !wordKnownIn(status, version),
    }));
    const all = [...statuses, ...SIGNAL_CHOICES];
    return suggest(
      itemAt(text, offset),
      'word',
      all.filter(({ label }) => !others.has(label)),
    );
  },
  describe({ value: text }, offset, { version }) {
    const { start, end, text: word } = itemAt(text, offset);
    if (word === '') return undefined;
    const status = parseExitStatus(word, version);
    if (status !== undefined) return { start, end, text: describeExitStatus(status) };
    const number = parseSignal(word);
    return number === undefined ? undefined : { start, end, text: describeSignal(number) };
  },
};

function unknownStatus({ value: word, start, end }: Piece, { version }: Context): Problem {
  const newer = exitStatuses().find(({ name }) => name === word);
  if (newer) {
    return {
      code: 'word-too-new',
      start,
      end,
      message: `systemd ${version} ignores “${word}”: it does not know this exit status yet. Write ${newer.number}.`,
      instead: [String(newer.number)],
    };
  }
  const names = exitStatuses().filter((status) => wordKnownIn(status, version));
  const near = nearest(
    word,
    names.map(({ name }) => name),
  );
  const instead = near.length > 0 ? near : nearSignals(word);
  const isLargeNumber = /^[0-9]{1,20}$/.test(word);
  const takes = isLargeNumber
    ? 'exit statuses go from 0 to 255'
    : 'it is no exit status (such as 75 or TEMPFAIL) and no signal';
  const hint = instead[0] === undefined ? '' : ` Did you mean “${instead[0]}”?`;
  return {
    code: 'invalid-list-item',
    start,
    end,
    message: `systemd ignores ${quoted(word)}: ${takes}.${hint}`,
    instead,
  };
}
