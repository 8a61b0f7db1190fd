/** The extension where extensions run on Node: the desktop, and remote hosts. */

import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import * as client from './client.ts';

export function activate(context: ExtensionContext): void {
  const module = context.asAbsolutePath('dist/server.cjs');
  client.activate(context, {
    createClient: (id, name, options) =>
      new LanguageClient(id, name, { module, transport: TransportKind.ipc }, options),
  });
}

export const deactivate = client.deactivate;
