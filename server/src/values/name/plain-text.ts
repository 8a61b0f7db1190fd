/** Values that are taken as they are, apart from specifiers; and a few with a rule of their own. */
import type { Text } from '../../syntax/text.ts';
import { parseBoolean } from '../common/boolean.ts';
import { itemAt, MOST_PROBLEMS, otherItems, quoted, quotingProblem, readWords, suggest } from '../common/items.ts';
import { nearest } from '../common/nearest.ts';
import { specifierProblem } from '../common/specifiers.ts';
import type { Context, Problem, ValueType } from '../value-type.ts';
import { busNameFault } from './bus-name.ts';
import { expansionsOf, unknownSpecifierAt } from './name-expansion.ts';

/** `src/core/load-fragment.c: config_parse_unit_string_printf` */
export const textWithSpecifiers: ValueType = {
  check(value, context) {
    const unknownAt = unknownSpecifierAt(value.value, 'unit', context);
    return unknownAt === undefined ? [] : [specifierProblem(value, 0, unknownAt, context)];
  },
};

/** `src/core/load-fragment.c: config_parse_reboot_parameter`, `src/shared/reboot-util.c: reboot_parameter_is_valid` */
export const rebootArgument: ValueType = {
  check(value, context) {
    return checkExpanded(value, context, (text) => {
      if (!/^[\x00-\x7f]*$/.test(text)) return 'only ASCII is allowed in it';
      return text.length > 255 ? 'it is longer than 255 characters' : undefined;
    });
  },
};

/** `src/core/load-fragment.c: config_parse_bus_name` */
export const busName: ValueType = {
  check(value, context) {
    if (value.length === 0) {
      const message = 'systemd ignores this line: an empty BusName= does not take back an earlier one.';
      return [{ code: 'empty-value', start: 0, end: 0, message }];
    }
    return checkExpanded(value, context, busNameFault);
  },
};

/** A value as a whole, judged with its specifiers replaced. */
function checkExpanded(value: Text, context: Context, fault: (text: string) => string | undefined): Problem[] {
  const { values, unknownAt } = expansionsOf(value.value, 'unit', context);
  if (unknownAt !== undefined) return [specifierProblem(value, 0, unknownAt, context)];
  const faults = values.map(fault);
  if (faults.some((each) => each === undefined)) return [];
  const message = `systemd ignores this line: ${quoted(value.value)} does not fit ${context.directive}=, as ${faults[0]}.`;
  return [{ code: 'invalid-name', start: 0, end: value.length, message }];
}

/** `src/core/load-fragment.c: config_parse_luo_sessions` */
export const updateSessions: ValueType = {
  check(value) {
    const problems: Problem[] = [];
    const seen = new Set<string>();
    const { words, invalidAt } = readWords(value.value);
    for (const { value: name, start, end } of words) {
      if (problems.length === MOST_PROBLEMS) return problems;
      const why = seen.has(name) ? 'it is there already' : sessionFault(name);
      if (why !== undefined) {
        problems.push({ code: 'invalid-name', start, end, message: `systemd ignores ${quoted(name)}: ${why}.` });
      }
      seen.add(name);
    }
    if (invalidAt !== undefined) {
      problems.push(quotingProblem(value.value, invalidAt, 'systemd ignores the rest of this line'));
    }
    return problems;
  },
};

/** `src/shared/luo-util.c: luo_session_name_is_valid` */
function sessionFault(name: string): string | undefined {
  if (name === '') return 'it is empty';
  const wrong = /[^!-~]|[:\\"'*?[]/u.exec(name)?.[0];
  if (wrong !== undefined) return `“${wrong}” is not allowed in the name of a session`;
  return name.length > 255 ? 'it is longer than 255 characters' : undefined;
}

const REFRESHED = [
  { label: 'extensions', documentation: 'Extension images and directories are mounted anew.' },
  { label: 'credentials', documentation: 'Credentials are loaded anew.' },
];

/** `src/core/load-fragment.c: config_parse_service_refresh_on_reload` */
export const refreshedOnReload: ValueType = {
  check(value) {
    const text = value.value;
    if (text === '' || parseBoolean(text) !== undefined) return [];
    const at = text.startsWith('~') ? 1 : 0;
    const { words, invalidAt } = readWords(text.slice(at));
    const names = REFRESHED.map(({ label }) => label);
    const wrong = words.find((word) => !names.includes(word.value));
    if (wrong) {
      const message = `systemd ignores this line: it does not know ${quoted(wrong.value)}. Write yes, no, extensions or credentials; “~” before the list means all but these.`;
      const instead = nearest(wrong.value, [...names, 'yes', 'no']);
      return [{ code: 'invalid-list-item', start: at + wrong.start, end: at + wrong.end, message, instead }];
    }
    return invalidAt === undefined ? [] : [quotingProblem(text, at + invalidAt, 'systemd ignores this line')];
  },
  complete(value, offset) {
    const item = itemAt(value.value, offset);
    const isFirst = item.start === 0;
    const list = isFirst && item.text.startsWith('~') ? { ...item, start: 1, text: item.text.slice(1) } : item;
    const others = otherItems(value.value, offset);
    const words = REFRESHED.filter(({ label }) => !others.has(label) && !others.has(`~${label}`));
    return [
      ...(item.end - item.start === value.length && list === item
        ? suggest(item, 'boolean', [{ label: 'yes' }, { label: 'no' }])
        : []),
      ...suggest(list, 'word', words),
    ];
  },
  describe(value, offset) {
    const { start, end, text } = itemAt(value.value, offset);
    const at = text.startsWith('~') ? 1 : 0;
    const known = REFRESHED.find(({ label }) => label === text.slice(at));
    return known && { start: start + at, end, text: `**${known.label}**\n\n${known.documentation}` };
  },
};
