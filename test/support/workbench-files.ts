/** The virtual workspace of the web host: an extension with a file system in memory. Bundled by workbench-web.ts. */

import * as vscode from 'vscode';

/** Absolute path → base64, put in by the bundler. */
declare const WORKSPACE_FILES: Readonly<Record<string, string>>;

export function activate(context: vscode.ExtensionContext): void {
  const files = new Map<string, Uint8Array>();
  for (const [name, text] of Object.entries(WORKSPACE_FILES)) {
    files.set(
      name,
      Uint8Array.from(atob(text), (char) => char.charCodeAt(0)),
    );
  }
  const isFolder = (path: string) => [...files.keys()].some((name) => name.startsWith(path.replace(/\/?$/, '/')));
  const missing = (uri: vscode.Uri) => vscode.FileSystemError.FileNotFound(uri);
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const times = { ctime: 0, mtime: 0 };

  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => {}),
    stat(uri) {
      const file = files.get(uri.path);
      if (file) return { ...times, type: vscode.FileType.File, size: file.length };
      if (isFolder(uri.path)) return { ...times, type: vscode.FileType.Directory, size: 0 };
      throw missing(uri);
    },
    readDirectory(uri) {
      const prefix = uri.path.replace(/\/?$/, '/');
      const entries = new Map<string, vscode.FileType>();
      for (const name of files.keys()) {
        if (!name.startsWith(prefix)) continue;
        const [first = '', ...rest] = name.slice(prefix.length).split('/');
        entries.set(first, rest.length > 0 ? vscode.FileType.Directory : vscode.FileType.File);
      }
      return [...entries];
    },
    readFile(uri) {
      const file = files.get(uri.path);
      if (!file) throw missing(uri);
      return file;
    },
    writeFile(uri, content) {
      files.set(uri.path, content);
      changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    },
    createDirectory() {},
    delete(uri) {
      files.delete(uri.path);
    },
    rename(uri) {
      throw vscode.FileSystemError.NoPermissions(uri);
    },
  };
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('unitwright-test', provider, { isCaseSensitive: true }),
  );
}
