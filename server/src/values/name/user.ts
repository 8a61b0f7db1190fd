/** Users and groups as values (`src/core/load-fragment.c`). */
import type { Text } from '../../syntax/text.ts';
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
import type { Context, Description, Problem, ValueType } from '../value-type.ts';
import { expansionsOf } from './name-expansion.ts';
import { isValidUserName, parseUid, userNameFault } from './user-name.ts';
import { type AccountKind, accountOf, accountsFor } from './well-known-accounts.ts';

const REFUSES = 'systemd refuses this unit';

/** `NOBODY_USER_NAME` of most builds. */
const NOBODY = 'nobody';

/** `config_parse_user_group_compat` */
export const userOrGroup: ValueType = {
  check(value, context) {
    if (value.length === 0) return [];
    return judge(value, { start: 0, end: value.length, text: value.value }, context);
  },
  complete(value, _offset, context) {
    return suggest({ start: 0, end: value.length, text: value.value }, 'user', accountsFor(kindOf(context)));
  },
  describe(value, _offset, context) {
    return describeAccount({ start: 0, end: value.length, text: value.value }, kindOf(context));
  },
};

/** `config_parse_user_group_strv_compat` */
export const groups: ValueType = {
  check(value, context) {
    const problems: Problem[] = [];
    const { words, invalidAt } = readWords(value.value);
    for (const { value: text, start, end } of words) {
      if (problems.length === MOST_PROBLEMS) return problems;
      problems.push(...judge(value, { start, end, text }, context));
    }
    if (invalidAt !== undefined) problems.push(quotingProblem(value.value, invalidAt, REFUSES));
    return problems;
  },
  complete(value, offset) {
    const others = otherItems(value.value, offset);
    const known = accountsFor('group').filter(({ label }) => !others.has(label));
    return suggest(itemAt(value.value, offset), 'user', known);
  },
  describe: (value, offset) => describeAccount(itemAt(value.value, offset), 'group'),
};

function judge(value: Text, item: Item, context: Context): Problem[] {
  const { start, end, text } = item;
  const { values, unknownAt } = expansionsOf(text, 'unit', context);
  if (unknownAt !== undefined) {
    const problem = specifierProblem(value, start, Math.min(unknownAt, end - start - 1), context);
    return [{ ...problem, message: problem.message.replace('systemd ignores this line', REFUSES) }];
  }
  const faults = values.map((name) => userNameFault(name, 'relaxed', { numeric: true }));
  const kind = kindOf(context);
  if (faults.every((fault) => fault !== undefined)) {
    const why = values[0] === '' ? 'there is nothing left of it' : faults[0];
    const message = `${REFUSES}: ${quoted(text)} cannot be the name of a ${kind}, as ${why}.`;
    return [{ code: 'invalid-name', start, end, message }];
  }
  const name = values.length === 1 ? values[0]! : undefined;
  if (name === NOBODY && kind === 'user') {
    const message =
      'systemd warns that “nobody” is not safe: the user owns what belongs to nobody else. Make a user for this service, or write DynamicUser=yes.';
    return [{ code: 'special-user', start, end, message }];
  }
  if (name === undefined || parseUid(name) !== undefined || isValidUserName(name, 'strict')) return [];
  const message = `systemd accepts ${quoted(text)} with a complaint: names of ${kind}s are letters, digits, “_” and “-”, at most 31, and begin with a letter or “_”.`;
  return [{ code: 'unusual-name', start, end, message }];
}

function kindOf({ directive }: Context): AccountKind {
  return directive.includes('User') ? 'user' : 'group';
}

function describeAccount({ start, end, text }: Item, kind: AccountKind): Description | undefined {
  const number = parseUid(text);
  const title = number === undefined ? `**${text}**` : `**${kind === 'user' ? 'UID' : 'GID'} ${text}**`;
  const meaning = typeof number === 'number' ? rangeOf(number, kind) : accountOf(text, kind)?.documentation;
  return meaning === undefined ? undefined : { start, end, text: `${title}\n\n${meaning}` };
}

/** Who has numbers like this one, by systemd's own division. */
function rangeOf(number: number, kind: AccountKind): string {
  const owner = kind === 'user' ? 'user' : 'group';
  if (number === 0) return 'Root.';
  if (number < 1000) return `A ${owner} of the system: which one differs from machine to machine, a name does not.`;
  if (number <= 60000) return `A regular ${owner}.`;
  if (number >= 61184 && number <= 65519) return `From the range that \`DynamicUser=yes\` takes its ${owner}s from.`;
  if (number === 65534) return 'Nobody: owns what belongs to nobody else.';
  if (number >= 524288 && number <= 1879048191) return `From the range for ${owner}s of containers.`;
  return `A ${owner} with a number outside of the usual ranges.`;
}
