/**
 * Values of [Install]. The manager does not read them; `systemctl enable` does (`src/shared/install.c`), and makes nothing
 * of what it cannot use.
 */
import type { Text } from '../../syntax/text.ts';
import type { ExtractFlags } from '../common/extract-word.ts';
import {
  type Item,
  itemAt,
  MOST_PROBLEMS,
  otherItems,
  quoted,
  quotingProblem,
  readWords,
  suggest,
} from '../common/items.ts';
import { specifierProblem } from '../common/specifiers.ts';
import type { Context, Problem, ValueType } from '../value-type.ts';
import { describeUnit } from './describe-unit.ts';
import { expansionsOf, isNameKnown } from './name-expansion.ts';
import { specialUnitsFor } from './special-units.ts';
import { isValidInstance, mayBeTemplate, mayHaveAliases, parseUnitName } from './unit-name.ts';
import { loadFault, nameProblem } from './unit-reference.ts';

const FAILS = '“systemctl enable” fails';
const IGNORED = '“systemctl enable” ignores this line';

/** `src/shared/conf-parser.c: config_parse_strv`, `src/shared/install.c: install_info_symlink_wants` */
export const installTargets: ValueType = {
  check(value, context) {
    return checkWords(value, context, { unquote: true, retainEscape: true }, IGNORED, (name) =>
      parseUnitName(name) ? undefined : loadFault(name),
    );
  },
  complete(value, offset, context) {
    const others = otherItems(value.value, offset);
    const units = specialUnitsFor('install', context).filter(({ label }) => !others.has(label));
    return suggest(itemAt(value.value, offset), 'unit', units);
  },
  describe: (value, offset, context) => describeUnit(itemAt(value.value, offset), context),
};

/** `src/shared/install.c: config_parse_also`, `install_info_add` */
export const alsoInstalled: ValueType = {
  check(value, context) {
    return checkWords(value, context, {}, FAILS, (name) => (parseUnitName(name) ? undefined : loadFault(name)));
  },
  complete(value, offset, context) {
    const own = context.unitName === undefined ? undefined : parseUnitName(context.unitName);
    if (own?.kind !== 'plain') return [];
    // What belongs together has mostly the same name.
    const types = own.type === 'service' ? ['socket', 'timer', 'path'] : ['service'];
    const others = otherItems(value.value, offset);
    const labels = types.map((type) => ({ label: `${own.prefix}.${type}` })).filter(({ label }) => !others.has(label));
    return suggest(itemAt(value.value, offset), 'unit', labels);
  },
  describe: (value, offset, context) => describeUnit(itemAt(value.value, offset), context),
};

/** `src/shared/install.c: config_parse_alias`, `unit_file_verify_alias`; `src/shared/unit-file.c` */
export const aliases: ValueType = {
  check(value, context) {
    if (context.type !== undefined && !mayHaveAliases(context.type)) {
      const message = `${IGNORED}: .${context.type} units cannot have other names.`;
      return [{ code: 'ineffective-for-type', start: 0, end: value.length, message }];
    }
    return checkWords(value, context, { unquote: true, retainEscape: true }, IGNORED, (name) =>
      aliasFault(name, context),
    );
  },
  describe: (value, offset, context) => describeUnit(itemAt(value.value, offset), context),
};

/** `src/shared/install.c: config_parse_default_instance` */
export const defaultInstance: ValueType = {
  check(value, context) {
    const own = isNameKnown(context) ? parseUnitName(context.unitName!) : undefined;
    if (own?.kind === 'instance') return [];
    const { start, end } = { start: 0, end: value.length };
    if (own?.kind === 'plain') {
      const message = `${IGNORED}: only templates, such as “${own.prefix}@.${own.type}”, have instances.`;
      return [{ code: 'ineffective-for-type', start, end, message }];
    }
    const { values, unknownAt } = expansionsOf(value.value, 'install', context);
    if (unknownAt !== undefined) return [specifierProblem(value, 0, unknownAt, context)];
    if (values.some((instance) => instance === '' || isValidInstance(instance))) return [];
    const message = `${FAILS}: ${quoted(value.value)} cannot be the instance of a unit. Letters, digits and “:-_.\\@” are allowed; “systemd-escape” escapes all else.`;
    return [{ code: 'invalid-name', start, end, message }];
  },
};

/** Why a unit cannot have this name too, as the end of a sentence. */
function aliasFault(name: string, context: Context): string | undefined {
  const slash = name.lastIndexOf('/');
  if (slash >= 0) return linkFault(name.slice(0, slash));
  const alias = parseUnitName(name);
  if (!alias) return loadFault(name);
  const own = isNameKnown(context) ? parseUnitName(context.unitName!) : undefined;
  const type = own?.type ?? context.type;
  if (!mayHaveAliases(alias.type)) return `.${alias.type} units cannot have other names`;
  if (alias.kind !== 'plain' && !mayBeTemplate(alias.type)) return `there are no instances of .${alias.type} units`;
  if (type !== undefined && alias.type !== type)
    return `the other name of a .${type} unit has to end in “.${type}” too`;
  const isTemplate = own === undefined && parseUnitName(context.unitName ?? '')?.kind === 'template';
  if (alias.kind === 'plain' && (isTemplate || own?.kind === 'instance')) {
    return 'the other name of a template has to be a template too';
  }
  if (own?.kind === 'plain' && alias.kind !== 'plain') return 'this unit is no template';
  if (own?.kind === 'instance' && alias.kind === 'instance' && alias.instance !== own.instance) {
    return 'the instance has to be the same';
  }
  return undefined;
}

/** The old way to write `WantedBy=`: the path of a link below `….wants/`. */
function linkFault(folder: string): string | undefined {
  const target = /^(.*)\.(?:wants|requires)\/*$/s.exec(folder)?.[1];
  const isUnit = target !== undefined && parseUnitName(target) !== undefined;
  return isUnit ? undefined : 'it takes names of units, not paths';
}

function checkWords(
  value: Text,
  context: Context,
  flags: ExtractFlags,
  quotingVerdict: string,
  fault: (name: string) => string | undefined,
): Problem[] {
  const problems: Problem[] = [];
  const { words, invalidAt } = readWords(value.value, flags);
  for (const { value: text, start, end } of words) {
    if (problems.length === MOST_PROBLEMS) return problems;
    const { values, unknownAt } = expansionsOf(text, 'install', context);
    const item = { start, end, text };
    const faults = unknownAt === undefined ? values.map(fault) : [];
    if (unknownAt !== undefined) problems.push(specifierIn(value, item, unknownAt, context));
    else if (faults.every((each) => each !== undefined)) problems.push(nameProblem(item, faults[0]!, FAILS));
  }
  if (invalidAt !== undefined) problems.push(quotingProblem(value.value, invalidAt, quotingVerdict));
  return problems;
}

/** The place of a specifier in a word that may stand in quotes. */
function specifierIn(value: Text, { start, end }: Item, unknownAt: number, context: Context): Problem {
  const quotes = /^["']/.test(value.value.slice(start, end)) ? 1 : 0;
  const offset = Math.min(unknownAt + quotes, end - start - 1);
  return specifierProblem(value, start, offset, context);
}
