/** Runs the workbench's server on this machine alone, and ends it without leaving anything behind. */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { capture, Trouble } from '../support/progress.ts';
import type { Workbench } from './install.ts';

export interface Session {
  /** A folder for this session alone: profile, extensions, settings, logs. The caller removes it. */
  readonly home: string;
  /** The folder or file to open. */
  readonly open: string;
  /** The extension: a .vsix to install, or an unpacked folder to run from. */
  readonly extension: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Without a password anyone on this machine can use the session: for tests. */
  readonly password?: string;
  /** Whether VS Code asks if the folder is to be trusted. */
  readonly trust: boolean;
}

export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

export async function serve(workbench: Workbench, session: Session): Promise<Served> {
  const { home, password } = session;
  const data = path.join(home, 'data');
  const extensions = path.join(home, 'extensions');
  mkdirSync(path.join(data, 'User'), { recursive: true });
  mkdirSync(extensions, { recursive: true });
  writeFileSync(path.join(data, 'User/settings.json'), JSON.stringify(session.settings, null, 2));
  // Port 0: the system chooses a free one, and the log tells which.
  const config = { 'bind-addr': '127.0.0.1:0', auth: password ? 'password' : 'none', cert: false };
  const configFile = path.join(home, 'config.yaml');
  writeFileSync(configFile, JSON.stringify(config), { mode: 0o600 });

  const base = [workbench.entry, '--config', configFile, '--user-data-dir', data, '--extensions-dir', extensions];
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    // No extension gallery: nothing of this needs the network.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    ...(password ? { PASSWORD: password } : {}),
  };
  // Set inside an editor's own terminal, they would make code-server talk to that editor.
  for (const name of ['VSCODE_IPC_HOOK_CLI', 'HASHED_PASSWORD', 'PORT', 'NODE_OPTIONS']) delete env[name];

  if (session.extension.endsWith('.vsix')) {
    const { code, output } = await capture(process.execPath, [...base, '--install-extension', session.extension], {
      env,
    });
    if (code !== 0) throw new Trouble(`VS Code did not install ${session.extension}.\n${output}`);
  } else {
    useUnpacked(extensions, session.extension);
  }

  const quiet = [
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--disable-proxy',
  ];
  const trust = session.trust ? [] : ['--disable-workspace-trust'];
  // A group of its own, so that it can be ended with all its children.
  const child = spawn(process.execPath, [...base, ...quiet, ...trust, session.open], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => endGroup(child);
  // The last resort, when this process ends without asking.
  const killNow = () => signalGroup(child, 'SIGKILL');
  process.on('exit', killNow);
  child.on('exit', () => process.off('exit', killNow));

  let log = '';
  const url = await new Promise<string | undefined>((resolve) => {
    const read = (chunk: Buffer) => {
      log += chunk;
      const found = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(log);
      if (found) resolve(found[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', () => resolve(undefined));
    child.on('close', () => resolve(undefined));
    setTimeout(() => resolve(undefined), 60_000).unref();
  });
  if (!url) {
    await stop();
    throw new Trouble(`VS Code in the browser did not start.\n${log.trim().split('\n').slice(-5).join('\n')}`);
  }
  return { url, stop };
}

/** Makes VS Code load the extension from the folder where it is built, as if it were installed there. */
function useUnpacked(extensions: string, folder: string): void {
  const uri = pathToFileURL(folder);
  const entry = {
    identifier: { id: 'unitwright.unitwright' },
    version: '0.0.0',
    location: { $mid: 1, path: uri.pathname, scheme: 'file' },
    metadata: { isApplicationScoped: false, isMachineScoped: false, isBuiltin: false, pinned: true },
  };
  writeFileSync(path.join(extensions, 'extensions.json'), JSON.stringify([entry]));
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): boolean {
  try {
    // Negative: the whole group.
    return child.pid !== undefined && process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}

async function endGroup(child: ChildProcess): Promise<void> {
  // The group outlives its leader while a child of it runs, so the group is what is asked.
  signalGroup(child, 'SIGTERM');
  for (let waited = 0; waited < 3000 && signalGroup(child, 0 as never); waited += 50) await sleep(50);
  signalGroup(child, 'SIGKILL');
}
