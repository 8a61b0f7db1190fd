/** Starts the language server and keeps it running: all that the extension does by itself. */

import * as vscode from 'vscode';
import type { BaseLanguageClient, CloseHandlerResult, LanguageClientOptions } from 'vscode-languageclient';
import { CloseAction, ErrorAction, RevealOutputChannelOn } from 'vscode-languageclient';

/** What differs between the desktop and the web: how a server is started. */
export interface Host {
  /** Makes a client that is not started yet; `failed` may tell later that its server could not be loaded. */
  createClient(id: string, name: string, options: LanguageClientOptions, failed: Failed): BaseLanguageClient;
}

export type Failed = (error: unknown) => void;

const id = 'unitwright';
const name = 'systemd';
/** A server that ends this often within three minutes is not started again. */
const maxRestarts = 4;

let current: BaseLanguageClient | undefined;

export function activate(context: vscode.ExtensionContext, host: Host): void {
  const output = vscode.window.createOutputChannel(name, { log: true });
  const trace = tracing(output);

  async function start(): Promise<void> {
    const failed = once((error: unknown) => explain(output, error));
    const client = host.createClient(
      id,
      name,
      {
        // Any scheme: files, unsaved and virtual documents alike.
        documentSelector: [{ language: 'systemd' }],
        initializationOptions: { wideTables: true },
        outputChannel: output,
        traceOutputChannel: trace.channel,
        // A failed request is written down; it is no reason to interrupt.
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        initializationFailedHandler: () => false,
        errorHandler: { error: () => ({ action: ErrorAction.Continue, handled: true }), closed: onClosed(failed) },
      },
      failed,
    );
    // The library shows its own message for every trouble, with a stack; ours is one sentence, and the rest is in the log.
    const write = client.error.bind(client);
    client.error = (message, data) => write(message, data, false);
    current = client;
    try {
      await client.start();
    } catch (error) {
      failed(error);
    }
  }

  async function restart(): Promise<void> {
    const old = current;
    current = undefined;
    // A server that does not answer any more must not keep a new one from starting.
    await old?.dispose().catch((error: unknown) => output.warn(`The old server did not stop: ${error}`));
    output.info('Restarting the language server.');
    await start();
  }

  context.subscriptions.push(
    output,
    trace,
    vscode.commands.registerCommand('unitwright.restartServer', restart),
    vscode.commands.registerCommand('unitwright.showOutput', () => output.show()),
  );
  void start();
}

export async function deactivate(): Promise<void> {
  // A server that never ran cannot be stopped; that is no trouble when the editor closes.
  await current?.stop().catch(() => {});
}

function onClosed(failed: Failed): () => CloseHandlerResult {
  const times: number[] = [];
  return () => {
    times.push(Date.now());
    const recent = times.filter((time) => time > Date.now() - 3 * 60_000);
    if (recent.length <= maxRestarts) return { action: CloseAction.Restart, handled: true };
    failed(new Error(`The language server ended ${recent.length} times within three minutes.`));
    return { action: CloseAction.DoNotRestart, handled: true };
  };
}

function explain(output: vscode.LogOutputChannel, error: unknown): void {
  output.error(error instanceof Error ? error : String(error));
  const show = 'Show Output';
  const again = 'Restart';
  void vscode.window
    .showErrorMessage('The language server for systemd units could not be started.', show, again)
    .then((choice) => {
      if (choice === show) output.show();
      if (choice === again) void vscode.commands.executeCommand('unitwright.restartServer');
    });
}

/**
 * The library traces only while the log level of the channel is "trace". Our setting shall be enough by itself, so the
 * library gets a channel whose level follows the setting.
 */
function tracing(output: vscode.LogOutputChannel): { channel: vscode.LogOutputChannel; dispose(): void } {
  const level = () =>
    vscode.workspace.getConfiguration(id).get('trace.server', 'off') === 'off'
      ? vscode.LogLevel.Info
      : vscode.LogLevel.Trace;
  const changed = new vscode.EventEmitter<vscode.LogLevel>();
  const listener = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('unitwright.trace.server')) changed.fire(level());
  });
  const channel: vscode.LogOutputChannel = Object.create(output, {
    logLevel: { get: level },
    onDidChangeLogLevel: { value: changed.event },
    trace: { value: (message: string) => output.info(message) },
  });
  return { channel, dispose: () => vscode.Disposable.from(changed, listener).dispose() };
}

function once<T>(act: (value: T) => void): (value: T) => void {
  let done = false;
  return (value) => {
    if (done) return;
    done = true;
    act(value);
  };
}
