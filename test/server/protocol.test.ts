/** The same conversation with a server in memory and with the built bundles, as an editor has it. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { CodeAction, CompletionItem, DocumentDiagnosticReport, Hover } from 'vscode-languageserver/node';
import { LEGEND } from '../../server/src/features/semantic-tokens.ts';
import { type Client, type ClientOptions, inMemory, inProcess } from '../support/client.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const URI = 'file:///etc/systemd/system/shop.service';
const TEXT = '[Service]\nExecStart=/usr/bin/shop\nRestrat=always\n';

const PULL: ClientOptions = { capabilities: { textDocument: { diagnostic: {} } } };

const SERVERS: Readonly<Record<string, (options?: ClientOptions) => Promise<Client>>> = {
  'in memory': inMemory,
  'dist/server.cjs': (options) => inProcess([process.execPath, `${ROOT}dist/server.cjs`, '--stdio'], options),
  'unitwright lsp': (options) => inProcess([process.execPath, `${ROOT}server/dist/cli.js`, 'lsp', '--stdio'], options),
};

for (const [name, connect] of Object.entries(SERVERS)) {
  describe(name, () => {
    let client: Client;
    before(async () => {
      assert.ok(existsSync(`${ROOT}dist/server.cjs`), 'npm run build comes first');
      client = await connect(PULL);
      await client.open(URI, TEXT);
    });
    after(() => client.stop());

    const at = (line: number, character: number) => ({ textDocument: { uri: URI }, position: { line, character } });

    test('says what it can do', () => {
      const { capabilities } = client.initialized;
      assert.equal(capabilities.hoverProvider, true);
      assert.deepEqual(capabilities.completionProvider?.triggerCharacters, ['[', '=', '%', '$', '~', '@', ':', ',']);
      assert.ok(capabilities.diagnosticProvider);
      assert.deepEqual(capabilities.semanticTokensProvider, { legend: LEGEND, full: true });
    });

    test('diagnostics, when asked', async () => {
      const report = await client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri: URI },
      });
      assert.equal(report.kind, 'full');
      if (report.kind !== 'full') return;
      const [problem] = report.items;
      assert.equal(report.items.length, 1);
      assert.equal(problem?.code, 'unknown-directive');
      assert.equal(problem?.source, 'systemd');
      assert.equal(problem?.severity, 1);
      assert.match(problem?.codeDescription?.href ?? '', /docs\/rules\/unknown-directive\.md$/);
      assert.deepEqual(problem?.data, { category: 'assignment' });
    });

    test('a fix', async () => {
      const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } };
      const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri: URI },
        range,
        context: { diagnostics: [] },
      });
      assert.deepEqual(
        actions.map(({ title }) => title),
        ['Write “Restart=”'],
      );
    });

    test('completion, and its documentation', async () => {
      const items = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', at(3, 0));
      const item = items.find(({ label }) => label === 'RestartSec');
      assert.ok(item && !item.documentation);
      const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', item);
      assert.match(JSON.stringify(resolved.documentation), /RestartSec=/);
    });

    test('hover has the prose', async () => {
      const hover = await client.connection.sendRequest<Hover>('textDocument/hover', at(1, 2));
      assert.match(JSON.stringify(hover.contents), /\*\*ExecStart=\*\* · \[Service\].*\[systemd\.service\(5\)\]/);
    });

    test('outline, folding, links', async () => {
      for (const [method, count] of [
        ['textDocument/documentSymbol', 1],
        ['textDocument/foldingRange', 1],
        ['textDocument/documentLink', 0],
      ] as const) {
        const answer = await client.connection.sendRequest<unknown[]>(method, { textDocument: { uri: URI } });
        assert.equal(answer.length, count, method);
      }
    });

    test('a document that is not open has nothing', async () => {
      const uri = 'file:///nowhere.service';
      assert.equal(
        await client.connection.sendRequest('textDocument/hover', { ...at(0, 0), textDocument: { uri } }),
        null,
      );
    });
  });
}

describe('clients that do not ask for diagnostics', () => {
  test('get them when a document is opened, changed and closed', async () => {
    const client = await inMemory();
    let next = client.pushed(URI);
    await client.open(URI, TEXT);
    assert.equal((await next).length, 1);
    next = client.pushed(URI);
    await client.change(URI, 2, TEXT.replace('Restrat', 'Restart'));
    assert.equal((await next).length, 0);
    next = client.pushed(URI);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
    assert.equal((await next).length, 0);
    await client.stop();
  });
});

describe('the target version', () => {
  const text = '[Service]\nExecStart=/bin/true\nRestartSteps=3\n';
  const codes = async (client: Client): Promise<unknown[]> => {
    const params = { textDocument: { uri: URI } };
    const report = await client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', params);
    return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
  };

  test('comes from the settings, and changes with them', async () => {
    let settings: unknown = { systemdVersion: 'newest' };
    const client = await inMemory({
      capabilities: { ...PULL.capabilities, workspace: { configuration: true, didChangeConfiguration: {} } },
      settings: () => settings,
    });
    await client.open(URI, text);
    assert.deepEqual(await codes(client), []);
    settings = { systemdVersion: '252' };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await codes(client), ['directive-too-new']);
    settings = { systemdVersion: 'nonsense' };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await codes(client), [], 'what makes no sense counts as newest');
    await client.stop();
  });
});
