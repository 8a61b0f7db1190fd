import { readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FolderEntry, World } from './features/world.ts';

/** Where the managers look for units, as far as every system has them (`src/libsystemd/sd-path/path-lookup.c`). */
const UNIT_FOLDERS = {
  system: ['/etc/systemd/system', '/run/systemd/system', '/usr/local/lib/systemd/system', '/usr/lib/systemd/system'],
  user: ['/etc/systemd/user', '/run/systemd/user', '/usr/local/lib/systemd/user', '/usr/lib/systemd/user'],
} as const;

/** How long a list is taken for true (ms): typing asks for it many times in a row. */
const FRESH = 5000;

/** What this machine has: read when asked for, and kept for a few seconds. Never runs a program. */
export function nodeWorld(): World {
  const kept = new Map<string, { at: number; answer: Promise<unknown> }>();
  const keep = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const known = kept.get(key);
    if (known && Date.now() - known.at < FRESH) return known.answer as Promise<T>;
    const answer = ask();
    kept.set(key, { at: Date.now(), answer });
    return answer;
  };
  const namesIn = async (folder: string): Promise<string[]> => (await listFolder(folder)).map(({ name }) => name);
  return {
    listFolder: (path) => keep(path, () => listFolder(path)),
    users: () => keep('users', () => namesOf('/etc/passwd')),
    groups: () => keep('groups', () => namesOf('/etc/group')),
    unitFiles: (scope, document) =>
      keep(`units ${scope} ${dirname(document)}`, async () => {
        const lists = await Promise.all([dirname(document), ...UNIT_FOLDERS[scope]].map(namesIn));
        return [...new Set(lists.flat())].sort();
      }),
  };
}

async function listFolder(path: string): Promise<FolderEntry[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
  } catch {
    return [];
  }
}

/** The first fields of a table such as /etc/passwd. */
async function namesOf(file: string): Promise<string[]> {
  try {
    const lines = (await readFile(file, 'utf8')).split('\n');
    return lines.map((line) => line.slice(0, Math.max(0, line.indexOf(':')))).filter((name) => /^[A-Za-z_]/.test(name));
  } catch {
    return [];
  }
}
