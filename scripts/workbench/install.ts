/**
 * A whole VS Code from the npm registry, for `npm start` without an editor and for the tests in a real workbench.
 * It lives in a folder of its own, `.workbench/`, which can be deleted at any time.
 */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { capture, step, Trouble } from '../support/progress.ts';
import { root } from '../support/root.ts';

/** Tests patch one minified file of it (workbench-web.ts), so a new version is a change to try, not an update to let in. */
export const codeServerVersion = '4.139.1';

/** Half of what the workbench would install, and nothing that an editor without AI features loads. */
const unused = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/sandbox-runtime',
  'kerberos',
  'ssh2',
];

/** What is installed takes 0.4 GB, and npm keeps the packed files beside it. */
const neededBytes = 0.7e9;

export interface Workbench {
  /** The program to run with Node 24. */
  readonly entry: string;
  /** VS Code itself: `product.json`, `out/`. */
  readonly vscode: string;
}

/** Why this machine cannot have the workbench, or undefined when it can. */
export function unsupported(): string | undefined {
  if (process.platform === 'win32') return 'code-server does not run on Windows';
  if (Number(process.versions.node.split('.')[0]) !== 24)
    return `code-server needs Node 24, this is ${process.version}`;
  return undefined;
}

/** Installs what is missing, taking up an interrupted installation where it ended. */
export async function installWorkbench(): Promise<Workbench> {
  const reason = unsupported();
  if (reason) throw new Trouble(`VS Code in the browser is not available here: ${reason}.`);
  const folder = path.resolve(process.env.UNITWRIGHT_WORKBENCH ?? path.join(root, '.workbench'));
  const codeServer = path.join(folder, 'node_modules/code-server');
  const vscode = path.join(codeServer, 'lib/vscode');
  const workbench = { entry: path.join(codeServer, 'out/node/entry.js'), vscode };

  const stampFile = path.join(folder, 'installed.json');
  const recipe = createHash('sha256')
    .update(JSON.stringify([codeServerVersion, unused, process.platform, process.arch]))
    .digest('hex');
  const done = () => new Set<string>(readStamp(stampFile, recipe));
  if (done().has('ready')) return workbench;

  mkdirSync(folder, { recursive: true });
  const unlock = await lock(path.join(folder, 'lock'));
  try {
    const finished = done();
    const once = async (name: string, title: string, work: () => Promise<void>) => {
      if (finished.has(name)) return;
      await step(title, work);
      finished.add(name);
      writeFileSync(stampFile, JSON.stringify({ recipe, finished: [...finished] }));
    };
    if (finished.size === 0) {
      checkSpace(folder);
      rmSync(path.join(folder, 'node_modules'), { recursive: true, force: true });
      rmSync(path.join(folder, 'package-lock.json'), { force: true });
    }
    await once(
      'code-server',
      `Installing code-server ${codeServerVersion} into ${path.relative('', folder)}`,
      async () => {
        const manifest = { private: true, dependencies: { 'code-server': codeServerVersion } };
        writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
        await npmInstall(folder);
      },
    );
    await once('vscode', 'Installing the modules of its VS Code', async () => {
      const file = path.join(vscode, 'package.json');
      const manifest = JSON.parse(readFileSync(file, 'utf8'));
      for (const name of unused) delete manifest.dependencies[name];
      writeFileSync(file, JSON.stringify(manifest, null, 2));
      await npmInstall(vscode);
    });
    await once('ready', 'Trying it', async () => {
      const { code, output } = await capture(process.execPath, [workbench.entry, '--version']);
      if (code === 0 && output.includes(codeServerVersion)) return;
      throw new Trouble(`The installed code-server does not run; delete ${folder} and try again.\n${output}`);
    });
  } finally {
    unlock();
  }
  return workbench;
}

async function npmInstall(folder: string): Promise<void> {
  const args = ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--no-update-notifier'];
  const own = process.env.npm_execpath;
  const { code, output } =
    own && /npm-cli\.c?js$/.test(own)
      ? await capture(process.execPath, [own, ...args], { cwd: folder })
      : await capture('npm', args, { cwd: folder });
  if (code === 0) return;
  const told = output
    .split('\n')
    .filter((line) => line.startsWith('npm error') && !/complete log|verbose/i.test(line))
    .slice(0, 4)
    .join('\n');
  if (/ENOSPC/.test(output)) throw noSpace(folder);
  const unreachable = /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|network/i.test(output);
  const reason = unreachable ? ' (the npm registry is not reachable)' : '';
  throw new Trouble(
    `${told || output.slice(-1000)}\nVS Code could not be installed${reason}. The same command tries again.`,
  );
}

function checkSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < neededBytes) throw noSpace(folder);
}

function noSpace(folder: string): Trouble {
  return new Trouble(`VS Code needs about ${(neededBytes / 1e9).toFixed(1)} GB in ${folder}, and the disk has less.`);
}

function readStamp(file: string, recipe: string): string[] {
  try {
    const stamp = JSON.parse(readFileSync(file, 'utf8'));
    return stamp.recipe === recipe ? stamp.finished : [];
  } catch {
    return [];
  }
}

/** Keeps a second `npm start` or `npm test` from installing into the same folder at the same time. */
async function lock(file: string): Promise<() => void> {
  for (let told = false; ; ) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    if (!alive(holder)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) process.stderr.write(`Another process (${holder}) is installing VS Code; waiting for it.\n`);
    told = true;
    await sleep(500);
  }
}

function alive(pid: number): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
