import { type Directive, parserFor, type UnitType, wordsOf } from '../catalog/lookup.ts';
import { boolean, tristate } from './boolean.ts';
import { anything, type Context, type ValueType } from './value-type.ts';
import { oneOf } from './words.ts';

/** The parsers with a value type of their own; enumerations come from the catalogue. */
const TYPES: Readonly<Record<string, ValueType>> = {
  bool: boolean,
  tristate,
};

/**
 * Enumerations whose words may also be given as numbers, with the largest one
 * (`src/basic/string-table.c: string_table_lookup_from_string_fallback`).
 */
const LARGEST_NUMBER: Readonly<Record<string, number>> = {
  exec_cpu_sched_policy: 0x7fffffff,
  exec_io_class: 7,
  ip_tos: 255,
  log_facility: 127,
  log_level: 7,
};

const cache = new Map<string, ValueType>();

/** What judges the value of a directive in a version of systemd. */
export function valueTypeOf(directive: Directive, version: number): ValueType {
  const { parser } = parserFor(directive, version);
  let type = cache.get(parser);
  if (!type) {
    const words = wordsOf(parser);
    type = TYPES[parser] ?? (words ? oneOf(words, LARGEST_NUMBER[parser]) : anything);
    cache.set(parser, type);
  }
  return type;
}

/** What the value of a directive is judged in. */
export function contextOf(
  file: { type: UnitType | undefined; target: { version: number } },
  directive: Directive,
): Context {
  const { version } = file.target;
  return { type: file.type, version, directive: directive.name, argument: parserFor(directive, version).argument };
}
