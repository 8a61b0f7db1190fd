import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { capture, inherit, Trouble } from './progress.ts';
import { root } from './root.ts';

/** Runs the bundler and gives its exit status; the arguments are those of esbuild.mjs. */
export function build(args: readonly string[] = []): Promise<number> {
  return inherit(process.execPath, [path.join(root, 'esbuild.mjs'), ...args], { cwd: root });
}

/** Builds, and ends with one sentence when that fails; what is wrong stands above it. */
export async function buildOrStop(): Promise<void> {
  if ((await build()) !== 0) throw new Trouble('The extension could not be built.');
}

/** Packages what is built, and gives the size in bytes. */
export async function packageExtension(file: string): Promise<number> {
  mkdirSync(path.dirname(file), { recursive: true });
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const args = [vsce, 'package', '--no-dependencies', '-o', file];
  const { code, output } = await capture(process.execPath, args, { cwd: root });
  if (code !== 0) throw new Trouble(`The extension could not be packaged.\n${output.trim()}`);
  return statSync(file).size;
}
