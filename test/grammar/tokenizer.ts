// Tokens as an editor computes them, for what a fixture cannot say: assertions are comment lines, and a comment line
// after a continued one belongs to the assignment.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import type { StateStack } from 'vscode-textmate';

export const grammarPath: string = fileURLToPath(new URL('../../syntaxes/systemd.tmLanguage.json', import.meta.url));
export const shellStubPath: string = fileURLToPath(new URL('shell-stub.tmLanguage.json', import.meta.url));

const require = createRequire(import.meta.url);
const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
await oniguruma.loadWASM(new Uint8Array(wasm).buffer);

const paths = new Map([
  ['source.systemd', grammarPath],
  ['source.shell', shellStubPath],
]);

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
  readonly scopes: readonly string[];
}

export interface Line {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** How many rules are open at the end of the line; 1 is the state in which a file starts. */
  readonly depth: number;
}

export function tokenize(text: string): Line[] {
  return tokenizeLines(text.split('\n'));
}

export function tokenizeLines(lines: readonly string[]): Line[] {
  let state: StateStack = textmate.INITIAL;
  return lines.map((line) => {
    const result = grammar.tokenizeLine(line, state);
    if (result.stoppedEarly) throw new Error(`stopped early in: ${line.slice(0, 80)}`);
    state = result.ruleStack;
    const tokens = result.tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes: scopes.slice(1),
    }));
    return { text: line, tokens, depth: state.depth };
  });
}

/** The scopes, without the grammar's own suffix, at the first occurrence of `part` in the line. */
export function scopesOf(line: Line | undefined, part: string): string {
  if (line === undefined) throw new Error('no such line');
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
 * Whether each line is continued on the next one, by the rules of config_parse(): a comment changes nothing, and
 * of a run of backslashes at the end every second one counts.
 */
export function continued(lines: readonly string[]): boolean[] {
  let open = false;
  return lines.map((line) => {
    if (!/^[ \t\r]*[#;]/.test(line)) open = (/\\*(?=\r?$)/.exec(line)?.[0].length ?? 0) % 2 === 1;
    return open;
  });
}
