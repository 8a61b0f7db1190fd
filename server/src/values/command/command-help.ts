/** Command lines under the cursor: what is written there, taken apart, and what could be. */
import { isBlank, type Text } from '../../syntax/text.ts';
import { code } from '../common/markdown.ts';
import type { Context, Description, Suggestion } from '../value-type.ts';
import {
  type Argument,
  type Command,
  hasPrefix,
  hasShellPrefix,
  readCommandLine,
  type Sign,
  signsBehind,
} from './command-line.ts';
import { KNOWN_VARIABLES, knownVariable, type Reference, variableReferences } from './environment.ts';

/** More arguments than anyone reads are only counted. */
const MOST_SHOWN = 30;

/** What a prefix does, as a sentence. */
function aboutSign(sign: Sign, version: number): string {
  switch (sign) {
    case '-':
      return 'A failure of this command is written to the log and counts as success.';
    case '@':
      return 'The word behind the program is the name that the program gets to see (`argv[0]`).';
    case ':':
      return 'Variables are not replaced: `$` is a character like any other.';
    case '+':
      return 'Runs with full privileges: `User=`, `CapabilityBoundingSet=` and the sandbox do not apply.';
    case '!':
      return 'Runs as the user of the manager, with the rest of the sandbox: `User=` and `Group=` do not apply.';
    case '!!':
      return hasShellPrefix(version)
        ? 'Without meaning since systemd 258.'
        : 'Like `!`, but only on kernels without ambient capabilities; on today’s kernels it does nothing.';
    case '|':
      return 'Runs through the login shell of the user: the words are joined and given to it with `-c`.';
  }
}

/** A prefix, a variable, or the whole command the offset stands in. */
export function describeCommandLine(value: Text, offset: number, context: Context): Description | undefined {
  const command = commandAt(value.value, offset, context.version);
  if (!command) return undefined;
  const prefix = command.prefixes.find(({ start, end }) => offset >= start && offset < end);
  if (prefix) {
    const { sign, start, end } = prefix;
    return { start, end, text: `**Prefix ${code(sign)}**\n\n${aboutSign(sign, context.version)}` };
  }
  return describeReference(command, offset) ?? describeCommand(command, context);
}

/** Prefixes before the program, variables behind `$`. */
export function completeCommandLine(value: Text, offset: number, context: Context): Suggestion[] {
  const text = value.value;
  const dollar = /\$\{?[A-Za-z0-9_]*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0];
  if (dollar !== undefined) return completeVariables(text, offset, dollar, context);
  const { commands } = readCommandLine(text, context.version);
  const command = commands.find(({ start, end }) => offset >= start && offset <= end);
  if (!command) {
    // Between commands and in an empty value, a new one begins.
    return isAtStart(text, offset) ? suggestPrefixes([], offset, context) : [];
  }
  const first = command.prefixes.at(-1)?.end ?? command.program.start;
  if (offset > first || offset < command.start) return [];
  const before = command.prefixes.filter(({ end }) => end <= offset).map(({ sign }) => sign);
  return suggestPrefixes(before, offset, context);
}

function isAtStart(text: string, offset: number): boolean {
  const before = text.slice(0, offset).trimEnd();
  return before === '' || before === ';' || before.endsWith(' ;');
}

function suggestPrefixes(before: readonly Sign[], offset: number, { version }: Context): Suggestion[] {
  return signsBehind(before, version)
    .filter((sign) => sign !== '!!')
    .map((sign) => ({
      label: sign,
      kind: 'word',
      start: offset,
      end: offset,
      documentation: aboutSign(sign, version),
    }));
}

