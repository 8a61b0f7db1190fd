/**
 * Names with specifiers in them. What `%i` becomes is known in `shop@eu.service` and not in `shop@.service`: there a name
 * is wrong only if it is wrong for every instance.
 */
import { SPECIFIERS, type UnitType } from '../../catalog/lookup.ts';
import { expandSpecifiers, type SpecifierPlace } from '../common/specifiers.ts';
import type { Context } from '../value-type.ts';
import { parseUnitName } from './unit-name.ts';

/** Specifiers that are made of the name of the unit (and `%f`, `%y`, `%c` in most values). */
const OF_NAME = /%[iIjJnNpPfyYc]/;

/** Longer texts are not expanded in full. */
const MOST_EXPANDED = 8192;

/** What a text may become. */
export interface Expansions {
  /** One where all is known, else some that are plausible; never empty, but where `unknownAt` is set of no use. */
  readonly values: readonly string[];
  /** Offset of a specifier that systemd does not know there. */
  readonly unknownAt: number | undefined;
}

/** What the specifiers in a text may become. `wanted` is the type that a name has to end in, where there is one. */
export function expansionsOf(
  text: string,
  place: SpecifierPlace,
  context: Context,
  wanted: UnitType = 'service',
): Expansions {
  if (!text.includes('%')) return { values: [text], unknownAt: undefined };
  const unknownAt = unknownSpecifierAt(text, place, context);
  // Of a text that long only its shape matters.
  if (text.length > MOST_EXPANDED)
    return { values: [text.slice(0, MOST_EXPANDED).replace(/%[A-Za-z]/g, 'x')], unknownAt };
  if (unknownAt !== undefined) return { values: [text], unknownAt };
  const plain = text.replaceAll('%%', '');
  if (!OF_NAME.test(plain) || isNameKnown(context)) {
    return { values: [expandSpecifiers(text, place, context).value], unknownAt };
  }
  const parsed = context.unitName === undefined ? undefined : parseUnitName(context.unitName);
  const prefix = parsed?.kind === 'template' ? parsed.prefix : 'unit';
  const type = parsed?.type ?? context.type ?? 'service';
  const names = [`${prefix}@instance.${type}`, `${prefix}@unit.${wanted}.${type}`];
  const values = names.map((unitName) => expandSpecifiers(text, place, { ...context, unitName }).value);
  return { values, unknownAt };
}

/** Offset of the first specifier that is not known in such a place: as `expandSpecifiers` says, in less time. */
export function unknownSpecifierAt(text: string, place: SpecifierPlace, context: Context): number | undefined {
  let known: Set<string> | undefined;
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 2)) {
    const letter = text[at + 1];
    if (letter === undefined) return undefined;
    known ??= knownLetters(place, context);
    if (!known.has(letter) && /[A-Za-z0-9]/.test(letter)) return at;
  }
  return undefined;
}

function knownLetters(place: SpecifierPlace, { version }: Context): Set<string> {
  const known = SPECIFIERS[place].filter(({ absentIn }) => !absentIn.some((without) => version <= without));
  return new Set(['%', ...known.map(({ letter }) => letter)]);
}

/** False for templates, for files without a name, and for drop-ins of all units whose names begin alike (`foo-.service.d`). */
export function isNameKnown({ unitName }: Context): boolean {
  const parsed = unitName === undefined ? undefined : parseUnitName(unitName);
  return parsed !== undefined && parsed.kind !== 'template' && !parsed.prefix.endsWith('-');
}
