import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  type SemanticTokensLegend,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Prose } from './catalog/prose.ts';
import type { Files } from './features/links.ts';
import type { UnitDocument } from './features/unit-document.ts';
import type { World } from './features/world.ts';
import type { Target } from './units/unit-file.ts';

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

/** The kinds of semantic tokens: told before features/semantic-tokens.ts is loaded, which a test compares. */
export const LEGEND: SemanticTokensLegend = {
  tokenTypes: ['property', 'enumMember', 'macro'],
  tokenModifiers: ['deprecated'],
};

/** What reads units: see analysis.ts. */
type Analysis = typeof import('./analysis.ts');

/** Says which request calls which feature; the features do the work. */
export function startServer(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  const units = new Map<string, { version: number; unit: UnitDocument }>();
  const targets = new Map<string, Promise<Target>>();
  let client: InitializeParams['capabilities'] = {};
  let analysis: Promise<Analysis> | undefined;
  const load = (): Promise<Analysis> => {
    analysis ??= import('./analysis.ts');
    return analysis;
  };
  // For clients that do not let the server ask for settings: those that they sent.
  let initialSettings: unknown;
  let initialTarget: Promise<Target> | undefined;
  // Our own client says that it shows HTML entities (see features/wide-tables.ts).
  let hasWideTables = false;
  const dress = async (): Promise<(markdown: string) => string> => {
    const { withWideTables } = await load();
    return hasWideTables ? withWideTables : (markdown) => markdown;
  };
  let prose: Promise<Prose> | undefined;
  const help = (): Promise<Prose> => {
    prose ??= Promise.all([load(), host.loadProse()]).then(([{ Prose }, files]) => new Prose(files));
    return prose;
  };

  const targetFor = (uri: string): Promise<Target> => {
    if (!client.workspace?.configuration) {
      initialTarget ??= load().then(({ targetOf }) => targetOf(initialSettings));
      return initialTarget;
    }
    let target = targets.get(uri);
    if (!target) {
      const settings = connection.workspace.getConfiguration({ scopeUri: uri, section: 'unitwright' });
      target = Promise.all([load(), settings]).then(([{ targetOf }, section]) => targetOf(section));
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
    const { readDocument } = await load();
    const unit = readDocument(document, target);
    units.set(uri, { version: document.version, unit });
    return unit;
  };

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    const options = params.initializationOptions as { unitwright?: unknown; wideTables?: boolean } | undefined;
    initialSettings = options?.unitwright;
    hasWideTables = options?.wideTables ?? false;
    const pulls = client.textDocument?.diagnostic !== undefined;
    return {
      serverInfo: { name: 'unitwright' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        completionProvider: { triggerCharacters: ['[', '=', '%', '$', '~', '@', ':', ','], resolveProvider: true },
        hoverProvider: true,
        semanticTokensProvider: { legend: LEGEND, full: true },
        signatureHelpProvider: { triggerCharacters: ['=', ':'] },
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        documentLinkProvider: {},
        codeActionProvider: { codeActionKinds: ['quickfix'] },
        ...(pulls ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } } : {}),
      },
    };
  });

  connection.onInitialized(() => {
    // Now that the editor has its answer.
    void load();
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'unitwright' });
    }
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    targets.clear();
    initialSettings = (settings as { unitwright?: unknown } | null)?.unitwright;
    initialTarget = undefined;
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
      const [unit, { diagnostics }] = await Promise.all([unitFor(uri), load()]);
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
    ask: (unit: UnitDocument, features: Analysis) => T | Promise<T>,
  ): Promise<T> => {
    const [unit, features] = await Promise.all([unitFor(uri), load()]);
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    return unit ? ask(unit, features) : empty;
  };

  connection.onCompletion(({ textDocument, position }, token) =>
    answer(textDocument.uri, token, [], async (unit, features) => {
      const offset = unit.document.offsetAt(position);
      const items = features.complete(unit, offset);
      if (!host.world) return items;
      const known = new Set(items.map((item) => item.label));
      const more = await features.completeFromWorld(unit, offset, host.world);
      return [...items, ...more.filter((item) => !known.has(item.label))];
    }),
  );
  connection.onCompletionResolve(async (item) => (await load()).resolveCompletion(item, await help(), await dress()));
  connection.onHover(({ textDocument, position }, token) =>
    answer(textDocument.uri, token, null, async (unit, { hover }) => {
      const offset = unit.document.offsetAt(position);
      return hover(unit, offset, await help(), await dress()) ?? null;
    }),
  );
  connection.onSignatureHelp(({ textDocument, position }, token) =>
    answer(textDocument.uri, token, null, (unit, { signatureHelp }) => {
      return signatureHelp(unit, unit.document.offsetAt(position)) ?? null;
    }),
  );
  connection.languages.semanticTokens.on(({ textDocument }, token) =>
    answer(textDocument.uri, token, { data: [] }, (unit, { semanticTokens }) => semanticTokens(unit)),
  );
  connection.onDocumentSymbol(({ textDocument }, token) =>
    answer(textDocument.uri, token, [], (unit, { documentSymbols }) => documentSymbols(unit)),
  );
  connection.onFoldingRanges(({ textDocument }, token) =>
    answer(textDocument.uri, token, [], (unit, { foldingRanges }) => foldingRanges(unit)),
  );
  connection.onDocumentLinks(({ textDocument }, token) =>
    answer(textDocument.uri, token, [], (unit, { documentLinks }) => documentLinks(unit, host.files)),
  );
  connection.onCodeAction(({ textDocument, range }, token) =>
    answer(textDocument.uri, token, [], (unit, { codeActions }) => codeActions(unit, range)),
  );
  connection.languages.diagnostics.on(async ({ textDocument }, token) => {
    const items = await answer<Diagnostic[]>(textDocument.uri, token, [], (unit, { diagnostics }) => diagnostics(unit));
    return { kind: DocumentDiagnosticReportKind.Full, items };
  });

  documents.listen(connection);
  connection.listen();
}
