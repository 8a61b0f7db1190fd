/** Names and assignments of environment variables (`src/basic/env-util.c`), and those that systemd sets by itself. */
import { isValidUtf8 } from '../../syntax/lines.ts';

/** Letters, digits and `_`, no digit first (`env_name_is_valid`). */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/** `NAME=value`, where the value may be anything that is UTF-8, even nothing (`env_assignment_is_valid`). */
export function isVariableAssignment(text: string): boolean {
  const equals = text.indexOf('=');
  return equals > 0 && isVariableName(text.slice(0, equals)) && isValidUtf8(text.slice(equals + 1));
}

/** A reference to a variable in an argument of a command line. Offsets are those of the argument. */
export interface Reference {
  /** Empty where the name is not one that a variable may have. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /**
   * `split`: `$NAME` as an argument of its own becomes as many arguments as it has words;
   * `whole`: `${NAME}` becomes what it stands for, blanks and all;
   * `dropped`: an argument that starts with `$` and is no reference is left out by systemd;
   * `kept`: looks like a reference and is passed as it is written.
   */
  readonly kind: 'split' | 'whole' | 'dropped' | 'kept';
}

/** What systemd replaces in an argument when it starts the program (`replace_env_argv`, `replace_env_full`). */
export function variableReferences(argument: string): Reference[] {
  if (!argument.includes('$')) return [];
  if (argument.startsWith('$') && argument[1] !== '{' && argument[1] !== '$') {
    const name = argument.slice(1);
    const isName = isVariableName(name);
    return [{ name: isName ? name : '', start: 0, end: argument.length, kind: isName ? 'split' : 'dropped' }];
  }
  const references: Reference[] = [];
  for (let at = argument.indexOf('$'); at >= 0; at = argument.indexOf('$', at)) {
    if (argument[at + 1] === '$') {
      at += 2;
      continue;
    }
    const reference = referenceAt(argument, at);
    if (reference) references.push(reference);
    at = reference?.end ?? at + 1;
  }
  return references;
}

function referenceAt(argument: string, start: number): Reference | undefined {
  if (argument[start + 1] === '{') {
    // A colon ends the search for the brace: what stands behind it is no syntax of systemd's.
    const match = /[^}:]*(.?)/y;
    match.lastIndex = start + 2;
    const close = match.exec(argument)?.[1];
    const end = match.lastIndex;
    if (close !== '}') return { name: '', start, end, kind: 'kept' };
    const name = argument.slice(start + 2, end - 1);
    return { name: isVariableName(name) ? name : '', start, end, kind: 'whole' };
  }
  const name = /[A-Za-z_][A-Za-z0-9_]*/y;
  name.lastIndex = start + 1;
  const found = name.exec(argument)?.[0];
  return found === undefined ? undefined : { name: found, start, end: name.lastIndex, kind: 'kept' };
}

/** An environment variable that systemd sets for the processes it starts. */
export interface KnownVariable {
  readonly name: string;
  /** Half a sentence: what it holds. */
  readonly holds: string;
  /** First version that sets it, where older ones are still in use. */
  readonly since?: number;
}

