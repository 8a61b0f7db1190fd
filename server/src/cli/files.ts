import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { identify } from '../units/identity.ts';
import { decode } from './decode.ts';

/** A file to check, or why it cannot be. */
export type Source =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly problem: string; readonly isFault: boolean };

/** Folders that hold no units of one's own. */
const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn']);

/** Nothing that people write is larger (bytes). */
const LARGEST = 64 * 1024 * 1024;

/**
 * The unit files that a list of paths stands for, in order. Folders are walked; in them, whatever is not named like a
 * unit is passed over, and so are links to folders. A file that is named is read whatever it is.
 */
export function* readSources(paths: readonly string[]): Generator<Source> {
  for (const path of paths) {
    let isFolder: boolean;
    try {
      isFolder = statSync(path).isDirectory();
    } catch (error) {
      yield { path, problem: reasonOf(error), isFault: true };
      continue;
    }
    if (isFolder) yield* walk(path);
    else if (identify(path).kind === 'unknown') {
      yield { path, problem: 'not named like a unit or a drop-in; passed over', isFault: false };
    } else yield read(path, true);
  }
}

function* walk(folder: string): Generator<Source> {
  let entries: ReturnType<typeof readFolder>;
  try {
    entries = readFolder(folder);
  } catch (error) {
    yield { path: folder, problem: reasonOf(error), isFault: true };
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) yield* walk(path);
    } else if ((entry.isFile() || entry.isSymbolicLink()) && identify(path).kind !== 'unknown') {
      // A link to nothing, to a folder or to /dev/null (a mask) is nothing to check.
      if (!entry.isSymbolicLink() || isOrdinaryFile(path)) yield read(path, true);
    }
  }
}

function readFolder(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isOrdinaryFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function read(path: string, isFault: boolean): Source {
  try {
    const { size } = statSync(path);
    if (size > LARGEST) return { path, problem: 'larger than 64 MiB: no unit file is', isFault };
    return { path, text: decode(readFileSync(path)) };
  } catch (error) {
    return { path, problem: reasonOf(error), isFault };
  }
}

function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read: no permission';
  if (code === 'EISDIR') return 'is a folder';
  return error instanceof Error ? error.message : String(error);
}
