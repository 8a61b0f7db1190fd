/** A language client for tests: speaks to a server in memory, or to the built bundle in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { nodeHost } from '../../server/src/node-host.ts';
import { startServer } from '../../server/src/server.ts';

export interface Client {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  open(uri: string, text: string): Promise<void>;
  change(uri: string, version: number, text: string): Promise<void>;
  /** What the server pushes for a document, the next time it does. */
  pushed(uri: string): Promise<Diagnostic[]>;
  stop(): Promise<void>;
}

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  /** The `unitwright` section of the settings. */
  readonly settings?: () => unknown;
}

/** A server in this process. */
export async function inMemory(options: ClientOptions = {}): Promise<Client> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), nodeHost());
  return start(createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer)), options);
}

/** A server as it is shipped: a command that speaks on its standard input and output. */
export async function inProcess(command: readonly string[], options: ClientOptions = {}): Promise<Client> {
  const [program, ...args] = command;
  const child: ChildProcess = spawn(program!, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const reader = new StreamMessageReader(child.stdout!);
  const client = await start(createProtocolConnection(reader, new StreamMessageWriter(child.stdin!)), options);
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  return {
    ...client,
    async stop() {
      await client.connection.sendRequest('shutdown');
      await client.connection.sendNotification('exit');
      await ended;
      client.connection.dispose();
    },
  };
}

async function start(connection: ProtocolConnection, { capabilities = {}, settings }: ClientOptions): Promise<Client> {
  const waiting = new Map<string, (diagnostics: Diagnostic[]) => void>();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
    waiting.get(uri)?.(diagnostics);
    waiting.delete(uri);
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => settings?.()));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    // With a process to watch, a server in memory would keep the tests from ending.
    processId: null,
    rootUri: null,
    capabilities,
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    initialized,
    open: (uri, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'systemd', version: 1, text },
      }),
    change: (uri, version, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    pushed: (uri) => new Promise((resolve) => waiting.set(uri, resolve)),
    async stop() {
      // No `exit`: in memory it would end the tests as well.
      await connection.sendRequest('shutdown');
      connection.dispose();
    },
  };
}
