/** Security labels and extended attributes. */

import { type Piece, pieceBehind, wholePiece } from '../common/piece.ts';
import type { Context, Problem, ValueType } from '../value-type.ts';
import { type Effect, expandPath, problemAt, quoted, unknownSpecifier, unknownSpecifierIn } from './judge-path.ts';
import { signSuggestion } from './single-path.ts';

/**
 * Any text, with `-` before it where it is no failure that it cannot be set (`src/core/load-fragment.c:
 * config_parse_exec_selinux_context`, `config_parse_exec_apparmor_profile`, `config_parse_exec_smack_process_label`).
 */
export const securityLabel: ValueType = {
  check(value, context) {
    const mayFail = value.value.startsWith('-');
    const piece = pieceBehind(wholePiece(value.value), mayFail ? 1 : 0);
    return textProblems(piece, context, mayFail ? 'line' : 'unit');
  },
  complete(value, offset) {
    if (offset !== 0 || value.value.startsWith('-')) return [];
    return [signSuggestion('-', 0, OPTIONAL)];
  },
  describe(value, offset) {
    if (!value.value.startsWith('-') || offset > 0) return undefined;
    return { start: 0, end: 1, text: `\`-\` · ${OPTIONAL}` };
  },
};

const OPTIONAL = 'The unit starts also where this cannot be set.';

/** `user.NAME=VALUE` (`config_parse_xattr`). */
export const extendedAttribute: ValueType = {
  check(value, context) {
    const text = value.value;
    if (text === '') return [];
    const all = wholePiece(text);
    const equals = text.indexOf('=');
    if (equals < 0) {
      const message = `systemd ignores this line: ${context.directive}= takes an attribute and its value, such as “user.origin=unit”.`;
      return [problemAt('invalid-list-item', all, message)];
    }
    const name: Piece = { value: text.slice(0, equals), start: 0, end: equals };
    const problems = textProblems(name, context, 'line');
    if (problems.length > 0) return problems;
    if (!expandPath(name.value, context).values.some((each) => each.startsWith('user.'))) {
      const message = `systemd ignores this line: the name of an extended attribute starts with “user.” here, not ${quoted(name.value)}.`;
      const repair = name.value === '' || name.value.includes('.') ? [] : [`user.${name.value}`];
      return [problemAt('invalid-name', name.value === '' ? all : name, message, name.value === '' ? [] : repair)];
    }
    return textProblems(pieceBehind(all, equals + 1), context, 'line');
  },
  complete(value, offset) {
    if (value.value.slice(0, offset).includes('.') || value.value.slice(0, offset).includes('=')) return [];
    const end = value.value.search(/=|$/);
    return [{ label: 'user.', kind: 'word', start: 0, end }];
  },
};

function textProblems(piece: Piece, context: Context, effect: Effect): Problem[] {
  const unknownAt = unknownSpecifierIn(piece.value, context);
  return unknownAt === undefined ? [] : [unknownSpecifier(piece, unknownAt, effect, piece.value)];
}
