/** What is wrong with the name of another unit, in words; shared by all directives that name units. */
import { SPECIAL_UNITS, UNIT_TYPES, type UnitType } from '../../catalog/lookup.ts';
import { type Item, quoted } from '../common/items.ts';
import { nearest } from '../common/nearest.ts';
import type { Context, Problem } from '../value-type.ts';
import { isNameKnown } from './name-expansion.ts';
import {
  isValidPrefix,
  mayBeTemplate,
  parseUnitName,
  replaceInstance,
  typeOfName,
  unitNameFault,
  unitNameOfPath,
} from './unit-name.ts';

/**
 * Why a unit of this name cannot be loaded, as the end of a sentence; undefined where it can
 * (`src/core/manager.c: manager_load_unit_prepare`, `src/core/unit.c: unit_add_name`).
 */
export function loadFault(name: string): string | undefined {
  const parsed = parseUnitName(name);
  if (!parsed) return spelled(name);
  if (parsed.kind === 'template') return 'it is a template, and the instance is missing between “@” and “.”';
  if (parsed.kind === 'instance' && !mayBeTemplate(parsed.type))
    return `there are no instances of .${parsed.type} units`;
  return undefined;
}

/** The same for a dependency, where a template gets the instance of the unit (`src/core/unit.c: resolve_template`). */
export function dependencyFault(name: string, context: Context): string | undefined {
  if (parseUnitName(name)?.kind !== 'template') return loadFault(name);
  const replaced = replaceInstance(name, ownInstance(context));
  return replaced === undefined ? 'with an instance in it, it is too long' : loadFault(replaced);
}

/** The instance of this unit, else its prefix. */
function ownInstance(context: Context): string {
  const own = isNameKnown(context) ? parseUnitName(context.unitName!) : undefined;
  return own?.instance ?? own?.prefix ?? 'x';
}

function spelled(name: string): string {
  const fault = unitNameFault(name);
  switch (fault?.what) {
    case 'empty':
      return 'there is nothing left of it';
    case 'too-long':
      return 'it is longer than 255 bytes';
    case 'nothing-before-type':
      return 'nothing stands before the type';
    case 'nothing-before-at':
      return 'nothing stands before “@”';
    case 'character':
      if (/[,;]/.test(fault.character)) return 'names are separated by blanks';
      if (/["']/.test(fault.character)) return 'quotes count as part of a name';
      if (fault.character === '/') return 'it takes names of units, not paths';
      return `“${fault.character}” is not allowed in the name of a unit`;
    default:
      return `the name of a unit ends in its type, such as “.${typeNear(name) ?? 'service'}”`;
  }
}

/** The problem of a name that cannot be used, with names that may be meant. */
export function nameProblem(item: Item, why: string, verdict: string, wanted?: UnitType): Problem {
  const instead = namesLike(item.text, wanted);
  const hint = instead[0] === undefined ? '' : ` Did you mean ${quoted(instead[0])}?`;
  const { start, end } = item;
  return { code: 'invalid-name', start, end, message: `${verdict}: ${why}.${hint}`, instead };
}

/** Names that a text may stand for. */
export function namesLike(text: string, wanted?: UnitType): string[] {
  if (text === '' || text.length > 200 || text.includes('%')) return [];
  const bare = text.replace(/["']/g, '');
  if (bare !== text) return parseUnitName(bare) ? [bare] : [];
  if (/[,;]/.test(text)) {
    const parts = text.split(/[,;]+/).filter((part) => part !== '');
    return parts.every((part) => parseUnitName(part)) ? [parts.join(' ')] : [];
  }
  if (text.startsWith('/')) {
    const name = unitNameOfPath(text, text.startsWith('/dev/') ? 'device' : 'mount');
    return name === undefined || wanted !== undefined ? [] : [name];
  }
  const type = typeOfName(text);
  if (type !== undefined && type !== wanted && wanted !== undefined) {
    const stem = text.slice(0, -type.length - 1);
    return isValidPrefix(stem) ? [`${stem}.${wanted}`] : [];
  }
  if (type !== undefined) return [];
  const near = typeNear(text);
  if (near !== undefined && (wanted === undefined || near === wanted)) return [text.replace(/[^.]*$/, near)];
  const special = SPECIAL_UNITS.all.map(({ name }) => name).filter((name) => !wanted || name.endsWith(`.${wanted}`));
  const sameStem = special.filter((name) => name.slice(0, name.lastIndexOf('.')) === text);
  if (sameStem.length > 0) return sameStem;
  const misspelt = nearest(text, special);
  if (misspelt.length > 0) return misspelt;
  return parseUnitName(`${text}.service`) ? [`${text}.${wanted ?? 'service'}`] : [];
}

/** The type that the ending of a name may be meant for. */
function typeNear(name: string): UnitType | undefined {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : (nearest(name.slice(dot + 1), UNIT_TYPES)[0] as UnitType | undefined);
}
