/** What systemd refuses of a command line (`src/core/load-fragment.c: config_parse_exec`). */
import { isValidUtf8 } from '../../syntax/lines.ts';
import type { Text } from '../../syntax/text.ts';
import { shortened } from '../common/extracted-words.ts';
import { MOST_PROBLEMS } from '../common/piece.ts';
import { type Outcome, resolve } from '../common/resolve.ts';
import { isAbsolutePath, isValidFilename, isValidPath, PATH_MAX } from '../path/path.ts';
import type { Context, Problem } from '../value-type.ts';
import {
  type Argument,
  type Command,
  hasPrefix,
  hasShellPrefix,
  readCommandLine,
  unknownEscapeIn,
} from './command-line.ts';
import { findShellSyntax } from './shell-syntax.ts';

/** All that systemd, and we, have to say of the commands of a value; an empty value is a reset. */
export function checkCommandLine(value: Text, context: Context): Problem[] {
  const { commands, brokenAt } = readCommandLine(value.value, context.version);
  const problems = commands.flatMap((command) => checkCommand(value, command, context));
  if (brokenAt !== undefined) problems.push(unbalanced(value.value, brokenAt, 'ignores this line'));
  return problems.slice(0, MOST_PROBLEMS);
}

function checkCommand(value: Text, command: Command, context: Context): Problem[] {
  const outcome = hasPrefix(command, '-') ? 'ignores this line' : 'refuses this unit';
  const isForShell = hasPrefix(command, '|');
  const problems: Problem[] = [];
  const program = isForShell ? undefined : checkProgram(value, command, context, outcome);
  if (program) problems.push(program);
  for (const argument of command.arguments) {
    const resolved = resolve(value, argument, context, { outcome });
    if ('problem' in resolved) problems.push(resolved.problem);
  }
  if (command.brokenAt !== undefined) problems.push(unbalanced(value.value, command.brokenAt, outcome));
  else if (hasPrefix(command, '@') && !isForShell && !program && command.arguments.length === 0) {
    problems.push({
      code: 'invalid-command',
      start: command.program.start,
      end: command.program.end,
      message: `systemd ${outcome}: behind “@”, a program is followed by the name it gets to see, and there is none.`,
    });
  }
  const isRefused = problems.length > 0;
  for (const word of [command.program, ...command.arguments]) {
    if (word.hasUnknownEscape) problems.push(unknownEscape(value.value, word));
  }
  const removed = command.prefixes.find(({ sign }) => sign === '!!');
  if (removed && hasShellPrefix(context.version)) {
    problems.push({
      code: 'obsolete-value',
      start: removed.start,
      end: removed.end,
      message: 'systemd takes this line without “!!”: the prefix has no meaning any more since 258. Leave it out.',
    });
  }
  if (!isRefused && !isForShell) problems.push(...findShellSyntax(value.value, command));
  return problems;
}

function checkProgram(value: Text, command: Command, context: Context, outcome: Outcome): Problem | undefined {
  const { program } = command;
  const resolved = resolve(value, program, context, { longest: PATH_MAX - 1, outcome });
  if ('problem' in resolved) return resolved.problem;
  const fault = programFault(resolved.value, context);
  if (!fault) return undefined;
  const isEmpty = program.end === program.start;
  const isBare = /^(?:usr|bin|sbin|opt|srv|etc|var|lib|home|root)\//.test(program.value);
  return {
    code: 'invalid-command',
    start: isEmpty ? command.start : program.start,
    end: program.end,
    message: `systemd ${outcome}: ${fault}`,
    ...(isBare ? { instead: [`/${program.value}`] } : {}),
  };
}

/** What is wrong with a program's path or name, specifiers replaced. */
function programFault(path: string, { version }: Context): string | undefined {
  if (path === '') return 'there is no program here. Write its absolute path.';
  const special = specialCharacter(path, version);
  if (special !== undefined) return `the path of a program cannot have ${special}. Write it without.`;
  if (impliesDirectory(path, version)) return `“${shortened(path)}” is a directory. Add the name of the program.`;
  if (isAbsolutePath(path) ? isValidPath(path) : isValidFilename(path)) return undefined;
  if (isAbsolutePath(path)) return 'the path of the program is too long.';
  return `“${shortened(path)}” is neither an absolute path nor the mere name of a program. ${adviceFor(path, version)}`;
}

function adviceFor(path: string, version: number): string {
  const first = path[0]!;
  if (path.startsWith('$')) return 'Variables are not replaced in it: write the path out, or run it with /usr/bin/env.';
  if (path.startsWith('~')) return '“~” is not replaced: write the path out, or use %h.';
  if (/^[A-Za-z_][A-Za-z0-9_]*=/.test(path)) return 'Variables are set with Environment=.';
  if (first === '|' && !hasShellPrefix(version)) return 'The prefix “|” needs systemd 258.';
  if ('-@:|+!'.includes(first)) return `The prefix “${first}” does not go with those before it.`;
  if (path.startsWith('.')) return 'There is no current directory to start from: write the whole path, with “/” first.';
  return 'Write the whole path, with “/” first.';
}

/** `src/basic/string-util.c: string_is_safe`; patterns are refused and bytes looked at since 258. */
function specialCharacter(path: string, version: number): string | undefined {
  if (/[\x01-\x1f\x7f]/.test(path)) return 'control characters';
  const quote = /["'\\]/.exec(path)?.[0];
  if (quote !== undefined) return `“${quote}”`;
  if (version <= 257) return undefined;
  if (!isValidUtf8(path)) return 'bytes that are not UTF-8';
  const glob = /[*?[]/.exec(path)?.[0];
  return glob === undefined ? undefined : `“${glob}”`;
}

/** `src/basic/path-util.c: path_implies_directory`; 252 looked at the last character only. */
function impliesDirectory(path: string, version: number): boolean {
  if (version <= 252) return path.endsWith('/');
  return /(?:^|\/)\.{0,2}$/.test(path);
}

function unbalanced(text: string, at: number, outcome: Outcome): Problem {
  const what = text[at] === '\\' ? 'nothing stands behind this backslash' : 'this quote is not closed';
  return {
    code: 'invalid-quoting',
    start: at,
    end: Math.min(text.length, at + 1),
    message: `systemd ${outcome}: ${what}. Write a quote or backslash that is meant as such with a backslash before it.`,
  };
}

function unknownEscape(text: string, { start, end }: Argument): Problem {
  const at = unknownEscapeIn(text, start, end);
  const sequence = text.slice(at, at + 2);
  return {
    code: 'unknown-escape',
    start: at,
    end: Math.min(at + 2, end),
    message: `systemd knows no escape “${sequence}”: it keeps the backslash and complains. Write “\\${sequence}” for it.`,
    instead: [`\\${sequence}`],
  };
}
