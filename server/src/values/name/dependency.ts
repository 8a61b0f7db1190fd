/** Values that name other units: dependencies, and the settings that want a unit of one type. */
import type { UnitType } from '../../catalog/lookup.ts';
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
import { specialUnitsFor, type Use } from './special-units.ts';
import { isValidUnitName, parseUnitName, typeOfName, UNIT_NAME_MAX } from './unit-name.ts';
import { dependencyFault, loadFault, nameProblem } from './unit-reference.ts';

/** Names of which nothing more has to be looked at; most names are such. */
const PLAIN_NAME = /^[A-Za-z0-9:_\\][A-Za-z0-9:_.\\-]{0,200}\.(?:service|socket|target|mount|timer|path|slice)$/;

/** `src/core/load-fragment.c: config_parse_unit_deps` */
export const dependencies: ValueType = {
  check(value, context) {
    const own = isNameKnown(context) ? context.unitName : undefined;
    return checkList(value, context, { retainEscape: true }, undefined, (item, names) => {
      if (PLAIN_NAME.test(item.text) && item.text !== own && context.type !== 'slice') return undefined;
      const faults = names.map((name) => dependencyFault(name, context));
      if (faults.every((fault) => fault !== undefined)) {
        return nameProblem(item, faults[0]!, `systemd ignores ${quoted(item.text)}`);
      }
      return names.length === 1 ? ineffective(item, names[0]!, own, context) : undefined;
    });
  },
  complete(value, offset, context) {
    const use = useOf(context.argument);
    const others = otherItems(value.value, offset);
    const units = specialUnitsFor(use, context).filter(({ label }) => !others.has(label) && label !== context.unitName);
    return suggest(itemAt(value.value, offset), 'unit', units);
  },
  describe: describeItem,
};

/**
 * `src/core/load-fragment.c: config_parse_obsolete_unit_deps`: the same list under an old name; what is to be said of the
 * name is said by the rule of old names.
 */
export const obsoleteDependencies: ValueType = dependencies;

/** `src/core/load-fragment.c: config_parse_trigger_unit` */
export const triggeredUnit: ValueType = {
  check(value, context) {
    return checkOne(value, context, 'service', (names) => {
      const valid = names.filter((name) => isValidUnitName(name));
      if (valid.length === 0) return dependencyFault(names[0]!, context);
      if (isNameKnown(context) && valid.every((name) => name === context.unitName))
        return 'a unit cannot trigger itself';
      const faults = valid.map((name) => dependencyFault(name, context));
      return faults.every((fault) => fault !== undefined) ? faults[0] : undefined;
    });
  },
  complete(value, _offset, context) {
    const own = context.unitName === undefined ? undefined : parseUnitName(context.unitName);
    if (!own) return [];
    // What is triggered by itself: the service of the same name.
    const label = context.unitName!.replace(/[^.]+$/, 'service');
    return suggest(whole(value), 'unit', [{ label, detail: 'the default' }]);
  },
  describe: describeWhole,
};

/** `src/core/load-fragment.c: config_parse_socket_service` */
export const socketService: ValueType = {
  check(value, context) {
    return checkOne(value, context, 'service', (names) => {
      const services = names.filter((name) => name.endsWith('.service'));
      if (services.length === 0) return 'it has to be the name of a service, with “.service” at its end';
      const faults = services.map(loadFault);
      return faults.every((fault) => fault !== undefined) ? faults[0] : undefined;
    });
  },
  complete(value, _offset, context) {
    const own = context.unitName === undefined ? undefined : parseUnitName(context.unitName);
    const same = own && own.kind !== 'template' ? [{ label: context.unitName!.replace(/[^.]+$/, 'service') }] : [];
    return suggest(whole(value), 'unit', same);
  },
  describe: describeWhole,
};

/** `src/core/load-fragment.c: config_parse_service_sockets` */
export const serviceSockets: ValueType = {
  check(value, context) {
    return checkList(value, context, {}, 'socket', (item, names) => {
      const verdict = `systemd ignores ${quoted(item.text)}`;
      const sockets = names.filter((name) => name.endsWith('.socket'));
      if (sockets.length === 0) {
        return nameProblem(item, 'it has to be the name of a socket, with “.socket” at its end', verdict, 'socket');
      }
      const faults = sockets.map((name) => dependencyFault(name, context));
      return faults.every((fault) => fault !== undefined)
        ? nameProblem(item, faults[0]!, verdict, 'socket')
        : undefined;
    });
  },
  complete(value, offset, context) {
    const own = context.unitName === undefined ? undefined : parseUnitName(context.unitName);
    const same = own ? [{ label: context.unitName!.replace(/[^.]+$/, 'socket'), detail: 'is there by default' }] : [];
    const others = otherItems(value.value, offset);
    const units = [...same, ...specialUnitsFor('socket', context)].filter(({ label }) => !others.has(label));
    return suggest(itemAt(value.value, offset), 'unit', units);
  },
  describe: describeItem,
};

