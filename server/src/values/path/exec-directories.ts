/** Directories that systemd makes for a service: `RuntimeDirectory=` and its likes. */

import {
  FieldReader,
  fieldsAt,
  isExact,
  isUnreadable,
  MOST_PROBLEMS,
  type Piece,
  shown,
  wordsIn,
} from '../common/piece.ts';
import type { Context, Problem, ValueType } from '../value-type.ts';
import { effectOf, judgePath, problemAt, quoted, unreadable } from './judge-path.ts';
import { simplifyPath } from './path.ts';

/** Roots by directive: of the system manager, of a user's manager, and the variable that the program finds. */
const ROOTS: Readonly<Record<string, { system: string; user: string; user252?: string; variable: string }>> = {
  RuntimeDirectory: { system: '/run', user: '$XDG_RUNTIME_DIR', variable: 'RUNTIME_DIRECTORY' },
  StateDirectory: {
    system: '/var/lib',
    user: '$XDG_STATE_HOME',
    user252: '$XDG_CONFIG_HOME',
    variable: 'STATE_DIRECTORY',
  },
  CacheDirectory: { system: '/var/cache', user: '$XDG_CACHE_HOME', variable: 'CACHE_DIRECTORY' },
  LogsDirectory: {
    system: '/var/log',
    user: '$XDG_STATE_HOME/log',
    user252: '$XDG_CONFIG_HOME/log',
    variable: 'LOGS_DIRECTORY',
  },
  ConfigurationDirectory: { system: '/etc', user: '$XDG_CONFIG_HOME', variable: 'CONFIGURATION_DIRECTORY' },
};

/** Where the directories of a directive lie. */
export function directoryRoot(directive: string, { scope, version }: Context): string {
  const root = ROOTS[directive];
  if (!root) return '';
  if (scope === 'system') return root.system;
  return version <= 252 ? (root.user252 ?? root.user) : root.user;
}

/** systemd 252 skips empty fields, and knows no flags. */
function fieldFlags(version: number) {
  const flags = { cunescape: true, unescapeSeparators: true };
  return version <= 252 ? flags : { ...flags, dontCoalesceSeparators: true };
}

/** Relative paths with a link each, and flags: `NAME[:LINK[:ro]]` (`src/core/load-fragment.c: config_parse_exec_directories`). */
export const execDirectories: ValueType = {
  check(value, context) {
    const text = value.value;
    const problems: Problem[] = [];
    for (const word of wordsIn(text, { unquote: true, retainEscape: true })) {
      if (problems.length >= MOST_PROBLEMS) break;
      if (isUnreadable(word)) {
        problems.push(unreadable(text, word.unreadableFrom, 'rest'));
        break;
      }
      const fields = new FieldReader(word, fieldFlags(context.version)).take(context.version <= 252 ? 2 : 3);
      if (fields === 'invalid' || fields.length === 0) {
        const why = fields === 'invalid' ? 'it has a backslash that escapes nothing' : 'it is no path';
        const code = fields === 'invalid' ? 'invalid-quoting' : 'invalid-list-item';
        problems.push(problemAt(code, word, `${effectOf('rest', word.value)}: ${why}.`));
        break;
      }
      const problem = checkDirectory(word, fields, context);
      if (problem) problems.push(problem);
    }
    return problems;
  },
  complete(value, offset, { version }) {
    const { fields, index } = fieldsAt(value.value, offset);
    if (index !== 2 || version <= 252) return [];
    const { start, end } = fields[2]!;
    return [{ label: 'ro', kind: 'word', start, end, detail: 'read-only for the service' }];
  },
  describe(value, offset, context) {
    const { fields, word } = fieldsAt(value.value, offset);
    const [name, link, flags] = fields.map(shown);
    const root = directoryRoot(context.directive, context);
    if (!name || root === '') return undefined;
    const parts = [
      `\`${simplifyPath(`${root}/${name}`)}\`, in \`$${ROOTS[context.directive]!.variable}\` of the program.`,
    ];
    if (link) parts.push(`\`${root}/${link}\` is a symbolic link to it.`);
    if (flags === 'ro') parts.push('Read-only for the service.');
    const isState = /^(?:State|Cache|Logs)/.test(context.directive);
    if (isState && context.scope === 'system') {
      parts.push(`With \`DynamicUser=yes\` it lies in \`${root}/private\`, and this path is a link to it.`);
    }
    return { start: word.start, end: word.end, text: parts.join(' ') };
  },
};

function checkDirectory(word: Piece, fields: readonly Piece[], context: Context): Problem | undefined {
  const [source, link, flags] = fields as [Piece, Piece?, Piece?];
  const task = { rules: { relative: true }, effect: 'word', context, around: word } as const;
  const judged = judgePath(source, task);
  if (judged.problem) return withoutRoot(judged.problem, source, word, context);
  const lead = effectOf('word', word.value);
  if (judged.path === 'private' || judged.path.startsWith('private/')) {
    return problemAt('invalid-path', source, `${lead}: “private” is where systemd itself keeps such directories.`);
  }
  if (link && link.value !== '') {
    if (context.directive === 'ConfigurationDirectory') {
      return problemAt(
        'invalid-list-item',
        word,
        `${lead}: ConfigurationDirectory= takes no link behind the directory.`,
      );
    }
    const judgedLink = judgePath(link, task);
    if (judgedLink.problem) return withoutRoot(judgedLink.problem, link, word, context);
  }
  if (flags && flags.value !== '' && flags.value !== 'ro') {
    const message = `${lead}: the only flag is “ro”, not ${quoted(flags.value)}.`;
    return problemAt('invalid-word', flags, message, isExact(flags) ? ['ro'] : undefined);
  }
  return undefined;
}

/** `/run/shop` → `shop`: what is meant by most absolute paths. */
function withoutRoot(problem: Problem, piece: Piece, word: Piece, context: Context): Problem {
  const root = `${directoryRoot(context.directive, context)}/`;
  if (!piece.value.startsWith('/')) return problem;
  const below = root.slice(0, -1);
  const message = `${effectOf('word', word.value)}: ${quoted(piece.value)} has to be a path below ${below}, without “/” at its start.`;
  const rest = piece.value.slice(root.length);
  const isBelow = piece.value.startsWith(root) && /^[^/]/.test(rest) && isExact(piece);
  return { ...problem, message, ...(isBelow ? { instead: [rest] } : {}) };
}
