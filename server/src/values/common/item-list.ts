/** Lists of words: how systemd takes them apart, and what follows from that for errors, completion and hover. */
import type { Text } from '../../syntax/text.ts';
import type { Context, Problem, Suggestion, ValueType } from '../value-type.ts';
import { type ExtractFlags, extractFirstWord, WHITESPACE, type Word } from './extract-word.ts';
import { nearest } from './nearest.ts';

/** A word of a list and where it stands in the value. */
export interface Item {
  /** Without quotes and backslashes. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** How a list is taken apart. */
export interface ListGrammar {
  readonly flags: ExtractFlags;
  /** White space unless said otherwise. */
  readonly separators?: string;
  /** A `~` at the very start turns the list around. */
  readonly tilde?: boolean;
}

/** What the words of a list are judged in. */
export interface ListPlace {
  readonly value: Text;
  readonly context: Context;
  /** The list starts with `~`. */
  readonly inverted: boolean;
}

/** A suggestion before it has its place. */
export type Offer = Omit<Suggestion, 'start' | 'end'>;

export interface ListType extends ListGrammar {
  /** What systemd says of one word. */
  judge(item: Item, place: ListPlace): Problem | undefined;
  /** What may stand in the place of a word. */
  offers(place: ListPlace, item: Item): readonly Offer[];
  /** Markdown on one word. */
  describe?(item: Item, place: ListPlace): string | undefined;
}

/** More than this many problems in one value say nothing new. */
const MOST_PROBLEMS = 50;

/** More good words than this are not kept in mind. */
const MOST_WORDS = 1000;

/**
 * Of values that are longer (in characters) only the words around the cursor are looked at, and nothing is said of them
 * where quotes or backslashes make it slow to take them apart.
 */
const LONG = 0x10000;
const LONGEST_WORD = 1000;

/** A list of words, accepted when empty; each word is judged by itself. */
export function itemList(type: ListType): Required<ValueType> {
  return {
    check(value, context) {
      const place = placeOf(value, context, type);
      return problemsOf(value, type, (item) => type.judge(item, place));
    },
    complete(value, offset, context) {
      const item = itemAt(value.value, offset, type);
      const others = wordsBeside(value.value, item, type);
      return type
        .offers(placeOf(value, context, type), item)
        .filter((offer) => !others.has(offer.label))
        .map((offer) => ({ ...offer, start: item.start, end: item.end }));
    },
    describe(value, offset, context) {
      const item = itemAt(value.value, offset, type);
      if (item.start === item.end) return undefined;
      const text = type.describe?.(item, placeOf(value, context, type));
      return text === undefined ? undefined : { start: item.start, end: item.end, text };
    },
  };
}

export function placeOf(value: Text, context: Context, { tilde }: ListGrammar): ListPlace {
  return { value, context, inverted: tilde === true && value.value.startsWith('~') };
}

/** The problems of all words, and that of a quote that is not closed. */
export function problemsOf(
  { value }: Text,
  grammar: ListGrammar,
  judge: (item: Item) => Problem | undefined,
): Problem[] {
  const problems: Problem[] = [];
  // Only matters for absurdly long lists: what was good once is good again.
  const good = new Set<string>();
  const invalidAt = visitWords(value, grammar, (item) => {
    if (good.has(item.value)) return true;
    const problem = judge(item);
    if (problem) problems.push(problem);
    else if (good.size < MOST_WORDS) good.add(item.value);
    return problems.length < MOST_PROBLEMS;
  });
  if (invalidAt !== undefined) {
    problems.push({
      code: 'invalid-quoting',
      start: invalidAt,
      end: value.length,
      message: 'systemd ignores this line from here on: a quote is opened and not closed, or a backslash stands last.',
    });
  }
  return problems;
}

/**
 * Calls `visit` with each word until it returns false.
 *
 * @returns the offset of the word that cannot be read (`extract_first_word` fails); undefined where there is none
 */
export function visitWords(
  text: string,
  { flags, separators = WHITESPACE, tilde }: ListGrammar,
  visit: (item: Item) => boolean,
): number | undefined {
  const special = flags.unquote || flags.keepQuote ? /["'\\]/ : /\\/;
  const isPlain = !special.test(text);
  if (!isPlain && text.length > LONG) return undefined;
  let next: number | undefined = tilde && text.startsWith('~') ? 1 : 0;
  while (next !== undefined) {
    // Nearly all words have neither quotes nor backslashes.
    const word = plainWord(text, next, separators, isPlain ? undefined : special);
    const item: Item | undefined | 'invalid' = word ?? extractFirstWord(text, next, flags, separators);
    if (item === 'invalid') return behindSeparators(text, next, separators);
    if (!item || item.start === item.end || !visit(item)) return undefined;
    next = word ? word.end : (item as Word).next;
  }
  return undefined;
}

/** The word at or behind `from`, empty at the end; undefined where it has something special in it. */
function plainWord(text: string, from: number, separators: string, special: RegExp | undefined): Item | undefined {
  const start = behindSeparators(text, from, separators);
  let end = start;
  while (end < text.length && !separators.includes(text[end]!)) end++;
  const value = text.slice(start, end);
  return special?.test(value) ? undefined : { value, start, end };
}

function behindSeparators(text: string, from: number, separators: string): number {
  let at = from;
  while (at < text.length && separators.includes(text[at]!)) at++;
  return at;
}

/** The word under the offset; an empty one where there is none. */
export function itemAt(text: string, offset: number, grammar: ListGrammar): Item {
  if (text.length > LONG) return plainItemAt(text, offset, grammar);
  let found: Item | undefined;
  visitWords(text, grammar, (item) => {
    if (item.start <= offset && offset <= item.end) found = item;
    return item.end < offset;
  });
  return found ?? { value: '', start: offset, end: offset };
}

function plainItemAt(text: string, offset: number, { separators = WHITESPACE }: ListGrammar): Item {
  const isOutside = (at: number): boolean => at < 0 || at >= text.length || separators.includes(text[at]!);
  let start = offset;
  while (!isOutside(start - 1) && offset - start < LONGEST_WORD) start--;
  let end = offset;
  while (!isOutside(end) && end - offset < LONGEST_WORD) end++;
  const isWhole = isOutside(start - 1) && isOutside(end);
  return isWhole ? { value: text.slice(start, end), start, end } : { value: '', start: offset, end: offset };
}

/** The words of the list but for the one at hand. */
export function wordsBeside(text: string, item: Item, grammar: ListGrammar): ReadonlySet<string> {
  const others = new Set<string>();
  if (text.length > LONG) return others;
  visitWords(text, grammar, ({ value, start }) => {
    if (start !== item.start) others.add(value);
    return true;
  });
  return others;
}

/** A word as it is shown in a message. */
export function shown(word: string): string {
  return `“${word.length > 60 ? `${word.slice(0, 60)}…` : word}”`;
}

/** What may be meant by a word that is not known: the end of a message, and what to write. */
export interface Advice {
  /** Starts with a space, or is empty. */
  readonly hint: string;
  readonly instead: readonly string[];
}

export interface Vocabulary {
  isKnown(word: string): boolean;
  all(): Iterable<string>;
  /** What people leave out at the start of a word. */
  readonly prefix?: string;
}

/** Looks at the usual mistakes first: commas, a `~` at each word, a prefix left out; then at the spelling. */
export function adviceOn(word: string, { isKnown, all, prefix }: Vocabulary): Advice {
  if (word.length > 1000) return { hint: '', instead: [] };
  const parts = word.split(/[,;|]+/).filter((part) => part !== '');
  if (/[,;|]/.test(word) && parts.length > 0 && parts.every(isKnown)) {
    return { hint: ' Words are separated by spaces here.', instead: [parts.join(' ')] };
  }
  if (word.startsWith('~') && isKnown(word.slice(1))) {
    return {
      hint: ' “~” stands once, at the start of the value, and goes for all words behind it.',
      instead: [word.slice(1)],
    };
  }
  for (const whole of prefix === undefined ? [] : [prefix + word.toUpperCase(), prefix + word]) {
    if (isKnown(whole)) return { hint: ` Did you mean “${whole}”?`, instead: [whole] };
  }
  const instead = nearest(word, all());
  return { hint: instead[0] === undefined ? '' : ` Did you mean “${instead[0]}”?`, instead };
}

/** Makes a thing when it is first asked for, once. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
