import { type Directive, parserFor, type UnitType, wordsOf } from '../catalog/lookup.ts';
import { COMMAND_TYPES } from './command/command-types.ts';
import { boolean, tristate } from './common/boolean.ts';
import { oneOf } from './common/words.ts';
import { CONDITION_TYPES } from './condition/condition-types.ts';
import { NAME_TYPES } from './name/name-types.ts';
import { NUMBER_TYPES } from './number/number-types.ts';
import { PATH_TYPES } from './path/path-types.ts';
import { SECURITY_TYPES } from './security/security-types.ts';
import { SOCKET_TYPES } from './socket/socket-types.ts';
import { TIME_TYPES } from './time/time-types.ts';
import { anything, type Context, type ValueType } from './value-type.ts';

/** The parsers with a value type of their own; enumerations come from the catalogue. */
const TYPES: Readonly<Record<string, ValueType>> = {
  bool: boolean,
  tristate,
  ...TIME_TYPES,
  ...NUMBER_TYPES,
  ...COMMAND_TYPES,
  ...PATH_TYPES,
  ...NAME_TYPES,
  ...SECURITY_TYPES,
  ...SOCKET_TYPES,
  ...CONDITION_TYPES,
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
export function contextOf(file: Judged, directive: Directive): Context {
  const { version, scope } = file.target;
  return {
    type: file.type,
    unitName: file.identity.unitName,
    scope,
    version,
    section: directive.section,
    directive: directive.name,
    argument: parserFor(directive, version).argument,
  };
}

/** What has to be known of a file to judge its values. */
interface Judged {
  readonly type: UnitType | undefined;
  readonly identity: { readonly unitName: string | undefined };
  readonly target: { readonly version: number; readonly scope: 'system' | 'user' };
}
