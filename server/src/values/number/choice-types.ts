/** Enumerations with rules of their own (`src/core/load-fragment.c`). */

import type { UnitType } from '../../catalog/lookup.ts';
import { wordsOf } from '../../catalog/lookup.ts';
import { MOST_PROBLEMS, quotingProblem } from '../common/items.ts';
import { nearest } from '../common/nearest.ts';
import { isUnreadable, wordsIn } from '../common/piece.ts';
import { oneOf } from '../common/words.ts';
import { isValidFilename } from '../path/path.ts';
import type { Problem, ValueType } from '../value-type.ts';
import { parseInteger } from './number.ts';
import { quoted } from './number-type.ts';

const enumerations = new Map<string, ValueType>();

/** The enumeration of a parser, made when it is first needed. */
function wordsFor(parser: string): ValueType {
  let type = enumerations.get(parser);
  if (!type) {
    type = oneOf(wordsOf(parser)!);
    enumerations.set(parser, type);
  }
  return type;
}

/** `config_parse_kill_mode`; `none` is taken with a long warning. */
export const killMode: ValueType = {
  check(value, context) {
    if (value.value !== 'none') return wordsFor('kill_mode').check(value, context);
    return [
      {
        code: 'kill-mode-none',
        start: 0,
        end: value.length,
        message:
          'systemd warns of KillMode=none: processes of the unit may outlive it, and nothing looks after them. Write mixed or control-group.',
        instead: ['mixed', 'control-group'],
      },
    ];
  },
  complete: (value, offset, context) => wordsFor('kill_mode').complete?.(value, offset, context) ?? [],
};

/** What a user manager may do: all others concern the machine. */
const USER_ACTIONS = ['none', 'exit', 'exit-force'];

/** `config_parse_emergency_action`, `src/core/emergency-action.c: parse_emergency_action` */
export const emergencyAction: ValueType = {
  check(value, context) {
    const problems = wordsFor('emergency_action').check(value, context);
    if (problems.length > 0 || context.scope === 'system' || USER_ACTIONS.includes(value.value)) return problems;
    const place = { start: 0, end: value.length };
    // Up to 252 a user manager falls back to what it can do.
    if (context.version <= 252) {
      return [
        {
          code: 'adjusted-value',
          ...place,
          message: `A user's systemd cannot do “${value.value}”: it takes exit-force instead. Write exit or exit-force.`,
          instead: ['exit-force', 'exit'],
        },
      ];
    }
    return [
      {
        code: 'invalid-word',
        ...place,
        message: `systemd ignores this line: a user's systemd cannot do “${value.value}”. Write one of: ${USER_ACTIONS.join(', ')}.`,
        instead: ['exit', 'exit-force'],
      },
    ];
  },
  complete(value, offset, context) {
    const all = wordsFor('emergency_action').complete?.(value, offset, context) ?? [];
    return context.scope === 'system' ? all : all.filter(({ label }) => USER_ACTIONS.includes(label));
  },
};

/** Names and numbers of the protocols that `parse_socket_protocol` lets through. */
const PROTOCOLS: ReadonlyMap<string, { readonly number: number; readonly since: number }> = new Map([
  ['udplite', { number: 136, since: 0 }],
  ['sctp', { number: 132, since: 0 }],
  ['mptcp', { number: 262, since: 253 }],
]);

/** `config_parse_socket_protocol`, `src/shared/ip-protocol-list.c: parse_ip_protocol`; case does not matter. */
export const socketProtocol: ValueType = {
  check({ value: text }, { version, directive }) {
    const number = parseInteger(text);
    const lower = text.toLowerCase();
    const found = [...PROTOCOLS].find(([name, each]) => name === lower || each.number === number);
    if (found && version >= found[1].since) return [];
    const names = [...PROTOCOLS].filter(([, { since }]) => version >= since).map(([name]) => name);
    const place = { start: 0, end: text.length };
    if (found) {
      const message = `systemd ${version} ignores this line: it does not know “${text}” for ${directive}= yet.`;
      return [{ code: 'word-too-new', ...place, message }];
    }
    return [
      {
        code: text === '' ? 'empty-value' : 'invalid-word',
        ...place,
        message: `systemd ignores this line: ${directive}= does not take ${quoted(text)}. Write one of: ${names.join(', ')}.`,
        instead: nearest(text, names),
      },
    ];
  },
  complete({ length }, _offset, { version }) {
    return [...PROTOCOLS].map(([label, { number, since }]) => ({
      label,
      kind: 'word',
      start: 0,
      end: length,
      detail: `protocol ${number}`,
      tooNew: version < since,
    }));
  },
};

/** Unit types that systemd-oomd may watch (`can_set_managed_oom`). */
const OOM_TYPES: readonly UnitType[] = ['service', 'slice', 'scope'];

/** A type for what systemd takes in a few unit types only, whatever the value is. */
export function onlyForOom(type: ValueType): ValueType {
  return {
    ...type,
    check(value, context) {
      if (context.type === undefined || OOM_TYPES.includes(context.type)) return type.check(value, context);
      return [
        {
          code: 'ineffective-for-type',
          start: 0,
          end: value.length,
          message: `systemd ignores this line: ${context.directive}= works for services, slices and scopes only.`,
        },
      ];
    },
  };
}

/** `config_parse_managed_oom_mode` */
export const managedOomMode = onlyForOom({
  check: (value, context) => wordsFor('managed_oom_mode').check(value, context),
  complete: (value, offset, context) => wordsFor('managed_oom_mode').complete?.(value, offset, context) ?? [],
});

/** `config_parse_managed_oom_rules`: names of rule files, each a safe file name (`string_is_safe`). */
export const managedOomRules = onlyForOom({
  check({ value: text }) {
    const problems: Problem[] = [];
    for (const word of wordsIn(text, { unquote: true, retainEscape: true })) {
      if (isUnreadable(word)) return [quotingProblem(text, word.unreadableFrom, 'systemd ignores this line')];
      if (isSafeFilename(word.value) || problems.length >= MOST_PROBLEMS) continue;
      problems.push({
        code: 'invalid-name',
        start: word.start,
        end: word.end,
        message: `systemd ignores ${quoted(word.value)}: the name of a rule is a file name without quotes, backslashes or wildcards.`,
      });
    }
    return problems;
  },
});

/** `string_is_safe` with `STRING_FILENAME`. */
function isSafeFilename(text: string): boolean {
  return isValidFilename(text) && !/[\u0000-\u001f\u007f\\"'*?[]/.test(text);
}
