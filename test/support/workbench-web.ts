/**
 * The web host: the workbench as a static web editor serves it, with no server behind it. Extensions run in a web
 * worker, the workspace is virtual. The workbench that code-server ships always expects its server, so two places of
 * its one minified file are changed on the way out.
 */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import type { Workbench } from '../../scripts/workbench/install.ts';
import type { Served } from '../../scripts/workbench/serve.ts';

export interface WebSession {
  /** The .vsix. */
  readonly extension: string;
  /** The folder whose files become the virtual workspace. */
  readonly workspace: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

export async function serveWeb(workbench: Workbench, session: WebSession): Promise<Served> {
  const folders = [inFolder('extension', unzip(session.extension)), fileSystemExtension(session.workspace)];
  const workbenchJs = patched(
    readFileSync(path.join(workbench.vscode, 'out/vs/code/browser/workbench/workbench.js'), 'utf8'),
  );
  let html = '';

  const answer = (url: string): { body: string | Buffer; type: string } | undefined => {
    const { pathname } = new URL(url, 'http://localhost');
    const name = path.posix.normalize(decodeURIComponent(pathname));
    if (name === '/') return { body: html, type: 'text/html' };
    const type = types[path.extname(name)] ?? 'application/octet-stream';
    if (name.endsWith('/workbench/workbench.js')) return { body: workbenchJs, type };
    const extension = /^\/extension-(\d+)\/(.*)$/.exec(name);
    if (extension) {
      const body = folders[Number(extension[1])]?.get(extension[2] ?? '');
      return body && { body, type };
    }
    if (!name.startsWith('/static/')) return undefined;
    const file = path.join(workbench.vscode, name.slice('/static/'.length));
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? { body: readFileSync(file), type } : undefined;
  };

  const server = http.createServer((request, response) => {
    const found = answer(request.url ?? '/');
    response.writeHead(found ? 200 : 404, {
      'content-type': found?.type ?? 'text/plain',
      // The extension host runs on an origin of its own.
      'access-control-allow-origin': '*',
    });
    response.end(found?.body);
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const authority = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  html = workbenchHtml(workbench, authority, folders.length, session.settings);
  return {
    url: `http://${authority}/`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function patched(source: string): string {
  const replaceOnce = (text: string, what: RegExp, by: string) => {
    const count = text.match(new RegExp(what, 'g'))?.length ?? 0;
    if (count === 1) return text.replace(what, by);
    throw new Error(
      `${what} is ${count} times in the workbench of this code-server; workbench-web.ts must be adapted.`,
    );
  };
  // No remote …
  const local = replaceOnce(source, /,remoteAuthority:location\.host\}/, '}');
  // … and so the settings are kept in the browser.
  return replaceOnce(
    local,
    /(\w+\.file\(this\.userDataPath\)\.with\(\{scheme:\w+\.)vscodeRemote(\}\))/,
    '$1vscodeUserData$2',
  );
}

function workbenchHtml(
  workbench: Workbench,
  authority: string,
  extensions: number,
  settings: Readonly<Record<string, unknown>>,
): string {
  const product = JSON.parse(readFileSync(path.join(workbench.vscode, 'product.json'), 'utf8'));
  delete product.extensionsGallery;
  delete product.updateUrl;
  const configuration = {
    userDataPath: '/',
    isEnabledCoderGettingStarted: false,
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    folderUri: { scheme: 'unitwright-test', path: '/workspace' },
    productConfiguration: { ...product, enableTelemetry: false },
    additionalBuiltinExtensions: Array.from({ length: extensions }, (_, index) => ({
      scheme: 'http',
      authority,
      path: `/extension-${index}`,
    })),
    configurationDefaults: { ...settings, 'security.workspace.trust.enabled': false },
  };
  const escaped = JSON.stringify(configuration).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const values: Readonly<Record<string, string>> = {
    WORKBENCH_WEB_CONFIGURATION: escaped,
    WORKBENCH_WEB_BASE_URL: '/static',
    WORKBENCH_NLS_FALLBACK_URL: '/static/out/nls.messages.js',
    WORKBENCH_NLS_URL: '/static/out/nls.messages.js',
  };
  return readFileSync(path.join(workbench.vscode, 'out/vs/code/browser/workbench/workbench.html'), 'utf8').replace(
    /\{\{([A-Z_]+)\}\}/g,
    (_, name: string) => values[name] ?? '',
  );
}

/** A second extension, which provides the virtual workspace. */
function fileSystemExtension(folder: string): Map<string, Buffer> {
  const files: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, name);
    if (statSync(file).isFile()) files[`/workspace/${name}`] = readFileSync(file, 'base64');
  }
  const built = buildSync({
    entryPoints: [path.join(import.meta.dirname, 'workbench-files.ts')],
    bundle: true,
    write: false,
    format: 'cjs',
    external: ['vscode'],
    define: { WORKSPACE_FILES: JSON.stringify(files) },
  });
  const manifest = {
    name: 'virtual-files',
    publisher: 'unitwright-test',
    version: '0.0.1',
    engines: { vscode: '^1.90.0' },
    browser: './main.js',
    activationEvents: ['onFileSystem:unitwright-test'],
    capabilities: { virtualWorkspaces: true, untrustedWorkspaces: { supported: true } },
  };
  return new Map([
    ['package.json', Buffer.from(JSON.stringify(manifest))],
    ['main.js', Buffer.from(built.outputFiles[0]?.contents ?? [])],
  ]);
}

function inFolder(folder: string, files: Map<string, Buffer>): Map<string, Buffer> {
  const inside = [...files].filter(([name]) => name.startsWith(`${folder}/`));
  return new Map(inside.map(([name, body]) => [name.slice(folder.length + 1), body]));
}

/** The files of a zip archive, read by its central directory. */
function unzip(file: string): Map<string, Buffer> {
  const zip = readFileSync(file);
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const method = zip.readUInt16LE(at + 10);
    const size = zip.readUInt32LE(at + 20);
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    // The local header repeats the name, but its extra field may have another length.
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const body = zip.subarray(start, start + size);
    files.set(name, method === 0 ? body : inflateRawSync(body));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}
