// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how systemd writes variables.
/**
 * Shell syntax in command lines, where no shell looks at it: systemd passes it on as it is, in silence. Only what cannot
 * have been meant for the program is told.
 */

import { shortened } from '../common/extracted-words.ts';
import type { Problem } from '../value-type.ts';
import { type Command, hasPrefix } from './command-line.ts';
import { variableReferences } from './environment.ts';

/** Shells, and programs that hand their arguments to one. */
const SHELLS = new Set(
  'sh bash dash ash zsh ksh mksh fish tcsh csh rbash busybox ssh autossh sshpass su runuser watch script tmux screen'.split(
    ' ',
  ),
);

/** Programs with languages of their own, in which backquotes, `$(` and `${` have a meaning. */
const INTERPRETERS = /^(?:[gmn]?awk|perl|python|ruby|node|make|gmake|php|lua|tclsh|expect|env|jq|sed|mysql|mariadb)/;

/** Programs to which `<`, `>`, `|` or `&` are words of their own language. */
const COMPARING = new Set('test [ expr nft dpkg systemd-analyze rpmdev-vercmp vercmp bc dc find tc'.split(' '));

/** What a shell does by itself; a program of the name, where there is one, can change nothing for the service. */
const BUILTINS = new Set(
  'cd source export alias unalias set unset ulimit umask eval exec if for while until case function trap declare local shopt pushd popd [['.split(
    ' ',
  ),
);

const CONTROL = new Set(['|', '||', '&&', '|&']);
const REDIRECTION = /^(?:(?:\d|&)?>>?(?:&\d|\/.*)?|\d?<(?:\/dev\/.*)?|<<<?\w*|\d?>&-)$/;

/** File tools that take an asterisk for a letter of the name. */
const FILE_TOOLS = new Set('rm cp mv cat chmod chown chgrp ls ln mkdir rmdir touch head tail gzip gunzip'.split(' '));

/** At most one problem for a command: the first thing that only a shell would understand. */
export function findShellSyntax(text: string, command: Command): Problem[] {
  const problem =
    findInProgram(command) ?? findOperator(command) ?? findSubstitution(text, command) ?? findVariable(text, command);
  return problem ? [problem] : [];
}

function findInProgram({ program: { value, start, end } }: Command): Problem | undefined {
  const found = (message: string): Problem => ({ code: 'shell-syntax', start, end, message });
  if (BUILTINS.has(value)) {
    return found(
      `systemd looks for a program called “${shortened(value)}”: only a shell does this by itself. ${value === 'cd' ? 'Use WorkingDirectory=.' : value === 'export' ? 'Use Environment=.' : "Put the line into /bin/sh -c '…'."}`,
    );
  }
  if (value.includes('/')) {
    return value.endsWith(';')
      ? found(
          `systemd looks for a program called “${shortened(value)}”: “;” ends a command only with a blank before it.`,
        )
      : undefined;
  }
  if (/^[A-Za-z_][A-Za-z0-9_]*=/.test(value)) {
    return found(`systemd looks for a program called “${shortened(value)}”. Set variables with Environment=.`);
  }
  if (value.startsWith('$')) {
    return found(
      `systemd looks for a program called “${shortened(value)}”: variables are not replaced here. Write the path out.`,
    );
  }
  if (/^[(){}|&<>]/.test(value)) {
    return found(
      `systemd looks for a program called “${shortened(value)}”: it runs no shell. Put the line into /bin/sh -c '…'.`,
    );
  }
  return undefined;
}

function findOperator(command: Command): Problem | undefined {
  const names = namesIn(command);
  if (names.some((name) => COMPARING.has(name))) return undefined;
  const script = scriptOf(command);
  // What a shell is given without -c, or behind the script, is no part of it; other programs may put it together.
  if (script === undefined && names.some((name) => SHELLS.has(name))) return undefined;
  for (const [index, { value, start, end, isPlain }] of command.arguments.entries()) {
    const isLast = index === command.arguments.length - 1;
    const isOperator = CONTROL.has(value) || REDIRECTION.test(value) || (value === '&' && isLast);
    if (!isPlain || !isOperator) continue;
    return {
      code: 'shell-syntax',
      start,
      end,
      message:
        script === undefined
          ? `systemd runs no shell: the program gets “${shortened(value)}” as an argument. ${adviceFor(value)}`
          : `The shell runs only what stands in the one argument behind “-c”: “${shortened(value)}” is not part of it. Put quotes around the whole script.`,
    };
  }
  return undefined;
}

