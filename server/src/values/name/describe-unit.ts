/** What the name of a unit says. */
import { SPECIAL_UNITS } from '../../catalog/lookup.ts';
import type { Item } from '../common/items.ts';
import type { Context, Description } from '../value-type.ts';
import { expansionsOf, isNameKnown } from './name-expansion.ts';
import { meaningOf } from './special-units.ts';
import { parentSlices, parseUnitName, type UnitName, unescapePath, unescapeUnitName } from './unit-name.ts';

/** Types that are named after a path. */
const PATH_TYPES: Readonly<Record<string, string>> = {
  mount: 'The mount point',
  automount: 'The automount point',
  swap: 'The swap device or file',
  device: 'The device',
};

/** A name taken apart, and what stands behind a special one; undefined where there is nothing to say. */
export function describeUnit(item: Item, context: Context): Description | undefined {
  if (item.text.length > 1000) return undefined;
  const isOpen = item.text.includes('%');
  if (isOpen && !isNameKnown(context)) return undefined;
  const { values, unknownAt } = expansionsOf(item.text, context.section === 'Install' ? 'install' : 'name', context);
  const name = values[0] ?? '';
  const parsed = unknownAt === undefined && name.length < 300 ? parseUnitName(name) : undefined;
  if (!parsed) return undefined;
  const lines = [...ofSpecial(name), ...ofInstance(parsed, context), ...ofPath(parsed), ...ofSlice(name)];
  if (isOpen) lines.unshift(`Becomes \`${name}\` here.`);
  if (lines.length === 0) return undefined;
  return { start: item.start, end: item.end, text: `**${codeFree(item.text)}**\n\n${lines.join('\n\n')}` };
}

function ofSpecial(name: string): string[] {
  const meaning = meaningOf(name);
  const unit = SPECIAL_UNITS.get(name);
  const passive = unit?.passive
    ? ['Passive: whoever provides it pulls it in. Those who need it write `After=` alone.']
    : [];
  return [...(meaning === undefined ? [] : [meaning]), ...passive];
}

function ofInstance({ kind, prefix, instance, type }: UnitName, context: Context): string[] {
  if (kind === 'plain') return [];
  const template = `${prefix}@.${type}`;
  if (kind === 'template') {
    const own = isNameKnown(context) ? parseUnitName(context.unitName!) : undefined;
    const filled = own?.instance ?? own?.prefix;
    if (context.section === 'Install' || filled === undefined) {
      return ['A template: the instance of this unit is put in behind “@”.'];
    }
    return [`A template: systemd makes \`${prefix}@${filled}.${type}\` of it.`];
  }
  const text = unescapeUnitName(instance!);
  const path = unescapePath(instance!);
  const unescaped = /\\x/.test(instance!) && text !== undefined ? `, unescaped \`${text}\`` : '';
  const asPath = /-|\\x2d/.test(instance!) && path !== undefined ? `, as a path \`${path}\`` : '';
  return [`The instance \`${instance}\`${unescaped}${asPath} of the template \`${template}\`.`];
}

function ofPath({ kind, prefix, type }: UnitName): string[] {
  const what = PATH_TYPES[type];
  const path = what !== undefined && kind === 'plain' ? unescapePath(prefix) : undefined;
  return path === undefined ? [] : [`${what} \`${path}\`.`];
}

function ofSlice(name: string): string[] {
  const parents = parentSlices(name).slice(1);
  return parents.length === 0 ? [] : [`Lies in ${parents.map((parent) => `\`${parent}\``).join(' → ')}.`];
}

/** A name as Markdown text. */
function codeFree(text: string): string {
  return text.replace(/[\\`*_{}[\]<>]/g, '\\$&');
}
