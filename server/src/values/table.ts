import { type Directive, parserFor, wordsOf } from '../catalog/lookup.ts';
import { boolean, tristate } from './boolean.ts';
import { anything, type ValueType } from './value-type.ts';
import { oneOf } from './words.ts';

/** The parsers with a value type of their own; enumerations come from the catalogue. */
const TYPES: Readonly<Record<string, ValueType>> = {
  bool: boolean,
  tristate,
};

const cache = new Map<string, ValueType>();

/** What judges the value of a directive in a version of systemd. */
export function valueTypeOf(directive: Directive, version: number): ValueType {
  const { parser } = parserFor(directive, version);
  let type = cache.get(parser);
  if (!type) {
    const words = wordsOf(parser);
    type = TYPES[parser] ?? (words ? oneOf(words) : anything);
    cache.set(parser, type);
  }
  return type;
}