function adviceFor(operator: string): string {
  if (operator.includes('>')) return "Use StandardOutput= and StandardError=, or put the line into /bin/sh -c '…'.";
  if (operator === '&') return 'systemd runs the program in the background anyway: leave it out.';
  if (operator === '&&') return 'Write one line for each command: the next runs if the one before it succeeds.';
  return "Put the line into /bin/sh -c '…'.";
}

function findSubstitution(text: string, command: Command): Problem | undefined {
  const names = namesIn(command);
  if (names.some((name) => SHELLS.has(name) || INTERPRETERS.test(name))) return undefined;
  const isFileTool = FILE_TOOLS.has(names[0] ?? '');
  const rest = text.slice(command.start, command.end);
  const lastBracket = command.start + rest.lastIndexOf(')');
  const lastQuote = command.start + rest.lastIndexOf('`');
  for (const { value, start, end, isPlain } of command.arguments) {
    if (!isPlain) continue;
    const isCommand = /\$\([a-z/]/.test(value) && lastBracket > start;
    const isQuoted = /^(?:\S*=)?`[a-z/]/.test(value) && lastQuote > start + value.indexOf('`');
    if (isCommand || isQuoted) {
      return {
        code: 'shell-syntax',
        start,
        end,
        message: "systemd runs no shell and puts nothing in the place of this. Put the line into /bin/sh -c '…'.",
      };
    }
    if (isFileTool && value.startsWith('/') && value.includes('*')) {
      return {
        code: 'shell-syntax',
        start,
        end,
        message: `systemd runs no shell: the program looks for a file with “*” in its name. Put the line into /bin/sh -c '…'.`,
      };
    }
  }
  return undefined;
}

/** An argument that starts with `$` and is no variable is left out, whatever it was meant for. */
function findVariable(text: string, command: Command): Problem | undefined {
  if (hasPrefix(command, ':')) return undefined;
  const isOwnLanguage = namesIn(command).some((name) => SHELLS.has(name) || INTERPRETERS.test(name));
  for (const { value, start, end, isPlain } of command.arguments) {
    for (const reference of variableReferences(value)) {
      if (reference.kind === 'dropped') {
        return {
          code: 'shell-syntax',
          start,
          end,
          message: `systemd leaves this argument out: it starts with “$” and is no variable. ${
            /^\$[A-Za-z_]/.test(value) ? 'Put the name in braces, as in ${NAME}/file, or write' : 'Write'
          } “$$” for a plain dollar sign.`,
        };
      }
      const written = value.slice(reference.start, reference.end);
      if (reference.kind === 'kept' && !isOwnLanguage && isPlain && /^\$\{[A-Za-z_]\w*:$/.test(written)) {
        const from = start + reference.start;
        const close = text.indexOf('}', from);
        return {
          code: 'shell-syntax',
          start: from,
          end: close >= 0 && close < end ? close + 1 : end,
          message: 'systemd replaces ${NAME} only: it knows no default values and passes this on as it is written.',
        };
      }
    }
  }
  return undefined;
}

/** The programs of a command: its own, and those that stand among the arguments by their path or first. */
function namesIn(command: Command): string[] {
  const words = [command.program.value, ...command.arguments.slice(0, 20).map(({ value }) => value)];
  return words.map((word) => word.slice(word.lastIndexOf('/') + 1));
}

/** The argument behind `-c` of a shell that is run; undefined where no shell gets a script so. */
function scriptOf(command: Command): string | undefined {
  const name = command.program.value.slice(command.program.value.lastIndexOf('/') + 1);
  if (!/^(?:ba|da|a|z|k|mk)?sh$/.test(name)) return undefined;
  const words = hasPrefix(command, '@') ? command.arguments.slice(1) : command.arguments;
  const at = words.findIndex(({ value }) => /^-[a-z]*c$/.test(value));
  const areOptions = words.slice(0, Math.max(0, at)).every(({ value }) => value.startsWith('-'));
  return at >= 0 && areOptions ? words[at + 1]?.value : undefined;
}
