/** Command lines, taken apart as systemd does (`src/core/load-fragment.c: config_parse_exec`). */
import { isBlank } from '../../syntax/text.ts';
import { cunescapeOne, extractFirstWord, type Word } from '../common/extract-word.ts';
import { MOST_WORDS } from '../common/piece.ts';

/** `|` arrived in 258, and `!!` lost its meaning then; what is between two compared versions goes with the newer. */
export function hasShellPrefix(version: number): boolean {
  return version > 257;
}

export type Sign = '-' | '@' | ':' | '+' | '!' | '!!' | '|';

/** A sign before the program, and where it stands. */
export interface Prefix {
  readonly sign: Sign;
  readonly start: number;
  readonly end: number;
}

/** One argument (or the program) and where it stands, with its quotes. */
export interface Argument {
  /** Quotes and escapes are gone; specifiers and variables are as they were written. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Neither quotes nor escapes: the text is the value. */
  readonly isPlain: boolean;
  /** Has escapes that systemd does not know, kept with their backslash. */
  readonly hasUnknownEscape: boolean;
}

/** One command; a line can have several, separated by a lone `;`. */
export interface Command {
  readonly start: number;
  readonly end: number;
  readonly prefixes: readonly Prefix[];
  /** The first word without its prefixes; its value may be empty. */
  readonly program: Argument;
  /** What stands behind the program: with `@`, the first is the name that the program gets to see. */
  readonly arguments: readonly Argument[];
  /** Where a quote or backslash in the arguments has nothing to pair with: systemd gives up there. */
  readonly brokenAt: number | undefined;
}

export interface CommandLine {
  readonly commands: readonly Command[];
  /** Where a quote or backslash in the first word of a command has nothing to pair with: the line ends there. */
  readonly brokenAt: number | undefined;
}

const FLAGS = { unquote: true, cunescape: true } as const;

/** Takes a whole value apart, up to some thousand words; offsets are those of the value. */
export function readCommandLine(text: string, version: number): CommandLine {
  const commands: Command[] = [];
  let from: number | undefined = 0;
  let count = 0;
  for (;;) {
    const first = readWord(text, from);
    if (first === 'broken') return { commands, brokenAt: breakIn(text, from ?? text.length) };
    if (!first) return { commands, brokenAt: undefined };
    if (first.argument.value === ';' && count++ < MOST_WORDS) {
      from = first.next;
      continue;
    }
    const prefixes = readPrefixes(first.argument, text, version);
    const { words, brokenAt, end, next } = readArguments(text, first.next);
    commands.push({
      start: first.argument.start,
      end: words.at(-1)?.end ?? end ?? first.argument.end,
      prefixes,
      program: behindPrefixes(first.argument, prefixes),
      arguments: words,
      brokenAt,
    });
    count += 1 + words.length;
    if (next === undefined || count >= MOST_WORDS) return { commands, brokenAt: undefined };
    from = next;
  }
}

/** Does the command have this sign before its program? */
export function hasPrefix(command: Command, sign: Sign): boolean {
  return command.prefixes.some((prefix) => prefix.sign === sign);
}

/** The signs that may follow those that are there already. */
export function signsBehind(signs: readonly Sign[], version: number): Sign[] {
  const text = signs.join('');
  const all: Sign[] = hasShellPrefix(version) ? ['-', '@', ':', '+', '!', '|'] : ['-', '@', ':', '+', '!', '!!'];
  return all.filter((sign) => takeSigns(text + sign, version) === text.length + sign.length && !signs.includes(sign));
}

interface Arguments {
  readonly words: Argument[];
  readonly brokenAt: number | undefined;
  readonly end: number | undefined;
  /** Behind the `;` that ends the command; undefined where nothing follows. */
  readonly next: number | undefined;
}

