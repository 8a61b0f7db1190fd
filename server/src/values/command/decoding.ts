/** Data that is written into a value: escapes of C, Base64. */
import { cunescapeOne } from '../common/extract-word.ts';

/**
 * Where an escape stands that means nothing, or a backslash with nothing behind it; undefined for a text that can be
 * read (`src/basic/escape.c: cunescape`).
 *
 * @param version up to 257, halves of surrogate pairs may be escaped
 * @param options where to begin; whether `\x00` and the like are allowed (`UNESCAPE_ACCEPT_NUL`)
 */
export function unreadableEscapeIn(
  text: string,
  version: number,
  { from = 0, acceptsNul = false } = {},
): number | undefined {
  for (let at = text.indexOf('\\', from); at >= 0; at = text.indexOf('\\', at)) {
    const sequence = cunescapeOne(text, at + 1);
    if (sequence) at += 1 + sequence.length;
    else if (acceptsNul && isAt(NUL, text, at + 1)) at = NUL.lastIndex;
    else if (version <= 257 && isAt(SURROGATE, text, at + 1)) at = SURROGATE.lastIndex;
    else return at;
  }
  return undefined;
}

const NUL = /x00|000|u0000|U00000000/y;
const SURROGATE = /u[dD][89a-fA-F][0-9a-fA-F]{2}/y;

function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** The text with its escapes replaced; bytes that make no character are lone surrogates. For texts that can be read. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', from)) {
    const sequence = cunescapeOne(text, at + 1);
    if (!sequence) break;
    parts.push(text.slice(from, at), sequence.char);
    from = at + 1 + sequence.length;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

/**
 * Where Base64 goes wrong; undefined where it does not. White space is skipped, and padding must be there
 * (`src/basic/hexdecoct.c: unbase64mem_full`).
 *
 * @param version since 253, `-` and `_` may stand for `+` and `/`
 */
export function badBase64In(text: string, version: number, from = 0): number | undefined {
  // Four characters make a block; `=` may end the last one.
  let block = 0;
  let previous = 0;
  let isPadded = false;
  for (let at = from; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 32 || char === 9 || char === 10 || char === 13) continue;
    if (isPadded && block === 0) return at;
    if (char === EQUALS) {
      if (block < 2) return at;
      // What is left of the character before would be lost.
      if (!isPadded && (previous & (block === 2 ? 15 : 3)) !== 0) return at;
      isPadded = true;
    } else {
      const digit = base64Digit(char, version);
      if (digit < 0 || isPadded) return at;
      previous = digit;
    }
    block = (block + 1) % 4;
  }
  return block === 0 ? undefined : text.length;
}

const EQUALS = 61;

function base64Digit(char: number, version: number): number {
  if (char >= 65 && char <= 90) return char - 65;
  if (char >= 97 && char <= 122) return char - 71;
  if (char >= 48 && char <= 57) return char + 4;
  if (char === 43 || (char === 45 && version > 252)) return 62;
  if (char === 47 || (char === 95 && version > 252)) return 63;
  return -1;
}
