/**
 * Asks the real systemd what it says of units. Every test that does so goes through here.
 *
 * `SYSTEMD_ANALYZE` names the program to ask: a path, or a command with leading arguments separated by spaces.
 * Without it the `systemd-analyze` on the PATH is used. Where there is none, such tests are skipped by name:
 *
 *     test('systemd accepts it', { skip: skipReason() }, async () => { … await verify({ 'a.service': text }) … });
 */
import { execFile, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, normalize, relative } from 'node:path';

/** One line that `systemd-analyze verify` printed. */
export interface Message {
  /**
   * - `line`: about one line of a file.
   * - `unit`: about a unit as a whole.
   * - `machine`: about the machine it runs on (a program or another unit that is not there), not about the text.
   * - `other`: anything else.
   */
  about: 'line' | 'unit' | 'machine' | 'other';
  /** The name under which the file was given to `verify`, or an absolute path where it is none of those. */
  file?: string;
  /** The line, from 1. */
  line?: number;
  /** The unit that the message names. An instance that `verify` made of a template has its instance name here. */
  unit?: string;
  /** What systemd said, without the place before it. */
  text: string;
}

export interface VerifyOptions {
  /** Judge as units of the system manager (the default) or of a user's manager. */
  scope?: 'system' | 'user';
  /** `no` hides what is said of dependencies, those of the given units included; `yes` is the default. */
  recursive?: 'no' | 'one' | 'yes';
  /** The units to judge; without it, all given files that are units themselves. */
  units?: readonly string[];
  /** Milliseconds after which the run counts as stuck. */
  timeout?: number;
}

export interface Run {
  status: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  timeout?: number;
}

const unitSuffix = 'service|socket|target|device|mount|automount|swap|timer|path|slice|scope';
const isUnitName = new RegExp(`^[^./][^/]*\\.(?:${unitSuffix})$`);
const aboutLine = /^(\/.+?):(\d+): (.*)$/;
const aboutUnit = new RegExp(`^(?:Unit )?(\\S+\\.(?:${unitSuffix}))(?::)? (.*)$`);

/** Messages that the same text would not get on another machine. */
const machinePatterns = [
  /^Command .+ is not executable: /,
  /^Failed to create \S+\/start: Unit \S+ not found\.$/,
  /local system does not support BPF/,
  /has been disabled at compile time/,
];

const defaultTimeout = 30_000;
let found: { command: readonly string[]; version: number } | { reason: string } | undefined;

/** Why tests that need systemd-analyze are skipped, or `false`: fits `skip` of `node:test`. */
export function skipReason(): string | false {
  const here = find();
  return 'reason' in here ? here.reason : false;
}

/** The version of the systemd that is asked, such as 262. */
export function version(): number {
  return program().version;
}

/** Runs systemd-analyze with these arguments. A status other than 0 is an answer, not a failure. */
export function analyze(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const [file = '', ...leading] = program().command;
  return new Promise((resolve, reject) => {
    const child = execFile(
      file,
      [...leading, ...args],
      {
        env: { ...process.env, ...plainOutput, ...options.env },
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        timeout: options.timeout ?? defaultTimeout,
        killSignal: 'SIGKILL',
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        if (error === null) resolve({ status: 0, stdout, stderr });
        else if (typeof error.code === 'number') resolve({ status: error.code, stdout, stderr });
        else if (error.killed) reject(new Error(`Stopped after the time limit: ${args.join(' ')}`, { cause: error }));
        else reject(error);
      },
    );
    child.stdin?.end();
  });
}

/**
 * What systemd says of these files, in its order. The names are those of a load path: `a.service`, `a@.service`,
 * `a.service.d/override.conf`. No message means that systemd takes everything without a word.
 */
