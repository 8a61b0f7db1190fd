/** The extension in a browser: the language server is a web worker. */

import { type ExtensionContext, Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import * as client from './client.ts';

export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true);
  let worker: Worker | undefined;
  const end = () => worker?.terminate();
  context.subscriptions.push({ dispose: end });
  client.activate(context, {
    createClient: (id, name, options, failed) =>
      new LanguageClient(
        id,
        name,
        async () => {
          end();
          worker = new Worker(script);
          // A script that cannot be loaded gives no answer, only this event.
          worker.addEventListener('error', (event) => failed(event.message || `${script} could not be loaded.`));
          // Not the worker itself: in the extension host it is a stand-in, which the library does not recognise.
          return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
        },
        options,
      ),
  });
}

export const deactivate = client.deactivate;
