/** The frame that value types of a single number share. */
import type { Context, Problem, ProblemCode, Suggestion, ValueType } from '../value-type.ts';

/** Something to propose, or a word that stands for a number. */
export interface Choice {
  readonly label: string;
  /** A few words. */
  readonly detail?: string;
}

/** How a value of a single number is read. `T` is what comes out. */
export interface NumberGrammar<T> {
  /** What to write: the end of “NAME= takes …”. */
  readonly takes: string | ((context: Context) => string);
  /** Undefined where systemd does not take the text. */
  read(text: string, context: Context): T | undefined;
  /** An empty value is accepted, and means the default. */
  readonly emptyResets?: boolean;
  /** Words that are accepted beside numbers. */
  readonly words?: readonly Choice[];
  readonly code?: ProblemCode;
  /** What was surely meant, when a text is not accepted: it has to be accepted itself. */
  meant?(text: string, context: Context): string | undefined;
  /** What to propose for what has been typed so far. */
  propose?(text: string, context: Context): readonly Choice[];
  /** What a value means, in Markdown. */
  explain?(amount: T, context: Context, text: string): string | undefined;
}

/** A single number, or one of a few words, as the whole value. */
export function numberType<T>(grammar: NumberGrammar<T>): ValueType {
  const words = new Map((grammar.words ?? []).map((word) => [word.label, word.detail]));
  return {
    check({ value, length }, context) {
      if (value === '' && grammar.emptyResets) return [];
      if (words.has(value) || grammar.read(value, context) !== undefined) return [];
      return [ignored(grammar, value, 0, length, context)];
    },
    complete({ value, length }, _offset, context) {
      return suggestions(grammar, value, 0, length, context);
    },
    describe({ value, length }, _offset, context) {
      const text = explanation(grammar, value, context);
      return text === undefined ? undefined : { start: 0, end: length, text };
    },
  };
}

/** The problem of a text that is no such number. */
export function ignored<T>(
  grammar: NumberGrammar<T>,
  text: string,
  start: number,
  end: number,
  context: Context,
): Problem {
  const instead = meantBy(grammar, text, context);
  return {
    code: text === '' ? 'empty-value' : (grammar.code ?? 'invalid-number'),
    start,
    end,
    message: `systemd ignores this line: ${context.directive}= takes ${takenBy(grammar, context)}, not ${quoted(text)}.${hint(instead)}`,
    instead,
  };
}

/** What was surely meant, if systemd takes that. */
export function meantBy<T>(grammar: NumberGrammar<T>, text: string, context: Context): string[] {
  const meant = grammar.meant?.(text, context);
  return meant !== undefined && grammar.read(meant, context) !== undefined ? [meant] : [];
}

/** The end of a message: what to write instead. */
export function hint([first]: readonly string[]): string {
  return first === undefined ? '' : ` Write “${first}”.`;
}

/** Words and numbers to propose in place of `start` … `end`. */
export function suggestions<T>(
  grammar: NumberGrammar<T>,
  text: string,
  start: number,
  end: number,
  context: Context,
): Suggestion[] {
  const words = (grammar.words ?? []).map((each) => ({ ...each, kind: 'word' as const, start, end }));
  const numbers = (grammar.propose?.(text, context) ?? []).map((each) => ({
    ...each,
    kind: 'number' as const,
    start,
    end,
  }));
  return [...words, ...numbers];
}

/** What a text means, in Markdown; undefined where there is nothing to say. */
export function explanation<T>(grammar: NumberGrammar<T>, text: string, context: Context): string | undefined {
  const word = grammar.words?.find(({ label }) => label === text);
  if (word) return word.detail === undefined ? undefined : `**${text}**: ${word.detail}.`;
  if (text === '') return undefined;
  const amount = grammar.read(text, context);
  return amount === undefined ? undefined : grammar.explain?.(amount, context, text);
}

/** The end of “NAME= takes …”. */
export function takenBy<T>({ takes }: NumberGrammar<T>, context: Context): string {
  return typeof takes === 'string' ? takes : takes(context);
}

const LONGEST_QUOTE = 60;

/** A text in quotes for a message, shortened where it is very long. */
export function quoted(text: string): string {
  if (text === '') return 'an empty value';
  return `“${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}”`;
}

/** Typed digits with each of these behind them; without digits, the typical values. */
export function withUnits(text: string, units: readonly Choice[], typical: readonly Choice[]): readonly Choice[] {
  const [, digits] = /^\s*(\d{1,15}(?:\.\d{1,15})?)\s*\S?$/.exec(text.slice(0, 40)) ?? [];
  if (digits === undefined) return typical;
  return units.map(({ label, ...rest }) => ({ label: digits + label, ...rest }));
}

/** The longest value that is taken apart, in characters; lists of all CPUs or signals are far shorter. */
const LONGEST = 20_000;

/** A type that says nothing of values of absurd length: the editor must not wait for them. */
export function withinReason(type: ValueType): ValueType {
  return {
    check: (value, context) => (value.length > LONGEST ? [] : type.check(value, context)),
    complete: (value, offset, context) =>
      value.length > LONGEST ? [] : (type.complete?.(value, offset, context) ?? []),
    describe: (value, offset, context) =>
      value.length > LONGEST ? undefined : type.describe?.(value, offset, context),
  };
}