/** What systemd sets (`src/core/exec-invoke.c: build_environment`, `src/core/service.c: service_spawn`). */
export const KNOWN_VARIABLES: readonly KnownVariable[] = [
  { name: 'MAINPID', holds: 'the process id of the main process of the service, where there is one' },
  { name: 'INVOCATION_ID', holds: 'the id of this run of the unit, 32 hexadecimal digits' },
  { name: 'RUNTIME_DIRECTORY', holds: 'the paths of `RuntimeDirectory=`, separated by colons' },
  { name: 'STATE_DIRECTORY', holds: 'the paths of `StateDirectory=`, separated by colons' },
  { name: 'CACHE_DIRECTORY', holds: 'the paths of `CacheDirectory=`, separated by colons' },
  { name: 'LOGS_DIRECTORY', holds: 'the paths of `LogsDirectory=`, separated by colons' },
  { name: 'CONFIGURATION_DIRECTORY', holds: 'the paths of `ConfigurationDirectory=`, separated by colons' },
  { name: 'CREDENTIALS_DIRECTORY', holds: 'the directory with the credentials of the unit' },
  { name: 'SERVICE_RESULT', holds: 'why the service ended, such as `success` or `exit-code`, for stop commands' },
  { name: 'EXIT_CODE', holds: 'how the main process ended (`exited`, `killed`, `dumped`), for stop commands' },
  { name: 'EXIT_STATUS', holds: 'the exit status or signal name of the main process, for stop commands' },
  { name: 'NOTIFY_SOCKET', holds: 'the socket for `sd_notify`' },
  { name: 'WATCHDOG_USEC', holds: 'the time between two signs of life in microseconds, with `WatchdogSec=`' },
  { name: 'WATCHDOG_PID', holds: 'the process that has to send signs of life' },
  { name: 'LISTEN_FDS', holds: 'the number of file descriptors handed over, the first is 3' },
  { name: 'LISTEN_PID', holds: 'the process the file descriptors are for' },
  { name: 'LISTEN_FDNAMES', holds: 'the names of the file descriptors handed over, separated by colons' },
  { name: 'REMOTE_ADDR', holds: 'the address of the peer, for connections of a socket with `Accept=yes`' },
  { name: 'REMOTE_PORT', holds: 'the port of the peer, for connections of a socket with `Accept=yes`' },
  { name: 'TRIGGER_UNIT', holds: 'the timer or path unit that has started the service' },
  { name: 'TRIGGER_PATH', holds: 'the path that has started the service through a path unit' },
  { name: 'TRIGGER_TIMER_REALTIME_USEC', holds: 'when the timer has elapsed, in microseconds of the wall clock' },
  { name: 'TRIGGER_TIMER_MONOTONIC_USEC', holds: 'when the timer has elapsed, in microseconds since the start' },
  { name: 'MONITOR_UNIT', holds: 'the unit that has triggered this one through `OnFailure=` or `OnSuccess=`' },
  { name: 'MONITOR_SERVICE_RESULT', holds: 'why the triggering service ended' },
  { name: 'MONITOR_EXIT_CODE', holds: 'how the main process of the triggering service ended' },
  { name: 'MONITOR_EXIT_STATUS', holds: 'the exit status or signal name of the triggering service' },
  { name: 'MONITOR_INVOCATION_ID', holds: 'the invocation id of the triggering service' },
  { name: 'PIDFILE', holds: 'the path of `PIDFile=`' },
  { name: 'SYSTEMD_EXEC_PID', holds: 'the process id of the process that systemd has started' },
  { name: 'MANAGERPID', holds: 'the process id of the user manager' },
  { name: 'JOURNAL_STREAM', holds: 'device and inode of the connection to the journal' },
  { name: 'LOG_NAMESPACE', holds: 'the journal namespace of `LogNamespace=`' },
  { name: 'MEMORY_PRESSURE_WATCH', holds: 'the file to watch for memory pressure', since: 254 },
  { name: 'MEMORY_PRESSURE_WRITE', holds: 'what to write into the watched file, in Base64', since: 254 },
  { name: 'FDSTORE', holds: 'how many file descriptors systemd keeps for the service', since: 254 },
  { name: 'DEBUG_INVOCATION', holds: '`1` when debug logging is asked for by `RestartMode=debug`', since: 257 },
  { name: 'USER', holds: 'the name of the user the process runs as' },
  { name: 'LOGNAME', holds: 'the name of the user the process runs as' },
  { name: 'HOME', holds: 'the home directory of that user' },
  { name: 'SHELL', holds: 'the login shell of that user' },
  { name: 'PATH', holds: 'where programs are looked up, separated by colons' },
  { name: 'LANG', holds: 'the locale' },
  { name: 'TERM', holds: 'the type of the terminal, where there is one' },
  { name: 'XDG_RUNTIME_DIR', holds: 'the runtime directory of the user, for user services' },
];

/** What is known of a variable by its name. */
export function knownVariable(name: string): KnownVariable | undefined {
  return KNOWN_VARIABLES.find((each) => each.name === name);
}