function completeVariables(text: string, offset: number, written: string, { version }: Context): Suggestion[] {
  const start = offset - written.length;
  const tail = /^[A-Za-z0-9_]*\}?/.exec(text.slice(offset, offset + 100))?.[0] ?? '';
  const isOwnWord = start === 0 || isBlank(text.charCodeAt(start - 1));
  // `$NAME` is replaced only where it is a word of its own.
  const isBraced = written.startsWith('${') || !isOwnWord;
  const end = offset + (isBraced ? tail.length : tail.replace('}', '').length);
  const known = KNOWN_VARIABLES.filter(({ since = 0 }) => since <= version);
  const here = [...text.slice(0, 10_000).matchAll(/\$\{?([A-Za-z_][A-Za-z0-9_]*)/g)]
    .filter((match) => match.index !== start)
    .map((match) => match[1]!);
  const names = new Set([...here, ...known.map(({ name }) => name)]);
  return [...names].map((name) => {
    const holds = knownVariable(name)?.holds;
    return {
      label: isBraced ? `\${${name}}` : `$${name}`,
      kind: 'variable',
      start,
      end,
      ...(holds === undefined ? {} : { documentation: sentence(holds) }),
    };
  });
}

function commandAt(text: string, offset: number, version: number): Command | undefined {
  const { commands } = readCommandLine(text, version);
  return commands.find(({ start, end }) => offset >= start && offset <= end);
}

function describeReference(command: Command, offset: number): Description | undefined {
  if (hasPrefix(command, ':')) return undefined;
  const argument = command.arguments.find(({ start, end }) => offset >= start && offset < end);
  if (!argument?.isPlain) return undefined;
  const at = offset - argument.start;
  const reference = variableReferences(argument.value).find(({ start, end }) => at >= start && at < end);
  if (!reference || reference.name === '' || reference.kind === 'kept') return undefined;
  const known = knownVariable(reference.name);
  const lines = [
    `**$${reference.name}**${known ? ` – ${known.holds}` : ''}`,
    reference.kind === 'split'
      ? 'Split at blanks: becomes as many arguments as it has words, and none where it is empty or not set.'
      : 'Put in as it is, blanks and all; nothing where it is not set.',
  ];
  return {
    start: argument.start + reference.start,
    end: argument.start + reference.end,
    text: lines.join('\n\n'),
  };
}

function describeCommand(command: Command, context: Context): Description {
  const { prefixes, program } = command;
  const isForShell = hasPrefix(command, '|');
  const hasOwnName = hasPrefix(command, '@') && !isForShell;
  const isVerbatim = hasPrefix(command, ':');
  const lines = prefixes.map(({ sign }) => `- Prefix ${code(sign)}: ${aboutSign(sign, context.version)}`);
  const rest = hasOwnName ? command.arguments.slice(1) : command.arguments;
  if (isForShell) {
    lines.push(`- Shell: that of the user${hasPrefix(command, '@') ? ', as a login shell' : ''}`);
    if (program.value !== '') lines.push(`- Word 1: ${argumentText(program, isVerbatim)}`);
  } else {
    lines.push(`- Program: ${code(program.value)}${program.value.startsWith('/') ? '' : lookedUp(program.value)}`);
  }
  const ownName = hasOwnName ? command.arguments[0] : undefined;
  if (ownName) lines.push(`- Its name for itself: ${argumentText(ownName, isVerbatim)}`);
  const from = isForShell && program.value !== '' ? 2 : 1;
  for (const [index, argument] of rest.slice(0, MOST_SHOWN).entries()) {
    lines.push(`- ${isForShell ? 'Word' : 'Argument'} ${index + from}: ${argumentText(argument, isVerbatim)}`);
  }
  if (rest.length > MOST_SHOWN) lines.push(`- and ${rest.length - MOST_SHOWN} more`);
  return { start: command.start, end: command.end, text: lines.join('\n') };
}

function lookedUp(program: string): string {
  return program === '' || program.startsWith('%') ? '' : ', looked up where systemd keeps programs';
}

function argumentText({ value }: Argument, isVerbatim: boolean): string {
  const references = isVerbatim ? [] : variableReferences(value);
  const [only] = references;
  if (only?.kind === 'dropped') return `~~${code(value)}~~ – left out: starts with \`$\` and is no variable`;
  const passed = isVerbatim ? value : value.replaceAll('$$', '$');
  if (only?.kind === 'split') return `${code(passed)} – as many arguments as the variable has words`;
  const names = references.filter(({ kind, name }: Reference) => kind === 'whole' && name !== '');
  return names.length === 0
    ? code(passed)
    : `${code(passed)} – with ${names.map(({ name }) => code(`$${name}`)).join(', ')} put in`;
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