/** `src/core/load-fragment.c: config_parse_unit_slice`, `src/core/unit.c: unit_set_slice` */
export const slice: ValueType = {
  check(value, context) {
    if (context.type === 'slice') {
      const message =
        'systemd ignores this line: the place of a slice in the tree follows from its name. “a-b.slice” lies in “a.slice”.';
      return [{ code: 'ineffective-for-type', start: 0, end: value.length, message }];
    }
    return checkOne(value, context, 'slice', (names) => {
      const faults = names.map((name) => {
        const fault = loadFault(name);
        if (fault !== undefined) return fault;
        if (typeOfName(name) !== 'slice') return 'it has to be the name of a slice, with “.slice” at its end';
        return context.unitName === 'init.scope' && name !== '-.slice'
          ? 'init.scope has to stay in “-.slice”'
          : undefined;
      });
      return faults.every((fault) => fault !== undefined) ? faults[0] : undefined;
    });
  },
  complete(value, _offset, context) {
    return context.type === 'slice' ? [] : suggest(whole(value), 'unit', specialUnitsFor('slice', context));
  },
  describe: describeWhole,
};

/** Judges each word of a list by the names that it may become. */
function checkList(
  value: Text,
  context: Context,
  flags: ExtractFlags,
  wanted: UnitType | undefined,
  judge: (item: Item, names: readonly string[]) => Problem | undefined,
): Problem[] {
  const problems: Problem[] = [];
  const { words, invalidAt } = readWords(value.value, flags);
  for (const { value: text, start, end } of words) {
    if (problems.length === MOST_PROBLEMS) return problems;
    const { values, unknownAt } = namesOf(text, context, wanted);
    const problem =
      unknownAt === undefined
        ? judge({ start, end, text }, values)
        : specifierProblem(value, start, unknownAt, context);
    if (problem) problems.push(problem);
  }
  if (invalidAt !== undefined) {
    problems.push(quotingProblem(value.value, invalidAt, 'systemd ignores the rest of this line'));
  }
  return problems;
}

/** Judges a value that is a single name. */
function checkOne(
  value: Text,
  context: Context,
  wanted: UnitType,
  judge: (names: readonly string[]) => string | undefined,
): Problem[] {
  const { values, unknownAt } = namesOf(value.value, context, wanted);
  if (unknownAt !== undefined) return [specifierProblem(value, 0, unknownAt, context)];
  if (value.length === 0) {
    const message = `systemd ignores this line: ${context.directive}= needs the name of a unit. Take the line out for the default.`;
    return [{ code: 'empty-value', start: 0, end: 0, message }];
  }
  const why = judge(values);
  if (why === undefined) return [];
  const isList =
    value.length < 1000 && /\s/.test(value.value) && value.value.split(/\s+/).every((name) => isValidUnitName(name));
  const reason = isList ? `${context.directive}= takes a single name` : why;
  const expected = context.directive === 'Unit' ? undefined : wanted;
  return [
    nameProblem({ start: 0, end: value.length, text: value.value }, reason, 'systemd ignores this line', expected),
  ];
}

/** What a name may become (`src/core/unit-printf.c: unit_name_printf`). */
function namesOf(text: string, context: Context, wanted: UnitType | undefined): ReturnType<typeof expansionsOf> {
  // Longer texts are refused before they are looked at, by their length alone.
  return text.includes('%') && text.length <= 16 * UNIT_NAME_MAX
    ? expansionsOf(text, 'name', context, wanted)
    : { values: [text], unknownAt: undefined };
}

/** What systemd accepts with a complaint and does not do (`src/core/unit.c: unit_add_dependency`). */
function ineffective(item: Item, name: string, own: string | undefined, context: Context): Problem | undefined {
  const { start, end } = item;
  const problem = (message: string): Problem => ({ code: 'adjusted-value', start, end, message });
  const { argument = '' } = context;
  if (argument === 'UNIT_BEFORE' && typeOfName(name) === 'device') {
    return problem(`systemd drops ${quoted(item.text)}: devices appear by themselves and cannot be delayed.`);
  }
  if (name === own && WARNED_OF_ITSELF.has(argument)) {
    return problem(`systemd drops ${quoted(item.text)}: that is this unit itself.`);
  }
  if (argument === 'UNIT_ON_FAILURE' && (context.type === 'slice' || context.type === 'device')) {
    return problem(`systemd drops ${quoted(item.text)}: ${context.type} units cannot fail.`);
  }
  return undefined;
}

/** `src/core/unit.c: unit_should_warn_about_dependency` */
const WARNED_OF_ITSELF = new Set(['UNIT_CONFLICTS', 'UNIT_BEFORE', 'UNIT_AFTER', 'UNIT_ON_SUCCESS', 'UNIT_ON_FAILURE']);

function useOf(argument: string | undefined): Use {
  if (argument === 'UNIT_BEFORE' || argument === 'UNIT_AFTER') return 'order';
  if (argument === 'UNIT_CONFLICTS') return 'conflict';
  return argument === 'UNIT_ON_SUCCESS' || argument === 'UNIT_ON_FAILURE' ? 'handler' : 'need';
}

function whole(value: Text): Item {
  return { start: 0, end: value.length, text: value.value };
}

function describeItem(value: Text, offset: number, context: Context): ReturnType<typeof describeUnit> {
  return describeUnit(itemAt(value.value, offset), context);
}

function describeWhole(value: Text, _offset: number, context: Context): ReturnType<typeof describeUnit> {
  return describeUnit(whole(value), context);
}
