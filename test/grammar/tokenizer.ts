// Tokens as an editor computes them, for what the fixtures cannot say: states between lines, odd line ends, long lines.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import oniguruma from 'vscode-oniguruma';
import type { StateStack } from 'vscode-textmate';
import textmate from 'vscode-textmate';

export const grammarPath: string = fileURLToPath(new URL('../../syntaxes/systemd.tmLanguage.json', import.meta.url));
export const shellStubPath: string = fileURLToPath(new URL('shell-stub.tmLanguage.json', import.meta.url));

const paths = new Map([
  ['source.systemd', grammarPath],
  ['source.shell', shellStubPath],
]);

const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
await oniguruma.loadWASM(new Uint8Array(wasm).buffer);

const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scopeName) => {
    const path = paths.get(scopeName);
    return path === undefined ? null : textmate.parseRawGrammar(readFileSync(path, 'utf8'), path);
  },
});

const loaded = await registry.loadGrammar('source.systemd');
if (loaded === null) throw new Error(`${grammarPath} was not loaded`);
const grammar = loaded;

export interface Token {
  readonly text: string;
  /** From the outside in, without the scope of the file. */
  readonly scopes: readonly string[];
}

export interface Line {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** How many rules are open at the end of the line; 1 is the state in which a file starts. */
  readonly depth: number;
}

/** Cuts at line feeds only: a carriage return stays at the end of its line, as some editors leave it. */
export function tokenize(text: string): Line[] {
  let state: StateStack = textmate.INITIAL;
  return text.split('\n').map((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    const tokens = result.tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes: scopes.slice(1),
    }));
    return { text: line, tokens, depth: state.depth };
  });
}

/** The scopes at the first occurrence of `part` in a line, without the suffix that all of them have. */
export function scopesOf(line: Line | undefined, part: string): string {
  if (line === undefined) throw new Error('There is no such line.');
  const at = line.text.indexOf(part);
  if (at < 0) throw new Error(`${JSON.stringify(part)} is not in ${JSON.stringify(line.text)}`);
  let offset = 0;
  for (const token of line.tokens) {
    offset += token.text.length;
    if (at < offset) return token.scopes.join(' ').replaceAll('.systemd', '');
  }
  return '';
}

/**
 * For each line, whether the next one continues it, by the rules of config_parse(): a comment changes nothing, and of a
 * run of backslashes at the end every second one counts.
 */
export function continued(text: string): boolean[] {
  let open = false;
  return text.split('\n').map((line) => {
    if (!/^[ \t\r]*[#;]/.test(line)) open = (/\\*(?=\r?$)/.exec(line)?.[0].length ?? 0) % 2 === 1;
    return open;
  });
}

/** All cases take a long time: a twentieth, chosen anew each time, is enough while one works. */
export const SHARE = process.env.CI === 'true' ? 1 : 0.05;
