/**
 * Expands the body of a VS Code snippet to the text that stands in the editor when all defaults are taken.
 *
 * Knows tab stops, placeholders (nested too), choices, variables, transforms and escapes, as described in
 * https://code.visualstudio.com/docs/editing/userdefinedsnippets. Other than VS Code it throws where a body is not
 * well-formed, since a snippet that falls back to plain text there is never meant.
 */

export interface Choice {
  stop: number;
  values: readonly string[];
}

export interface Expansion {
  text: string;
  /** The numbers of all tab stops, sorted, each once. */
  stops: readonly number[];
  choices: readonly Choice[];
  /** The names of all variables used, each once. */
  variables: readonly string[];
}

export interface ExpandOptions {
  variables?: Readonly<Record<string, string>>;
  /** The value to take at a choice, by the number of its tab stop; the first one otherwise. */
  chosen?: Readonly<Record<number, string>>;
}

export function expand(body: string, options: ExpandOptions = {}): Expansion {
  const nodes = new Parser(body).all();
  const defaults = new Map<number, readonly Node[]>();
  const choices: Choice[] = [];
  const stops = new Set<number>();
  const variables = new Set<string>();

  for (const node of walk(nodes)) {
    if (node.kind === 'variable') variables.add(node.name);
    if (node.kind !== 'stop') continue;
    stops.add(node.number);
    if (node.choices !== undefined) choices.push({ stop: node.number, values: node.choices });
    if (node.content.length === 0) continue;
    if (defaults.has(node.number)) throw new Error(`Tab stop ${node.number} has two defaults`);
    defaults.set(node.number, node.content);
  }

  const render = (list: readonly Node[], inside: readonly number[]): string =>
    list.map((node) => renderOne(node, inside)).join('');
  const renderOne = (node: Node, inside: readonly number[]): string => {
    if (node.kind === 'text') return node.text;
    if (node.kind === 'variable') {
      const value = options.variables?.[node.name];
      if (value === undefined) {
        if (node.content.length === 0) throw new Error(`No value is given for the variable ${node.name}`);
        return render(node.content, inside);
      }
      return node.transform === undefined ? value : node.transform(value);
    }
    if (inside.includes(node.number)) throw new Error(`Tab stop ${node.number} stands in its own default`);
    const chosen = options.chosen?.[node.number];
    const value = chosen ?? render(defaults.get(node.number) ?? [], [...inside, node.number]);
    return node.transform === undefined ? value : node.transform(value);
  };

  return { text: render(nodes, []), stops: [...stops].sort((a, b) => a - b), choices, variables: [...variables] };
}

type Transform = (value: string) => string;
type Node =
  | { kind: 'text'; text: string }
  | { kind: 'stop'; number: number; content: readonly Node[]; choices?: readonly string[]; transform?: Transform }
  | { kind: 'variable'; name: string; content: readonly Node[]; transform?: Transform };

function* walk(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node;
    if (node.kind !== 'text') yield* walk(node.content);
  }
}

class Parser {
  readonly #body: string;
  #at = 0;

  constructor(body: string) {
    this.#body = body;
  }

