/**
 * Words out of a value, as systemd takes them apart (`src/basic/extract-word.c`, `src/basic/escape.c`).
 */

/** How words are taken apart: the flags of `extract_first_word`, which see. */
export interface ExtractFlags {
  /** Unbalanced quotes and a trailing backslash are let pass. */
  readonly relax?: boolean;
  /** Escapes of C (`\n`, `\x20`, `\u00e4` …) are replaced. */
  readonly cunescape?: boolean;
  /** Unknown escapes and a trailing backslash are kept as they are. */
  readonly unescapeRelax?: boolean;
  /** A backslash before a separator or another backslash takes its meaning away. */
  readonly unescapeSeparators?: boolean;
  /** Quotes keep separators together, and stay in the word. */
  readonly keepQuote?: boolean;
  /** Quotes keep separators together, and go. */
  readonly unquote?: boolean;
  /** Each separator counts: two in a row enclose an empty word. */
  readonly dontCoalesceSeparators?: boolean;
  /** A backslash is a character like any other. */
  readonly retainEscape?: boolean;
  /** The separator behind the word is left for the next one. */
  readonly retainSeparators?: boolean;
}

/** A word and where it stands. */
export interface Word {
  /** Without quotes, escapes replaced, as the flags say. */
  readonly value: string;
  /** The characters it was made of, quotes included (UTF-16 offsets in the text). */
  readonly start: number;
  readonly end: number;
  /** Where the next word is looked for; undefined behind the last one. */
  readonly next: number | undefined;
}

/** White space between words (`src/fundamental/string-util.h: WHITESPACE`). */
export const WHITESPACE = ' \t\n\r';

const BACKSLASH = '\\';

/**
 * The first word at or behind `from` (`extract_first_word`).
 *
 * @returns the word; undefined where there is none left; `'invalid'` where quotes do not pair or an escape is unknown
 *   and the flags do not let it pass (`-EINVAL`)
 */
export function extractFirstWord(
  text: string,
  from: number | undefined,
  flags: ExtractFlags = {},
  separators = WHITESPACE,
): Word | undefined | 'invalid' {
  if (from === undefined) return undefined;
  const isSeparator = (char: string): boolean => separators.includes(char);
  let at = from;
  if (flags.dontCoalesceSeparators) {
    if (at < text.length && isSeparator(text[at]!)) {
      return { value: '', start: at, end: at, next: flags.retainSeparators ? at : at + 1 };
    }
    // With this flag even nothing at all is a word: the empty one behind the last separator.
    if (at >= text.length) return { value: '', start: at, end: at, next: undefined };
  } else {
    while (at < text.length && isSeparator(text[at]!)) at++;
    if (at >= text.length) return undefined;
  }

  const start = at;
  let value = '';
  let quote = '';
  // Ordinary characters are taken over in runs: a value may be a megabyte long.
  let run = at;
  const escapes = flags.cunescape || flags.unescapeSeparators || flags.unescapeRelax;
  const handlesQuotes = flags.keepQuote || flags.unquote;
  const flush = (): void => {
    value += text.slice(run, at);
    run = at + 1;
  };
  for (; ; at++) {
    const char = text[at];
    if (char === undefined) {
      if (quote !== '' && !flags.relax) return 'invalid';
      flush();
      return finish(value, start, at, undefined);
    }
    if (char === BACKSLASH && !flags.retainEscape) {
      flush();
      at++;
      const escaped = text[at];
      if (escaped === undefined) {
        if (flags.unescapeRelax && (quote === '' || flags.relax)) return finish(`${value}\\`, start, at, undefined);
        return flags.relax ? finish(value, start, at, undefined) : 'invalid';
      }
      const unescaped = flags.cunescape ? cunescapeOne(text, at) : undefined;
      if (!escapes) {
        value += escaped;
      } else if (unescaped) {
        value += unescaped.char;
        at += unescaped.length - 1;
      } else if (flags.unescapeSeparators && (isSeparator(escaped) || escaped === BACKSLASH)) {
        value += escaped;
      } else if (flags.unescapeRelax) {
        value += BACKSLASH + escaped;
      } else {
        return 'invalid';
      }
      run = at + 1;
    } else if (quote !== '') {
      if (char !== quote) continue;
      quote = '';
      if (flags.unquote) flush();
    } else if (handlesQuotes && (char === "'" || char === '"')) {
      quote = char;
      if (flags.unquote) flush();
    } else if (isSeparator(char)) {
      flush();
      return finish(value, start, at, behindSeparators(text, at, flags, isSeparator));
    }
  }
}

