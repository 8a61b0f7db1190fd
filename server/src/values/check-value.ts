import type { Directive } from '../catalog/lookup.ts';
import type { Text } from '../syntax/text.ts';
import { valueTypeOf } from './table.ts';
import type { Context, Problem } from './value-type.ts';

/** Values that are remembered before all are forgotten: some thousand lines, a few documents. */
const MOST = 20_000;

/** Longer values are rare, and would fill the memory. */
const LONGEST = 500;

const remembered = new Map<string, readonly Problem[]>();

/**
 * What the value of a directive gives. Nearly all lines of a document are the same after a keystroke, and problems know
 * places in the value alone, so the answer for a value is kept.
 */
export function checkValue(directive: Directive, value: Text, context: Context): readonly Problem[] {
  const type = valueTypeOf(directive, context.version);
  if (value.length > LONGEST) return type.check(value, context);
  const key = `${context.type} ${context.unitName} ${context.scope} ${context.version} ${context.section} ${context.directive}=${value.value}`;
  let problems = remembered.get(key);
  if (!problems) {
    problems = type.check(value, context);
    if (remembered.size >= MOST) remembered.clear();
    remembered.set(key, problems);
  }
  return problems;
}
