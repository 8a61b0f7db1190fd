/** What is surely wrong with a regular expression of PCRE2; the library itself knows more than we do. */

/** What is wrong, as the end of a sentence, and where. */
export interface PatternFault {
  readonly what: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Brackets that do not pair, and repetitions of nothing (`src/shared/pcre2-util.c: pattern_compile_and_log`). Where a
 * pattern uses something beyond the common core, nothing is said.
 */
export function patternFault(pattern: string): PatternFault | undefined {
  // Verbs, comments, conditions, named and extended groups, literal text: too much to be sure of the rest.
  if (/\(\*|\(\?[^:=!<]|\(\?<[^=!]|\\[QEgkNpPoXcKu]|\\x\{/.test(pattern)) return undefined;
  const open: number[] = [];
  /** Whether there is something to repeat before this place; undefined where opinions differ. */
  let canRepeat: boolean | undefined = false;
  let isRepeated = false;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    const quantifier = quantifierAt(pattern, at);
    if (quantifier) {
      if (quantifier.isReversed) {
        return { what: 'the numbers in braces are the wrong way round', start: at, end: quantifier.end };
      }
      // Whether a repetition in braces may be repeated depends on the version of the library.
      if (canRepeat === false && (char !== '{' || !isRepeated))
        return { what: `“${char}” repeats nothing`, start: at, end: at + 1 };
      at = quantifier.end - 1;
      if (pattern[at + 1] === '?' || pattern[at + 1] === '+') at++;
      canRepeat = canRepeat === true ? false : undefined;
      isRepeated = true;
      continue;
    } else if (char === '\\') {
      if (at + 1 >= pattern.length) return { what: 'nothing stands behind the backslash', start: at, end: at + 1 };
      // Places, not characters: `\b` and the like.
      canRepeat = /[bBAZzG]/.test(pattern[at + 1]!) ? undefined : true;
      at++;
    } else if (char === '[') {
      const end = classEnd(pattern, at);
      if (end === undefined) return { what: 'this “[” is not closed', start: at, end: at + 1 };
      if (/^\[[:.=]/.test(pattern.slice(at, at + 2))) return undefined;
      at = end;
      canRepeat = true;
    } else if (char === '(') {
      open.push(at);
      at += /^\?<?[:=!]/.exec(pattern.slice(at + 1, at + 4))?.[0].length ?? 0;
      canRepeat = false;
    } else if (char === ')') {
      if (open.pop() === undefined) return { what: 'this “)” closes nothing', start: at, end: at + 1 };
      canRepeat = true;
    } else if (char === '|') {
      canRepeat = false;
    } else {
      canRepeat = char === '^' || char === '$' ? undefined : true;
    }
    isRepeated = false;
  }
  const last = open.at(-1);
  return last === undefined ? undefined : { what: 'this “(” is not closed', start: last, end: last + 1 };
}

function quantifierAt(pattern: string, at: number): { end: number; isReversed: boolean } | undefined {
  const char = pattern[at]!;
  if (char === '*' || char === '+' || char === '?') return { end: at + 1, isReversed: false };
  if (char !== '{') return undefined;
  const braces = /\{(\d{1,5})(,(\d{0,5}))?\}/y;
  braces.lastIndex = at;
  const match = braces.exec(pattern);
  if (!match) return undefined;
  const [, least = '', , most = ''] = match;
  return { end: braces.lastIndex, isReversed: most !== '' && Number(least) > Number(most) };
}

/** Where the class that begins at `at` ends; a `]` in the first place belongs to it. */
function classEnd(pattern: string, at: number): number | undefined {
  let next = at + 1;
  if (pattern[next] === '^') next++;
  if (pattern[next] === ']') next++;
  for (; next < pattern.length; next++) {
    const char = pattern[next];
    if (char === '\\') next++;
    else if (char === '[' && pattern[next + 1] === ':') {
      const name = /\[:\^?[a-z]*:\]/y;
      name.lastIndex = next;
      if (name.test(pattern)) next = name.lastIndex - 1;
    } else if (char === ']') return next;
  }
  return undefined;
}
