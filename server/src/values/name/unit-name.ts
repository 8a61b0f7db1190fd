/** Unit names (`src/basic/unit-name.c`, `src/shared/unit-file.c`). All lengths are bytes. */
import { UNIT_TYPES, type UnitType } from '../../catalog/lookup.ts';
import { isLongerThan } from '../../syntax/lines.ts';
import { isNormalizedPath, simplifyPath } from '../path/path.ts';

/** `UNIT_NAME_MAX` counts the NUL behind the name. */
export const UNIT_NAME_MAX = 256;

/** `foo.service`, `foo@.service`, `foo@bar.service` (`UnitNameFlags`). */
export type NameKind = 'plain' | 'template' | 'instance';

/** Characters of a unit name besides letters, digits and `@`. */
const NOT_IN_NAME = /[^A-Za-z0-9:_.\\@-]/u;
const NOT_IN_PREFIX = /[^A-Za-z0-9:_.\\-]/u;

/** Types whose units may be templates and instances (`unit_type_may_template`). */
const TEMPLATABLE: readonly UnitType[] = ['service', 'socket', 'target', 'timer', 'path'];

/** Types whose units may have other names (`unit_type_may_alias`). */
const ALIASABLE: readonly UnitType[] = ['service', 'socket', 'target', 'device', 'timer', 'path'];

/** A valid unit name taken apart. */
export interface UnitName {
  readonly kind: NameKind;
  /** Before `@`, or before the type. */
  readonly prefix: string;
  /** Between the first `@` and the type; empty for a template, undefined for a plain name. */
  readonly instance: string | undefined;
  readonly type: UnitType;
}

/** Takes a name apart; undefined where it is none (`unit_name_is_valid` with `UNIT_NAME_ANY`, `unit_name_to_type`). */
export function parseUnitName(name: string): UnitName | undefined {
  return unitNameFault(name) === undefined ? split(name) : undefined;
}

/** Whether a name is one of these kinds (`unit_name_is_valid`); all of them by default (`UNIT_NAME_ANY`). */
export function isValidUnitName(name: string, kinds: readonly NameKind[] = ['plain', 'template', 'instance']): boolean {
  const parsed = parseUnitName(name);
  return parsed !== undefined && kinds.includes(parsed.kind);
}

/** Why a text is no unit name. */
export type NameFault =
  | { readonly what: 'empty' | 'no-type' | 'nothing-before-type' | 'nothing-before-at' | 'too-long' }
  | { readonly what: 'character'; readonly character: string; readonly at: number };

/** What keeps a text from being a unit name of any kind; undefined where nothing does. */
export function unitNameFault(name: string): NameFault | undefined {
  if (name === '') return { what: 'empty' };
  // A wrong character tells more than what follows from it.
  const wrong = NOT_IN_NAME.exec(name.length > 2 * UNIT_NAME_MAX ? name.slice(0, 2 * UNIT_NAME_MAX) : name);
  if (wrong) return { what: 'character', character: wrong[0], at: wrong.index };
  if (isLongerThan(name, UNIT_NAME_MAX - 1)) return { what: 'too-long' };
  if (typeOfName(name) === undefined) return { what: 'no-type' };
  if (name.lastIndexOf('.') === 0) return { what: 'nothing-before-type' };
  return name.startsWith('@') ? { what: 'nothing-before-at' } : undefined;
}

/** The type that a text ends in, whatever stands before it. */
export function typeOfName(name: string): UnitType | undefined {
  const dot = name.lastIndexOf('.');
  const ending = name.slice(dot + 1);
  return dot < 0 ? undefined : UNIT_TYPES.find((type) => type === ending);
}

function split(name: string): UnitName {
  const type = typeOfName(name)!;
  const stem = name.slice(0, name.lastIndexOf('.'));
  const at = stem.indexOf('@');
  if (at < 0) return { kind: 'plain', prefix: stem, instance: undefined, type };
  const instance = stem.slice(at + 1);
  return { kind: instance === '' ? 'template' : 'instance', prefix: stem.slice(0, at), instance, type };
}

/** `unit_type_may_template` */
export function mayBeTemplate(type: UnitType): boolean {
  return TEMPLATABLE.includes(type);
}

