import files from 'prose:all';
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from './server.ts';

// The web worker that VS Code starts in the browser: nothing but the language server.
startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  loadProse: () => Promise.resolve(files),
});