export async function verify(
  files: Readonly<Record<string, string>>,
  options: VerifyOptions = {},
): Promise<readonly Message[]> {
  const units = options.units ?? Object.keys(files).filter((name) => isUnitName.test(name));
  if (units.length === 0) throw new Error(`No unit to verify among: ${Object.keys(files).join(', ')}`);
  const root = await realpath(await mkdtemp(join(tmpdir(), 'unitwright-verify-')));
  try {
    const unitPath = join(root, 'units');
    const runtime = join(root, 'run');
    await mkdir(unitPath);
    await mkdir(runtime, { mode: 0o700 });
    for (const [name, text] of Object.entries(files)) {
      if (isAbsolute(name) || normalize(name).startsWith('..')) throw new Error(`Not a name in a load path: ${name}`);
      const path = join(unitPath, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    const { stderr } = await analyze(
      [
        options.scope === 'user' ? '--user' : '--system',
        'verify',
        '--man=no',
        `--recursive-errors=${options.recursive ?? 'yes'}`,
        ...units.map((name) => join(unitPath, name)),
      ],
      {
        // A user manager cannot be set up without these two folders; nothing is left in them.
        env: { SYSTEMD_UNIT_PATH: unitPath, XDG_RUNTIME_DIR: runtime, HOME: root },
        ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
      },
    );
    if (/^Failed to (?:initialize|start) manager/m.test(stderr))
      throw new Error(`systemd-analyze cannot run: ${stderr}`);
    return parseMessages(stderr, unitPath, Object.keys(files));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** The messages that are about the text: all but those about the machine. */
export function complaints(messages: readonly Message[]): readonly Message[] {
  return messages.filter((message) => message.about !== 'machine');
}

/** One message as a line, for assertions: `a.service:3: Unknown key …`. */
export function formatMessage(message: Message): string {
  const place = message.file ?? message.unit;
  const line = message.line === undefined ? '' : `:${message.line}`;
  return place === undefined ? message.text : `${place}${line}: ${message.text}`;
}

/** Reads what `verify` wrote to its standard error. */
export function parseMessages(stderr: string, unitPath: string, names: readonly string[]): Message[] {
  return stderr
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const byLine = aboutLine.exec(line);
      if (byLine !== null) {
        const [, path = '', number = '', text = ''] = byLine;
        const inside = relative(unitPath, path);
        const file = inside.startsWith('..') ? path : inside;
        return { about: isAboutMachine(text) ? 'machine' : 'line', file, line: Number(number), text };
      }
      const byUnit = aboutUnit.exec(line);
      if (byUnit !== null) {
        const [, unit = '', text = ''] = byUnit;
        const file = fileOfUnit(unit, names);
        const about = isAboutMachine(text) ? 'machine' : 'unit';
        return { about, unit, ...(file === undefined ? {} : { file }), text };
      }
      return { about: isAboutMachine(line) ? 'machine' : 'other', text: line };
    });
}

const plainOutput = { SYSTEMD_LOG_COLOR: '0', SYSTEMD_COLORS: '0', SYSTEMD_PAGER: '', LC_ALL: 'C.UTF-8' };

function isAboutMachine(text: string): boolean {
  return machinePatterns.some((pattern) => pattern.test(text));
}

/** The file a unit was loaded from: its own, or that of its template. */
function fileOfUnit(unit: string, names: readonly string[]): string | undefined {
  const template = unit.replace(/@.*(\.[a-z]+)$/, '@$1');
  return [unit, template].find((name) => names.includes(name));
}

function program(): { command: readonly string[]; version: number } {
  const here = find();
  if ('reason' in here) throw new Error(here.reason);
  return here;
}

function find(): NonNullable<typeof found> {
  found ??= look();
  return found;
}

function look(): NonNullable<typeof found> {
  const named = process.env.SYSTEMD_ANALYZE?.trim() ?? '';
  if (named === '') {
    const path = onPath('systemd-analyze');
    if (path === undefined)
      return { reason: 'There is no systemd-analyze on the PATH, and SYSTEMD_ANALYZE names none.' };
    return { command: [path], version: askVersion([path]) };
  }
  // A path with spaces in it that exists is taken as it is.
  const command = isProgram(named) ? [named] : named.split(/\s+/);
  return { command, version: askVersion(command) };
}

/** A program that is there but does not answer is an error: a wrong setting must not turn tests into skips. */
function askVersion(command: readonly string[]): number {
  const [file = '', ...leading] = command;
  const run = spawnSync(file, [...leading, '--version'], {
    encoding: 'utf8',
    env: { ...process.env, ...plainOutput },
    timeout: defaultTimeout,
  });
  const number = /^systemd (\d+)/m.exec(run.stdout ?? '')?.[1];
  if (number === undefined) {
    const why = run.error?.message ?? `${run.stderr}${run.stdout}`.trim();
    throw new Error(`${command.join(' ')} --version does not answer as systemd-analyze does: ${why}`);
  }
  return Number(number);
}

function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