/** `unit_type_may_alias` */
export function mayHaveAliases(type: UnitType): boolean {
  return ALIASABLE.includes(type);
}

/** `unit_instance_is_valid` */
export function isValidInstance(instance: string): boolean {
  return instance !== '' && !NOT_IN_NAME.test(instance);
}

/** `unit_prefix_is_valid` */
export function isValidPrefix(prefix: string): boolean {
  return prefix !== '' && !NOT_IN_PREFIX.test(prefix);
}

/** The template or instance with another instance in it (`unit_name_replace_instance`); undefined where that is none. */
export function replaceInstance(name: string, instance: string): string | undefined {
  const parsed = parseUnitName(name);
  if (!parsed || parsed.kind === 'plain' || !isValidInstance(instance)) return undefined;
  const replaced = `${parsed.prefix}@${instance}.${parsed.type}`;
  return isValidUnitName(replaced, ['instance']) ? replaced : undefined;
}

/** No dash at either end and no two in a row: each stands for a level of the tree (`slice_name_is_valid`). */
export function isValidSliceName(name: string): boolean {
  const parsed = parseUnitName(name);
  if (parsed?.kind !== 'plain') return false;
  if (name === '-.slice') return true;
  return parsed.type === 'slice' && parsed.prefix.split('-').every((part) => part !== '');
}

/** The slices above a slice, the root first (`slice_build_parent_slice`). */
export function parentSlices(name: string): string[] {
  if (!isValidSliceName(name) || name === '-.slice') return [];
  const parts = name.slice(0, -'.slice'.length).split('-');
  return ['-.slice', ...parts.slice(1).map((_, index) => `${parts.slice(0, index + 1).join('-')}.slice`)];
}

/**
 * What stands behind an escaped text: `-` is `/`, `\x2d` is the byte 2d (`unit_name_unescape`). Undefined where an
 * escape is broken, or where the bytes are no text.
 */
export function unescapeUnitName(text: string): string | undefined {
  if (/\\(?!x[0-9a-fA-F]{2})/.test(text)) return undefined;
  const bytes = text.replace(/\\x(..)|[-%]|[^ -~]+/g, (found, hex?: string) => {
    if (hex !== undefined) return `%${hex}`;
    return found === '-' ? '/' : encodeURIComponent(found);
  });
  try {
    return decodeURIComponent(bytes);
  } catch {
    return undefined;
  }
}

/** The path that an escaped text stands for (`unit_name_path_unescape`); undefined where it is none. */
export function unescapePath(text: string): string | undefined {
  if (text === '') return undefined;
  if (text === '-') return '/';
  const path = unescapeUnitName(text);
  if (path === undefined || path.startsWith('/') || path.endsWith('/')) return undefined;
  return isNormalizedPath(`/${path}`) ? `/${path}` : undefined;
}

/** Makes any text fit for a unit name: `/` becomes `-`, all else that is not allowed `\x…` (`unit_name_escape`). */
export function escapeUnitName(text: string): string {
  return text.replace(/^\.|[^A-Za-z0-9:_.]/gu, (char) => (char === '/' ? '-' : escapedBytes(char)));
}

function escapedBytes(char: string): string {
  if (char < '\x80') return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
  try {
    return encodeURIComponent(char).replaceAll('%', '\\x').toLowerCase();
  } catch {
    // Half a surrogate pair stands for a single byte (see `cli/decode.ts`).
    return `\\x${(char.charCodeAt(0) & 0xff).toString(16).padStart(2, '0')}`;
  }
}

/** `/srv/my data` → `srv-my\x20data` (`unit_name_path_escape`); undefined for a path with `..` in it. */
export function escapePath(path: string): string | undefined {
  const simple = simplifyPath(path);
  if (path === '' || simple === '/') return '-';
  return isNormalizedPath(simple) ? escapeUnitName(simple.replace(/^\/+/, '')) : undefined;
}

/** The unit that stands for a path, such as `srv-data.mount` (`unit_name_from_path`); undefined where there is none. */
export function unitNameOfPath(path: string, type: UnitType): string | undefined {
  const escaped = escapePath(path);
  const name = `${escaped}.${type}`;
  // Longer names get a hash at their end, which nobody writes by hand.
  return escaped !== undefined && isValidUnitName(name, ['plain']) ? name : undefined;
}