  all(): Node[] {
    const nodes = this.#nodes(false);
    if (this.#at < this.#body.length) throw this.#error('Unexpected end of the snippet');
    return nodes;
  }

  /** Reads up to the end or, inside a placeholder, up to its closing brace, which is left unread. */
  #nodes(nested: boolean): Node[] {
    const nodes: Node[] = [];
    let text = '';
    const flush = () => {
      if (text !== '') nodes.push({ kind: 'text', text });
      text = '';
    };
    while (this.#at < this.#body.length) {
      const here = this.#body[this.#at] ?? '';
      if (nested && here === '}') break;
      if (here === '\\' && /[\\$}]/.test(this.#body[this.#at + 1] ?? '')) {
        text += this.#body[this.#at + 1];
        this.#at += 2;
      } else if (here === '$') {
        flush();
        nodes.push(this.#dollar());
      } else {
        text += here;
        this.#at++;
      }
    }
    flush();
    return nodes;
  }

  #dollar(): Node {
    this.#expect('$');
    const braced = this.#accept('{');
    const name = this.#match(/\d+|[A-Za-z_]\w*/y);
    if (name === undefined) throw this.#error('A $ that starts nothing is written as \\$');
    const isStop = /^\d/.test(name);
    const node = (content: readonly Node[], rest: { choices?: readonly string[]; transform?: Transform } = {}): Node =>
      isStop ? { kind: 'stop', number: Number(name), content, ...rest } : { kind: 'variable', name, content, ...rest };
    if (!braced || this.#accept('}')) return node([]);
    if (this.#accept(':')) {
      const content = this.#nodes(true);
      this.#expect('}');
      return node(content);
    }
    if (isStop && this.#accept('|')) {
      const choices = this.#choices();
      return node([{ kind: 'text', text: choices[0] ?? '' }], { choices });
    }
    const transform = this.#transform();
    this.#expect('}');
    return node([], { transform });
  }

  #choices(): string[] {
    const values = [''];
    while (!this.#accept('|}')) {
      if (this.#accept(',')) values.push('');
      else {
        const escaped = this.#match(/\\[\\,|]/y);
        const next = escaped?.[1] ?? this.#match(/[^|]/y);
        if (next === undefined) throw this.#error('A choice ends with |}');
        values[values.length - 1] += next;
      }
    }
    return values;
  }

  /** `/regex/format/flags` */
  #transform(): Transform {
    this.#expect('/');
    const source = this.#match(/(?:[^\\/]|\\.)*/sy) ?? '';
    this.#expect('/');
    const parts: ((groups: readonly (string | undefined)[]) => string)[] = [];
    while (!this.#accept('/')) {
      const escaped = this.#match(/\\[\\/$}]/y);
      if (escaped !== undefined) parts.push(() => escaped[1] ?? '');
      else if (this.#body[this.#at] === '$') parts.push(this.#format());
      else {
        const next = this.#match(/./sy);
        if (next === undefined) throw this.#error('A transform ends with /');
        parts.push(() => next);
      }
    }
    const pattern = new RegExp(source, this.#match(/[gimuy]*/y) ?? '');
    return (value) =>
      value.replace(pattern, (...args: unknown[]) => {
        const groups = args.slice(
          0,
          args.findIndex((arg) => typeof arg === 'number'),
        );
        return parts.map((part) => part(groups as (string | undefined)[])).join('');
      });
  }

  /** `$1`, `${1}`, `${1:/upcase}`, `${1:+if}`, `${1:?if:else}`, `${1:-else}` inside a transform. */
  #format(): (groups: readonly (string | undefined)[]) => string {
    this.#expect('$');
    const braced = this.#accept('{');
    const number = Number(this.#match(/\d+/y) ?? Number.NaN);
    if (Number.isNaN(number)) throw this.#error('A format names a group by its number');
    if (!braced || this.#accept('}')) return (groups) => groups[number] ?? '';
    this.#expect(':');
    const rest = this.#match(/[^}]*/y) ?? '';
    this.#expect('}');
    const [first = '', content] = [rest[0], rest.slice(1)];
    const cut = content.indexOf(':');
    return (groups) => {
      const value = groups[number] ?? '';
      if (first === '+') return value === '' ? '' : content;
      if (first === '?') return value === '' ? content.slice(cut + 1) : content.slice(0, cut);
      if (first === '/' && content === 'upcase') return value.toUpperCase();
      if (first === '/' && content === 'downcase') return value.toLowerCase();
      if (first === '/' && content === 'capitalize') return value.slice(0, 1).toUpperCase() + value.slice(1);
      if (first === '/') throw new Error(`The format ${content} is not known here`);
      return value === '' ? (first === '-' ? content : rest) : value;
    };
  }

  #accept(text: string): boolean {
    if (!this.#body.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) throw this.#error(`Expected ${text}`);
  }

  /** Takes what a sticky pattern matches here. */
  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#body)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #error(message: string): Error {
    const line = this.#body.slice(0, this.#at).split('\n').length;
    return new Error(`${message} (line ${line}, at: ${this.#body.slice(this.#at, this.#at + 20)})`);
  }
}
