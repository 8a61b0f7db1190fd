import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../server/src/catalog/prose/', import.meta.url);

/** All files of prose: name → text. */
export function readProse(): Record<string, string> {
  return Object.fromEntries(readdirSync(FOLDER).map((name) => [name, readFileSync(new URL(name, FOLDER), 'utf8')]));
}
