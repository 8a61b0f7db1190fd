import {
  type CancellationToken,
  type Connection,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CodeActionKind } from 'vscode-languageserver-types';
import { Prose } from './catalog/prose.ts';
import { codeActions } from './features/code-actions.ts';
import { complete, resolveCompletion } from './features/completion.ts';
import { completeFromWorld } from './features/completion-from-world.ts';
import { diagnostics } from './features/diagnostics.ts';
import { foldingRanges } from './features/folding.ts';
import { hover } from './features/hover.ts';
import { documentLinks, type Files } from './features/links.ts';
import { signatureHelp } from './features/signature.ts';
import { documentSymbols } from './features/symbols.ts';
import { readDocument, type UnitDocument } from './features/unit-document.ts';
import { withWideTables } from './features/wide-tables.ts';
import type { World } from './features/world.ts';
import { targetOf } from './settings.ts';
import { DEFAULT_TARGET, type Target } from './units/unit-file.ts';

/** What the server needs of the place it runs in. */
export interface Host {
  /** All files of `catalog/prose/`, by name. Asked for once, when help is first wanted. */
  loadProse(): Promise<Readonly<Record<string, string>>>;
  /** Absent in the browser. */
  readonly files?: Files;
  /** Absent in the browser. */
  readonly world?: World;
}

/** Clients that cannot ask for diagnostics get them this long after the last keystroke (ms). */
const PUSH_DELAY = 150;

/** Says which request calls which feature; the features do the work. */
export function startServer(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  const units = new Map<string, { version: number; unit: UnitDocument }>();
  const targets = new Map<string, Promise<Target>>();
  let client: InitializeParams['capabilities'] = {};
  let initialTarget = DEFAULT_TARGET;
  // Our own client says that it shows HTML entities (see features/wide-tables.ts).
  let dress = (markdown: string): string => markdown;
  let prose: Promise<Prose> | undefined;
  const help = (): Promise<Prose> => {
    prose ??= host.loadProse().then((files) => new Prose(files));
    return prose;
  };

  const targetFor = (uri: string): Promise<Target> => {
    if (!client.workspace?.configuration) return Promise.resolve(initialTarget);
    let target = targets.get(uri);
    if (!target) {
      target = connection.workspace.getConfiguration({ scopeUri: uri, section: 'unitwright' }).then(targetOf);
      targets.set(uri, target);
    }
    return target;
  };
  const unitFor = async (uri: string): Promise<UnitDocument | undefined> => {
    const target = await targetFor(uri);
    const document = documents.get(uri);
    if (!document) return undefined;
    const known = units.get(uri);
    if (known?.version === document.version && known.unit.file.target === target) return known.unit;
    const unit = readDocument(document, target);
    units.set(uri, { version: document.version, unit });
    return unit;
  };

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    const options = params.initializationOptions as { unitwright?: unknown; wideTables?: boolean } | undefined;
    initialTarget = targetOf(options?.unitwright);
    if (options?.wideTables) dress = withWideTables;
    const pulls = client.textDocument?.diagnostic !== undefined;
    return {
      serverInfo: { name: 'unitwright' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        completionProvider: { triggerCharacters: ['[', '=', '%', '$', '~', '@', ':', ','], resolveProvider: true },
        hoverProvider: true,
        signatureHelpProvider: { triggerCharacters: ['=', ':'] },
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        documentLinkProvider: {},
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        ...(pulls ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } } : {}),
      },
    };
  });

  connection.onInitialized(() => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'unitwright' });
    }
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    targets.clear();
    initialTarget = targetOf((settings as { unitwright?: unknown } | null)?.unitwright);
    if (client.workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh();
    else for (const document of documents.all()) push(document.uri, 0);
  });

  documents.onDidClose(({ document: { uri } }) => {
    units.delete(uri);
    targets.delete(uri);
    if (!client.textDocument?.diagnostic) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  const pending = new Map<string, ReturnType<typeof setTimeout>>();
  const push = (uri: string, delay: number): void => {
    if (client.textDocument?.diagnostic) return;
    clearTimeout(pending.get(uri));
    const send = async (): Promise<void> => {
      pending.delete(uri);
      const unit = await unitFor(uri);
      if (!unit) return;
      await connection.sendDiagnostics({ uri, version: unit.document.version, diagnostics: diagnostics(unit) });
    };
    pending.set(
      uri,
      setTimeout(() => void send(), delay),
    );
  };
  documents.onDidOpen(({ document }) => push(document.uri, 0));
  documents.onDidChangeContent(({ document }) => {
    if (document.version > 0) push(document.uri, PUSH_DELAY);
  });

  /** Answers from the unit of a document; `empty` where it is gone or nobody waits any more. */
  const answer = async <T>(
    uri: string,
    token: CancellationToken,
    empty: T,
    ask: (unit: UnitDocument) => T | Promise<T>,
  ): Promise<T> => {
    const unit = await unitFor(uri);
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    return unit ? ask(unit) : empty;
  };

  connection.onCompletion(({ textDocument, position }, token) =>
    answer(textDocument.uri, token, [], async (unit) => {
      const offset = unit.document.offsetAt(position);
      const items = complete(unit, offset);
      if (!host.world) return items;
      const known = new Set(items.map((item) => item.label));
      const more = await completeFromWorld(unit, offset, host.world);
      return [...items, ...more.filter((item) => !known.has(item.label))];
    }),
  );
  connection.onCompletionResolve(async (item) => resolveCompletion(item, await help(), dress));
  connection.onHover(({ textDocument, position }, token) =>
    answer(textDocument.uri, token, null, async (unit) => {
      const offset = unit.document.offsetAt(position);
      return hover(unit, offset, await help(), dress) ?? null;
    }),
  );
  connection.onSignatureHelp(({ textDocument, position }, token) =>
    answer(textDocument.uri, token, null, (unit) => signatureHelp(unit, unit.document.offsetAt(position)) ?? null),
  );
  connection.onDocumentSymbol(({ textDocument }, token) => answer(textDocument.uri, token, [], documentSymbols));
  connection.onFoldingRanges(({ textDocument }, token) => answer(textDocument.uri, token, [], foldingRanges));
  connection.onDocumentLinks(({ textDocument }, token) =>
    answer(textDocument.uri, token, [], (unit) => documentLinks(unit, host.files)),
  );
  connection.onCodeAction(({ textDocument, range }, token) =>
    answer(textDocument.uri, token, [], (unit) => codeActions(unit, range)),
  );
  connection.languages.diagnostics.on(({ textDocument }, token) =>
    answer(textDocument.uri, token, [] as ReturnType<typeof diagnostics>, diagnostics).then((items) => ({
      kind: DocumentDiagnosticReportKind.Full,
      items,
    })),
  );

  documents.listen(connection);
  connection.listen();
}
