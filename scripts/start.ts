/**
 * Opens a real VS Code with the extension on examples/, or on the path that is given:
 *   npm start [-- PATH] [-- --browser]
 * It is the installed `code`, with a profile that lasts as long as the session; where there is none, or with --browser,
 * it is a VS Code in the browser, from the npm registry.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildOrStop } from './support/build.ts';
import { capture, main, step, Trouble } from './support/progress.ts';
import { root } from './support/root.ts';
import { installWorkbench } from './workbench/install.ts';
import { serve } from './workbench/serve.ts';

/** Nothing that distracts from the units; everything else as VS Code has it. */
const settings = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'readme',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** What Ctrl-C does; the signal may arrive twice, directly and by way of npm. */
let end = (): void => process.exit(130);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end());

await main(async () => {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    options: { browser: { type: 'boolean' } },
    allowPositionals: true,
  });
  const open = path.resolve(positionals[0] ?? path.join(root, 'examples'));
  if (!existsSync(open)) throw new Trouble(`There is no ${open}.`);

  await step('Building the extension', buildOrStop);
  const home = mkdtempSync(path.join(tmpdir(), 'unitwright-'));
  const clean = () => rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  process.on('exit', clean);

  const editor = values.browser ? undefined : await installedEditor();
  if (editor) await openEditor(editor, home, open);
  else await openInBrowser(home, open);
  return 0;
});

/** The person's own VS Code, where it can open a window. */
async function installedEditor(): Promise<string | undefined> {
  // In the terminal of a remote window, `code` only talks to that window.
  if (!hasDisplay() || process.env.VSCODE_IPC_HOOK_CLI) return undefined;
  for (const name of ['code', 'code-insiders', 'codium']) {
    const { code } = await capture(name, ['--version'], { shell: process.platform === 'win32' });
    if (code === 0) return name;
  }
  return undefined;
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function openEditor(editor: string, home: string, open: string): Promise<void> {
  const data = path.join(home, 'data');
  mkdirSync(path.join(data, 'User'), { recursive: true });
  writeFileSync(path.join(data, 'User/settings.json'), JSON.stringify(settings, null, 2));
  const args = [
    '--user-data-dir',
    data,
    '--extensions-dir',
    path.join(home, 'extensions'),
    `--extensionDevelopmentPath=${root}`,
    '--new-window',
    '--wait',
    open,
  ];
  // VS Code refuses root otherwise; that is the case in many containers.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  console.log(`${editor} opens ${path.relative('', open) || open}. Close its window or press Ctrl-C to end.`);
  const child = spawn(editor, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
    detached: process.platform !== 'win32',
  });
  end = () => {
    endGroup(child);
    // The window belongs to a process outside our group, which tells its number in its profile.
    const lock = path.join(data, 'code.lock');
    if (existsSync(lock)) kill(Number(readFileSync(lock, 'utf8')));
  };
  await new Promise<void>((resolve, reject) => {
    child.on('error', (error) => reject(new Trouble(`VS Code could not be started: ${error.message}`)));
    child.on('close', () => resolve());
  });
}

async function openInBrowser(home: string, open: string): Promise<void> {
  const workbench = await installWorkbench();
  // The server gives whoever reaches it a terminal, so on a machine with several users an open port would not do.
  const password = randomBytes(9).toString('base64url');
  const { url, stop } = await step('Starting VS Code', () =>
    serve(workbench, { home, open, extension: root, settings, password, trust: true }),
  );
  console.log(`
VS Code opens ${path.relative('', open) || open} at:

  ${url}/
  password: ${password}

It listens on this machine only. After changes to the sources: npm run build, then "Developer: Reload Window".
Press Ctrl-C to end.`);
  if (hasDisplay() && process.stdout.isTTY) show(url);
  await new Promise<void>((resolve) => {
    end = resolve;
  });
  await stop();
}

function endGroup(child: ChildProcess): void {
  if (child.pid !== undefined) kill(process.platform === 'win32' ? child.pid : -child.pid);
}

function kill(pid: number): void {
  try {
    if (pid) process.kill(pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

/** Opens the address in the person's browser; where that is not possible, the printed address is there. */
function show(url: string): void {
  const [command, args] =
    process.platform === 'darwin'
      ? ['open', [url]]
      : process.platform === 'win32'
        ? ['cmd', ['/c', 'start', url]]
        : ['xdg-open', [url]];
  spawn(command as string, args as string[], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
