/**
 * A real VS Code with the packaged extension, driven through its page. Two hosts share everything here:
 * "desktop", where extensions run on Node, and "web", where they run in a web worker and files are virtual.
 */

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/support/root.ts';
import { chromiumPath, launchChromium } from '../../scripts/workbench/browser.ts';
import { installWorkbench, unsupported } from '../../scripts/workbench/install.ts';
import { serve } from '../../scripts/workbench/serve.ts';
import { WorkbenchPage } from './workbench-page.ts';
import { serveWeb } from './workbench-web.ts';

export type HostKind = 'desktop' | 'web';

/** Settings that keep a test quiet: nothing asks, moves, blinks or looks for the network. */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'editor.cursorBlinking': 'solid',
  'editor.hover.delay': 100,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.confirmBeforeClose': 'never',
  'workbench.editor.enablePreview': false,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
} as const;

/** Why no workbench can be opened here, or undefined. */
export function missingForWorkbench(): string | undefined {
  const reason = unsupported();
  if (reason) return `no workbench: ${reason}`;
  return chromiumPath() ? undefined : 'no Chromium: install it, or name one in the variable CHROME';
}

export interface Opened {
  readonly page: WorkbenchPage;
  /** Where the desktop host has installed the extension. */
  readonly extensions: string;
  /** Writes the settings of the workspace of the desktop host, as if its file had been edited. */
  set(settings: Readonly<Record<string, unknown>>): void;
  close(): Promise<void>;
}

/**
 * Opens a workspace of `examples/` plus the given files. Both hosts run the extension from its .vsix: what is tested is
 * what is shipped.
 */
export async function openWorkbench(kind: HostKind, files: Readonly<Record<string, string>>): Promise<Opened> {
  const home = mkdtempSync(path.join(tmpdir(), 'unitwright-workbench-'));
  const closers: (() => Promise<unknown>)[] = [async () => rmSync(home, { recursive: true, force: true })];
  const close = async () => {
    // In the order opposite to opening; one that fails does not keep the others from closing.
    const failures: unknown[] = [];
    for (const closer of closers.reverse()) await closer().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
  try {
    const workspace = path.join(home, 'workspace');
    mkdirSync(workspace);
    cpSync(path.join(root, 'examples'), workspace, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true });
      writeFileSync(path.join(workspace, name), text);
    }
    const workbench = await installWorkbench();
    const extension = packaged(home);
    const served =
      kind === 'desktop'
        ? await serve(workbench, { home, open: workspace, extension, settings: quietSettings, trust: false })
        : await serveWeb(workbench, { extension, workspace, settings: quietSettings });
    closers.push(served.stop);
    const context = await launchChromium(path.join(home, 'profile'));
    closers.push(() => context.close());
    const page = new WorkbenchPage(kind, context.pages()[0] ?? (await context.newPage()));
    await page.watched('start', () => page.goto(served.url));
    const set = (settings: Readonly<Record<string, unknown>>) => {
      mkdirSync(path.join(workspace, '.vscode'), { recursive: true });
      writeFileSync(path.join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
    };
    return { page, extensions: path.join(home, 'extensions'), set, close };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

/** The extension as users get it. `npm test` packages it once; a single test run by hand packages for itself. */
function packaged(folder: string): string {
  const given = process.env.UNITWRIGHT_VSIX;
  if (given && existsSync(given)) return given;
  if (!existsSync(path.join(root, 'dist/server.cjs')))
    throw new Error('The extension is not built; run: npm run build');
  const file = path.join(folder, 'unitwright.vsix');
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  execFileSync(process.execPath, [vsce, 'package', '--no-dependencies', '-o', file], { cwd: root, stdio: 'pipe' });
  return file;
}
