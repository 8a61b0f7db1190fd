/** Lists of paths. */

import { isUnreadable, MOST_PROBLEMS, type Piece, pieceBehind, wordAt, wordsIn } from '../common/piece.ts';
import { unitNameOfPath } from '../name/unit-name.ts';
import type { Context, Problem, ValueType } from '../value-type.ts';
import { judgePath, unreadable } from './judge-path.ts';
import { signSuggestion } from './single-path.ts';

interface ListRules {
  /** Signs that may stand before a path, in this order. */
  readonly signs?: readonly string[];
  /** A bad path ends the list; else only the word is skipped. */
  readonly stopsAtFault?: boolean;
}

function checkPaths(text: string, context: Context, { signs = [], stopsAtFault = false }: ListRules): Problem[] {
  const problems: Problem[] = [];
  for (const word of wordsIn(text, { unquote: true })) {
    if (problems.length >= MOST_PROBLEMS) break;
    if (isUnreadable(word)) {
      problems.push(unreadable(text, word.unreadableFrom, 'rest'));
      break;
    }
    let piece: Piece = word;
    for (const sign of signs) if (piece.value.startsWith(sign)) piece = pieceBehind(piece, 1);
    const effect = stopsAtFault ? 'rest' : 'word';
    const { problem } = judgePath(piece, { rules: { absolute: true }, effect, context, around: word });
    if (!problem) continue;
    problems.push(problem);
    if (stopsAtFault) break;
  }
  return problems;
}

/** Absolute paths; a bad one ends the list (`src/core/load-fragment.c: config_parse_unit_path_strv_printf`). */
export const absolutePaths: ValueType = {
  check: (value, context) => checkPaths(value.value, context, { stopsAtFault: true }),
};

/** Absolute paths whose mounts a unit needs (`config_parse_unit_mounts_for`). */
export const mountsFor: ValueType = {
  check: (value, context) => checkPaths(value.value, context, {}),
  describe(value, offset) {
    const { value: path, start, end } = wordAt(value.value, offset);
    const units = mountUnitsOf(path);
    if (units.length === 0) return undefined;
    const list = units.map((name) => `\`${name}\``).join(', ');
    return { start, end, text: `Mount units on the way to \`${path}\`, those of them that there are: ${list}.` };
  },
};

/** The mount units that may stand for a path and the directories above it, from the top. */
function mountUnitsOf(path: string): string[] {
  if (!path.startsWith('/') || path.includes('%') || path.length > 1000) return [];
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const paths = ['/', ...parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)];
  return paths.map((each) => unitNameOfPath(each, 'mount')).filter((name) => name !== undefined);
}

const MISSING = 'The path is skipped where it does not exist; without the sign the unit fails then.';
const PREFIXED =
  'The path counts from the root of the unit (`RootDirectory=`, `RootImage=`), not from that of the host.';

/** Absolute paths with `-` and `+` before them (`config_parse_namespace_path_strv`). */
export const namespacePaths: ValueType = {
  check: (value, context) => checkPaths(value.value, context, { signs: ['-', '+'] }),
  complete(value, offset) {
    const { value: word, start } = wordAt(value.value, offset);
    const before = word.slice(0, offset - start);
    if (before === '') return [signSuggestion('-', offset, MISSING), signSuggestion('+', offset, PREFIXED)];
    return before === '-' ? [signSuggestion('+', offset, PREFIXED)] : [];
  },
  describe(value, offset) {
    const { value: word, start } = wordAt(value.value, offset);
    const signs = /^-?\+?/.exec(word)![0];
    const sign = signs[offset - start];
    if (sign === undefined) return undefined;
    return { start: offset, end: offset + 1, text: `\`${sign}\` · ${sign === '-' ? MISSING : PREFIXED}` };
  },
};

/** Absolute paths with colons between them; a bad one ends the list (`config_parse_colon_separated_paths`). */
export const colonSeparatedPaths: ValueType = {
  check(value, context) {
    const text = value.value;
    if (text === '') return [];
    for (const word of wordsIn(text, { dontCoalesceSeparators: true }, ':')) {
      if (isUnreadable(word)) return [unreadable(text, word.unreadableFrom, 'rest')];
      // An empty word has no characters to mark: take a colon beside it.
      const around = word.value === '' ? colonAt(text, word) : word;
      const task = { rules: { absolute: true }, effect: 'rest', context } as const;
      const { problem } = judgePath(word, word.value === '' ? { ...task, around } : task);
      if (problem) return [problem];
    }
    return [];
  },
};

function colonAt(text: string, { start, end }: Piece): Piece {
  const at = start < text.length ? start : start - 1;
  return { value: ':', start: Math.max(0, at), end: Math.max(at + 1, end) };
}