function behindSeparators(
  text: string,
  at: number,
  flags: ExtractFlags,
  isSeparator: (char: string) => boolean,
): number | undefined {
  if (flags.retainSeparators) return at;
  if (flags.dontCoalesceSeparators) return at + 1;
  let next = at;
  while (next < text.length && isSeparator(text[next]!)) next++;
  return next < text.length ? next : undefined;
}

function finish(value: string, start: number, end: number, next: number | undefined): Word {
  return { value: /[\udc80-\udcff]/.test(value) ? joinBytes(value) : value, start, end, next };
}

/** What `words` makes of a whole value. */
export interface Words {
  readonly words: readonly Word[];
  /** Where taking words apart came to an end: the offset of the word that cannot be read. */
  readonly invalidAt: number | undefined;
}

/** All words of a text, up to the first that cannot be read. */
export function extractWords(text: string, flags: ExtractFlags = {}, separators = WHITESPACE): Words {
  const words: Word[] = [];
  let from: number | undefined = 0;
  for (;;) {
    const word = extractFirstWord(text, from, flags, separators);
    if (word === 'invalid') return { words, invalidAt: from };
    if (!word) return { words, invalidAt: undefined };
    words.push(word);
    from = word.next;
  }
}

/**
 * One escape of C, `at` behind the backslash (`src/basic/escape.c: cunescape_one`). A byte above 127 comes as a lone
 * surrogate U+DC80 … U+DCFF, as in `cli/decode.ts`; `length` counts from `at`.
 */
export function cunescapeOne(text: string, at: number): { char: string; length: number } | undefined {
  const simple = SIMPLE_ESCAPES[text[at] ?? ''];
  if (simple !== undefined) return { char: simple, length: 1 };
  const digits = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const hex = digits(/x[0-9a-fA-F]{2}/y);
  if (hex) return byte(Number.parseInt(hex.slice(1), 16), 3);
  const octal = digits(/[0-7]{3}/y);
  if (octal) return byte(Number.parseInt(octal, 8), 3);
  const unicode = digits(/u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}/y);
  if (!unicode) return undefined;
  const point = Number.parseInt(unicode.slice(1), 16);
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  if (point === 0 || isSurrogate || point > 0x10ffff) return undefined;
  const isNoncharacter = (point & 0xfffe) === 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);
  if (unicode.startsWith('U') && isNoncharacter) return undefined;
  return { char: String.fromCodePoint(point), length: unicode.length };
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
  s: ' ',
};

function byte(value: number, length: number): { char: string; length: number } | undefined {
  if (value === 0 || value > 255) return undefined;
  return { char: String.fromCharCode(value < 0x80 ? value : 0xdc00 + value), length };
}

/** Bytes that were escaped one by one and make a character together become that character. */
function joinBytes(text: string): string {
  return text.replace(/[\udcc2-\udcf4][\udc80-\udcbf]{1,3}/g, (run) => {
    const bytes = [...run].map((each) => each.charCodeAt(0) - 0xdc00);
    const [first = 0] = bytes;
    const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (bytes.length < length) return run;
    let point = first & (0xff >> (length + 1));
    for (const each of bytes.slice(1, length)) point = (point << 6) | (each & 0x3f);
    const isShortest = point >= [0, 0, 0x80, 0x800, 0x10000][length]!;
    const isValid = isShortest && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
    return isValid ? String.fromCodePoint(point) + run.slice(length) : run;
  });
}