function readArguments(text: string, from: number | undefined): Arguments {
  const words: Argument[] = [];
  let at = from;
  while (at !== undefined && at < text.length && words.length < MOST_WORDS) {
    if (text[at] === ';' && isEndOrBlank(text, at + 1)) {
      return { words, brokenAt: undefined, end: undefined, next: skipBlanks(text, at + 1) };
    }
    if (text[at] === '\\' && text[at + 1] === ';' && isEndOrBlank(text, at + 2)) {
      words.push({ value: ';', start: at, end: at + 2, isPlain: false, hasUnknownEscape: false });
      at = skipBlanks(text, at + 2);
      continue;
    }
    const word = readWord(text, at);
    if (word === 'broken') {
      return { words, brokenAt: breakIn(text, at), end: text.length, next: undefined };
    }
    if (!word) break;
    words.push(word.argument);
    at = word.next;
  }
  return { words, brokenAt: undefined, end: undefined, next: undefined };
}

/** `src/basic/extract-word.c: extract_first_word_and_warn`: unknown escapes are kept as they are. */
function readWord(
  text: string,
  from: number | undefined,
): { argument: Argument; next: number | undefined } | 'broken' | undefined {
  let word = extractFirstWord(text, from, FLAGS);
  const hasUnknownEscape = word === 'invalid';
  if (word === 'invalid') word = extractFirstWord(text, from, { ...FLAGS, unescapeRelax: true });
  if (word === 'invalid') return 'broken';
  if (!word) return undefined;
  const { value, start, end, next }: Word = word;
  const isPlain = value.length === end - start;
  return { argument: { value, start, end, isPlain, hasUnknownEscape }, next };
}

/** The quote that is not closed, or the backslash with nothing behind it. */
function breakIn(text: string, from: number): number {
  let quote = -1;
  for (let at = from; at < text.length; at++) {
    const char = text[at]!;
    if (char === '\\') {
      if (at + 1 >= text.length) return quote < 0 ? at : quote;
      at++;
    } else if (quote >= 0) {
      if (char === text[quote]) quote = -1;
    } else if (char === '"' || char === "'") {
      quote = at;
    }
  }
  return quote >= 0 ? quote : Math.max(0, text.length - 1);
}

/** Where the first unknown escape of a word stands. */
export function unknownEscapeIn(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (text[at] !== '\\') continue;
    const sequence = cunescapeOne(text, at + 1);
    if (!sequence) return at;
    at += sequence.length;
  }
  return start;
}

function readPrefixes({ value, start, isPlain }: Argument, text: string, version: number): Prefix[] {
  const length = takeSigns(value, version);
  // Prefixes may stand behind a quote; behind an escape there is no telling one from the other.
  const shift = !isPlain && (text[start] === '"' || text[start] === "'") ? 1 : 0;
  const prefixes: Prefix[] = [];
  for (let at = 0; at < length; at++) {
    const from = start + at + shift;
    const before = prefixes.find(({ sign }) => sign === '!');
    if (value[at] === '!' && before) {
      // Two of them are one sign, together or apart.
      prefixes[prefixes.indexOf(before)] = { sign: '!!', start: before.start, end: from + 1 };
    } else {
      prefixes.push({ sign: value[at] as Sign, start: from, end: from + 1 });
    }
  }
  return prefixes;
}

/** How many characters at the start of a word are prefixes: each once, and only one of `+`, `!` and `!!`. */
function takeSigns(word: string, version: number): number {
  const single = hasShellPrefix(version) ? '-@:|' : '-@:';
  const seen = new Set<string>();
  let credentials = '';
  for (let at = 0; ; at++) {
    const char = word[at];
    if (char === undefined) return at;
    if (single.includes(char)) {
      if (seen.has(char)) return at;
      seen.add(char);
    } else if (char === '+' && credentials === '') credentials = '+';
    else if (char === '!' && (credentials === '' || credentials === '!')) credentials += '!';
    else return at;
  }
}

function behindPrefixes(first: Argument, prefixes: readonly Prefix[]): Argument {
  const length = prefixes.reduce((sum, { sign }) => sum + sign.length, 0);
  const last = Math.max(first.start, ...prefixes.map(({ end }) => end));
  return { ...first, value: first.value.slice(length), start: Math.min(last, first.end) };
}

function isEndOrBlank(text: string, at: number): boolean {
  return at >= text.length || isBlank(text.charCodeAt(at));
}

function skipBlanks(text: string, at: number): number {
  let next = at;
  while (next < text.length && isBlank(text.charCodeAt(next))) next++;
  return next;
}
