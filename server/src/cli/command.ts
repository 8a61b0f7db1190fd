import { parseArgs } from 'node:util';
import { NEWEST } from '../catalog/lookup.ts';
import type { Severity } from '../rules/rule.ts';
import { parseVersion } from '../settings.ts';
import { runCalendar } from './calendar.ts';
import { type CheckOptions, check, isSelectable, type Output } from './check.ts';
import { decode } from './decode.ts';
import { SEVERITIES } from './report.ts';
import { runTimespan } from './timespan.ts';

const USAGE = `usage: unitwright check [options] PATH…    check units, drop-ins and folders of them
       unitwright calendar [--base-time T] [--iterations N] [--json] SPEC…
                                          when calendar expressions elapse next
       unitwright timespan [--json] SPAN…     what time spans amount to
       unitwright lsp --stdio             language server for an editor

PATH is a file or a folder; - is standard input (name it with --stdin-filename).

options of check:
  --format pretty|json       how to print (pretty)
  --systemd-version N        the systemd that the units must run on (${NEWEST})
  --scope system|user        the manager that will load them (system)
  --select CODE,CATEGORY     only these
  --ignore CODE,CATEGORY     all but these
  --max-severity SEVERITY    report nothing as worse than this: error, warning, information, hint
  --quiet                    errors and warnings only, no summary
  --stdin-filename NAME      what the text on standard input is called, such as shop.service

exit status: 0 no errors; 1 errors found; 2 wrong use, or a path that cannot be read
`;

/** Wrong use: one sentence, and the way to the list of options. */
class UsageError extends Error {}

/** What the command line has of the process it runs in. */
export interface Io extends Output {
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readStdin(): Uint8Array;
}

/** Runs a command line. Returns the exit status; prints one sentence where it was used wrongly. */
export async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  const [command, ...rest] = argv;
  try {
    if (command === 'check') return runCheck(rest, io);
    if (command === 'calendar') return runCalendar(rest, io);
    if (command === 'timespan') return runTimespan(rest, io);
    if (command === 'lsp') {
      if (!rest.includes('--stdio')) throw new UsageError('lsp speaks on standard input and output: say --stdio');
      const { startNodeServer } = await import('../node-host.ts');
      startNodeServer();
      return 0;
    }
    if (command === '--help' || command === '-h' || command === 'help') {
      io.out(USAGE);
      return 0;
    }
    throw new UsageError(
      command === undefined ? 'say what to do: check, calendar, timespan or lsp' : `there is no command “${command}”`,
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isUsage = error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS');
    if (!isUsage) throw error;
    io.err(`unitwright: ${(error as Error).message}\nunitwright --help lists the options.\n`);
    return 2;
  }
}

function runCheck(argv: readonly string[], io: Io): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'pretty' },
      'systemd-version': { type: 'string', default: 'newest' },
      scope: { type: 'string', default: 'system' },
      select: { type: 'string', multiple: true, default: [] },
      ignore: { type: 'string', multiple: true, default: [] },
      'max-severity': { type: 'string', default: 'error' },
      quiet: { type: 'boolean', default: false },
      'stdin-filename': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    io.out(USAGE);
    return 0;
  }
  if (positionals.length === 0) throw new UsageError('check wants at least one file or folder');
  const version = parseVersion(values['systemd-version']);
  if (version === undefined) throw new UsageError(`“${values['systemd-version']}” is no systemd version such as 252`);
  const stdinName = values['stdin-filename'];
  const readsStdin = positionals.includes('-');
  if (readsStdin && stdinName === undefined) {
    throw new UsageError('- needs --stdin-filename NAME: the name tells what kind of unit it is');
  }
  const options: CheckOptions = {
    paths: positionals,
    format: oneOf('--format', values.format, ['pretty', 'json'] as const),
    target: { version, scope: oneOf('--scope', values.scope, ['system', 'user'] as const) },
    select: names('--select', values.select),
    ignore: names('--ignore', values.ignore),
    maxSeverity: oneOf('--max-severity', values['max-severity'], SEVERITIES) satisfies Severity,
    quiet: values.quiet,
    color: io.isTerminal && !io.env.NO_COLOR,
    ...(readsStdin && stdinName !== undefined ? { stdin: { path: stdinName, text: decode(io.readStdin()) } } : {}),
  };
  return check(options, io);
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new UsageError(`${option} takes ${allowed.join(', ')}, not “${value}”`);
  return found;
}

function names(option: string, values: readonly string[]): string[] {
  const all = values.flatMap((value) => value.split(',')).filter((name) => name !== '');
  const unknown = all.find((name) => !isSelectable(name));
  if (unknown !== undefined) throw new UsageError(`${option}: there is no rule or category “${unknown}”`);
  return all;
}
