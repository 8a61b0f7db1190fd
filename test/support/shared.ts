/** Material beside the project that a test uses where it is there: real units, facts to compare with. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after } from 'node:test';
import { decode } from '../../server/src/cli/decode.ts';
import { optional } from './skips.ts';

const SHARED = new URL('../../../shared/', import.meta.url);

/** For the `skip` option of a test: why a path below the shared folder cannot be used. */
export function sharedSkip(path: string): string | false {
  return optional(existsSync(new URL(path, SHARED)) ? undefined : `../shared/${path} is not there`);
}

export function readShared(path: string): string {
  return readFileSync(new URL(path, SHARED), 'utf8');
}

/** Unpacks the corpus of real units: path in it → text. */
export function readCorpus(): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'unitwright-corpus-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync('tar', ['xf', new URL('corpus/units.tar.xz', SHARED).pathname, '-C', folder]);
  const units = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    units.set(relative(join(folder, 'public'), path), decode(readFileSync(path)));
  }
  return units;
}
