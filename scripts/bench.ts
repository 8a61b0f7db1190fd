/**
 * Measures what people wait for, and prints it as a table beside the budgets. Everything is measured in one run, with
 * Node's own bare start in it, because machines differ: read the ratios.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { Prose } from '../server/src/catalog/prose.ts';
import { complete, resolveCompletion } from '../server/src/features/completion.ts';
import { diagnostics } from '../server/src/features/diagnostics.ts';
import { hover } from '../server/src/features/hover.ts';
import { documentOf } from '../server/src/features/unit-document.ts';
import { loadProse } from '../server/src/node-host.ts';
import { buildOrStop, packageExtension } from './support/build.ts';
import { main } from './support/progress.ts';
import { root } from './support/root.ts';

/** Programs are measured with the Node that people have, not with the pinned one. */
const NODE = process.env.BENCH_NODE ?? process.execPath;
const RUNS = 15;

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
  readonly isOver: boolean;
}

const UNIT = `[Unit]
Description=A shop
Documentation=https://example.com/docs
After=network-online.target
Wants=network-online.target

[Service]
Type=notify
User=shop
Environment=PORT=8000
ExecStart=/usr/bin/shop --port $PORT
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec=5s
ProtectSystem=strict
ProtectHome=yes
NoNewPrivileges=yes

[Install]
WantedBy=multi-user.target
`;

await main(async () => {
  await buildOrStop();
  const rows = [...(await startRows()), ...(await featureRows()), keystrokeRow(), ...corpusRows(), await packageRow()];
  const width = Math.max(...rows.map(({ what }) => what.length));
  console.log(`\n${process.platform}-${process.arch}, Node ${execFileSync(NODE, ['--version']).toString().trim()}\n`);
  console.log(`| ${'what'.padEnd(width)} | measured | budget |\n| ${'-'.repeat(width)} | --- | --- |`);
  for (const { what, measured, budget, isOver } of rows) {
    console.log(`| ${what.padEnd(width)} | ${measured}${isOver ? ' (over)' : ''} | ${budget} |`);
  }
  return 0;
});

/** The language server as VS Code starts it, against a bare `node -e 0`. */
async function startRows(): Promise<Row[]> {
  const bare: number[] = [];
  const initialized: number[] = [];
  const diagnosed: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const begun = performance.now();
    spawnSync(NODE, ['-e', '0']);
    const base = performance.now() - begun;
    const server = await startServer();
    // The first run fills the caches of the machine.
    if (run === 0) continue;
    bare.push(base);
    initialized.push(server.initialized - base);
    diagnosed.push(server.diagnosed - base);
  }
  const base = median(bare);
  const row = (what: string, times: readonly number[], allowed: number): Row => {
    const time = median(times);
    return {
      what,
      measured: `bare + ${ms(time)} (×${((base + time) / base).toFixed(2)})`,
      budget: `bare + ${allowed} ms`,
      isOver: time > allowed,
    };
  };
  return [
    { what: 'bare `node -e 0`', measured: ms(base), budget: '', isOver: false },
    row('process start → `initialize` answered', initialized, 40),
    row('… → first diagnostics of a 20-line unit', diagnosed, 60),
  ];
}

async function startServer(): Promise<{ initialized: number; diagnosed: number }> {
  const uri = 'file:///etc/systemd/system/shop.service';
  const begun = performance.now();
  const child = spawn(NODE, [path.join(root, 'dist/server.cjs'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const capabilities = { textDocument: { diagnostic: {} } };
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities });
  const initialized = performance.now() - begun;
  void connection.sendNotification('initialized', {});
  void connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'systemd', version: 1, text: UNIT },
  });
  await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  const diagnosed = performance.now() - begun;
  connection.dispose();
  child.kill();
  return { initialized, diagnosed };
}

/** Completion and hover at every place of a unit, in this process. */
async function featureRows(): Promise<Row[]> {
  const prose = new Prose(await loadProse());
  const completions: number[] = [];
  const hovers: number[] = [];
  for (let round = 0; round < 4; round++) {
    for (let offset = 0; offset <= UNIT.length; offset++) {
      const unit = documentOf('shop.service', UNIT);
      let begun = performance.now();
      const [item] = complete(unit, offset);
      if (item) resolveCompletion(item, prose);
      completions.push(performance.now() - begun);
      begun = performance.now();
      hover(unit, offset, prose);
      hovers.push(performance.now() - begun);
    }
    // The first round decodes the catalogue and compiles the code.
    if (round === 0) completions.length = hovers.length = 0;
  }
  return [limit('completion, p99', percentile(completions, 99), 3), limit('hover, p99', percentile(hovers, 99), 3)];
}

/** A keystroke in a 3,000-line unit: parsed, looked up and judged anew. */
function keystrokeRow(): Row {
  const lines = UNIT.split('\n').filter((line) => line !== '');
  const text = Array.from({ length: 3000 }, (_, index) => lines[index % lines.length]).join('\n');
  const times: number[] = [];
  for (let key = 0; key < 500; key++) {
    const at = (key * 7919) % text.length;
    const changed = `${text.slice(0, at)}x${text.slice(at)}`;
    const begun = performance.now();
    diagnostics(documentOf('shop.service', changed));
    // The first keystrokes warm the code up.
    if (key >= 100) times.push(performance.now() - begun);
  }
  return limit('a keystroke in a 3,000-line unit → its diagnostics, p99', percentile(times, 99), 15);
}

/** The command line over real units, where they are there. */
function corpusRows(): Row[] {
  const archive = path.join(root, '../shared/corpus/units.tar.xz');
  const what = '`unitwright check` over 1,650 real units, start included';
  if (!existsSync(archive)) return [{ what, measured: 'no ../shared/corpus here', budget: '1.0 s', isOver: false }];
  const folder = mkdtempSync(path.join(tmpdir(), 'unitwright-bench-'));
  try {
    execFileSync('tar', ['xf', archive, '-C', folder]);
    const times: number[] = [];
    for (let run = 0; run <= 5; run++) {
      const begun = performance.now();
      spawnSync(NODE, [path.join(root, 'server/dist/cli.js'), 'check', '--format', 'json', folder]);
      if (run > 0) times.push(performance.now() - begun);
    }
    return [limit(what, median(times), 1000)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function packageRow(): Promise<Row> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'unitwright-bench-')), 'unitwright.vsix');
  try {
    const size = (await packageExtension(file)) / 1024 / 1024;
    return { what: 'the .vsix', measured: `${size.toFixed(2)} MB`, budget: '1 MB', isOver: size > 1 };
  } finally {
    rmSync(path.dirname(file), { recursive: true });
  }
}

function limit(what: string, measured: number, allowed: number): Row {
  const budget = allowed >= 1000 ? `${(allowed / 1000).toFixed(1)} s` : `${allowed} ms`;
  return { what, measured: ms(measured), budget, isOver: measured > allowed };
}

function ms(time: number): string {
  return time >= 100 ? `${time.toFixed(0)} ms` : `${time.toFixed(time >= 10 ? 1 : 2)} ms`;
}

function median(times: readonly number[]): number {
  return percentile(times, 50);
}

function percentile(times: readonly number[], percent: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}
