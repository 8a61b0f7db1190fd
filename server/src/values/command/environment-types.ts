/** `Environment=` and its kin. */

import type { Text } from '../../syntax/text.ts';
import { type Fault, listOfWords, shortened } from '../common/extracted-words.ts';
import { code } from '../common/markdown.ts';
import { isExact, type Piece, wordAt } from '../common/piece.ts';
import type { Context, Description, Problem, Suggestion, ValueType } from '../value-type.ts';
import { isVariableAssignment, isVariableName, KNOWN_VARIABLES, knownVariable } from './environment.ts';

const ASSIGNMENTS = { unquote: true, cunescape: true } as const;

const checkAssignments = listOfWords({
  flags: ASSIGNMENTS,
  code: 'invalid-environment',
  fault(word, piece, before) {
    return isVariableAssignment(word) ? undefined : faultOfAssignment(word, piece, before);
  },
});

/** Assignments, each quoted as a whole (`src/core/load-fragment.c: config_parse_environ`). */
export const environment: ValueType = {
  check(value, context) {
    const problems = checkAssignments(value, context);
    return problems.length > 0 ? problems : findSelfReference(value.value);
  },
  describe(value, offset, context) {
    return describeVariable(value, offset, context);
  },
};

/** Names to hand down (`src/core/load-fragment.c: config_parse_pass_environ`). */
export const variableNames: ValueType = {
  check: listOfWords({
    flags: { unquote: true },
    code: 'invalid-environment',
    fault(word) {
      if (isVariableName(word)) return undefined;
      const name = word.slice(0, Math.max(0, word.indexOf('=')));
      return {
        advice: 'only names of variables can stand here: letters, digits and “_”, no digit first.',
        ...(isVariableName(name) ? { instead: [name] } : {}),
      };
    },
  }),
  complete: completeNames,
  describe: describeVariable,
};

/** Names, or names with the value they have to have (`src/core/load-fragment.c: config_parse_unset_environ`). */
export const variableNamesOrAssignments: ValueType = {
  check: listOfWords({
    flags: ASSIGNMENTS,
    code: 'invalid-environment',
    fault(word) {
      if (isVariableName(word) || isVariableAssignment(word)) return undefined;
      return { advice: 'only names of variables, or NAME=value, can stand here.' };
    },
  }),
  complete: completeNames,
  describe: describeVariable,
};

function faultOfAssignment(word: string, piece: Piece, before: Piece | undefined): Fault {
  const equals = word.indexOf('=');
  if (equals < 0) {
    if (word === 'export') return { advice: 'this is no shell: leave it out.' };
    if (before && isVariableAssignment(before.value)) {
      const name = before.value.slice(0, before.value.indexOf('='));
      return { advice: `a value with blanks needs quotes around the whole assignment: "${shortened(name)}=…".` };
    }
    return { advice: 'variables are set with NAME=value.' };
  }
  if (equals === 0) return { advice: 'there is no name before “=”.' };
  const name = word.slice(0, equals);
  const isWritten = isExact(piece) && piece.value.startsWith(name);
  return {
    advice: isVariableName(name)
      ? 'its value is not UTF-8.'
      : `“${shortened(name)}” cannot be the name of a variable: letters, digits and “_”, no digit first.`,
    ...(isWritten ? { start: piece.start, end: piece.start + equals } : {}),
  };
}

/** `PATH=/opt/bin:$PATH`: nothing is put in the place of it. */
function findSelfReference(text: string): Problem[] {
  if (!text.includes('$')) return [];
  const found = /(?:^|[\s"'])([A-Za-z_][A-Za-z0-9_]*)=[^\s"']{0,4000}?(\$\{\1\}|\$\1(?![A-Za-z0-9_]))/.exec(text);
  const reference = found?.[2];
  if (!found || reference === undefined) return [];
  const end = found.index + found[0].length;
  return [
    {
      code: 'shell-syntax',
      start: end - reference.length,
      end,
      message: `systemd replaces no variables here: the value keeps “${shortened(reference)}” as it is written. Write the whole value out.`,
    },
  ];
}

/** What the variable at an offset is. */
function describeVariable(value: Text, offset: number, _context: Context): Description | undefined {
  const piece = wordAt(value.value, offset);
  const equals = piece.value.indexOf('=');
  const name = equals < 0 ? piece.value : piece.value.slice(0, equals);
  if (!isVariableName(name)) return undefined;
  const known = knownVariable(name);
  const lines = [equals < 0 ? `**$${name}**` : `**${name}** is set to ${code(piece.value.slice(equals + 1))}`];
  if (known) lines.push(`systemd sets it by itself: ${known.holds}.`);
  return { start: piece.start, end: piece.end, text: lines.join('\n\n') };
}

/** Variables that managers commonly have. */
const COMMON = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'HOME', 'TERM', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'DISPLAY'];

function completeNames(value: Text, offset: number, context: Context): Suggestion[] {
  const piece = wordAt(value.value, offset);
  const known = KNOWN_VARIABLES.filter(({ since = 0 }) => since <= context.version).map(({ name }) => name);
  const names = context.directive === 'UnsetEnvironment' ? [...new Set([...COMMON, ...known])] : COMMON;
  return names.map((label) => {
    const holds = knownVariable(label)?.holds;
    return {
      label,
      kind: 'variable',
      start: piece.start,
      end: piece.end,
      ...(holds === undefined ? {} : { documentation: `${holds[0]!.toUpperCase()}${holds.slice(1)}.` }),
    };
  });
}
