import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeWorld } from './node-world.ts';
import { type Host, startServer } from './server.ts';

/** Starts the language server on Node, on the transport that the arguments name (`--stdio`, `--node-ipc` …). */
export function startNodeServer(): void {
  startServer(createConnection(ProposedFeatures.all), nodeHost());
}

/** The outside world as Node shows it. */
export function nodeHost(): Host {
  return {
    loadProse,
    world: nodeWorld(),
    files: {
      async exists(path) {
        try {
          return (await stat(path)).isFile();
        } catch {
          return false;
        }
      },
      uriOf: (path) => pathToFileURL(path).href,
    },
  };
}

/** The prose stands in a folder beside the bundle, and beside the catalogue where the sources run as they are. */
export async function loadProse(): Promise<Record<string, string>> {
  const here = fileURLToPath(new URL('.', import.meta.url));
  for (const folder of [join(here, 'prose'), join(here, 'catalog', 'prose')]) {
    const names = await readdir(folder).catch(() => []);
    if (names.length === 0) continue;
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
  }
  return {};
}
