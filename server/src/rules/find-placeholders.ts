/** `<user_name>`, in any script; not a redirection, which has no closing sign behind the word. */
const ANGLES = /(?<![\w<])<[\p{L}_](?:[\p{L}\p{N}_ .:/-]*[\p{L}\p{N}_])?>/gu;
const WORDS = /\b(?:CHANGE[-_ ]?ME|REPLACE[-_ ]?(?:ME|THIS)|FILL[-_ ]?(?:ME|IN)|YOUR_[A-Z_]+|XXXX+)\b/g;

/** Nearly all values hold none: this tells them apart quickly. */
const MAY_HOLD = /<[\p{L}_]|CHANGE|REPLACE|FILL|YOUR_|XXXX/u;

export interface Placeholder {
  readonly text: string;
  /** UTF-16 offsets in the value. */
  readonly start: number;
  readonly end: number;
}

/** What stands in a value for something that its author was to fill in, in the order of the value. */
export function findPlaceholders(value: string): Placeholder[] {
  if (!MAY_HOLD.test(value)) return [];
  return [ANGLES, WORDS]
    .flatMap((pattern) => [...value.matchAll(pattern)])
    .map((match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }))
    .sort((a, b) => a.start - b.start);
}
