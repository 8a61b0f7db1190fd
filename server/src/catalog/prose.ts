import type { Directive } from './lookup.ts';

/** What we say of one directive, section or specifier. All texts are Markdown. */
export interface Explanation {
  /** One sentence that stands by itself. */
  readonly summary: string;
  /** What each word means, for enumerations. */
  readonly values: ReadonlyMap<string, string>;
  /** What holds where the directive is not set: the words behind `Default:`, if there are any. */
  readonly default: string | undefined;
  /** Everything behind the summary, tables and examples included. */
  readonly body: string;
}

/**
 * The prose of the catalogue: Markdown files with a heading for each name (see `prose/` and CONTRIBUTING.md). A file is
 * read when something in it is asked for.
 */
export class Prose {
  readonly #files: Readonly<Record<string, string>>;
  readonly #read = new Map<string, ReadonlyMap<string, Explanation>>();

  /** @param files file name (`service.md`) → its text */
  constructor(files: Readonly<Record<string, string>>) {
    this.#files = files;
  }

  /** What we say of a directive: that of the manual page which documents it. Old names have none. */
  directive(directive: Directive): Explanation | undefined {
    if (directive.page === undefined) return undefined;
    return this.#file(`${directive.page.replace(/^systemd\./, '')}.md`).get(directive.name);
  }

  section(name: string): Explanation | undefined {
    return this.#file('sections.md').get(name);
  }

  /** @param specifier with its percent sign: `%i` */
  specifier(specifier: string): Explanation | undefined {
    return this.#file('specifiers.md').get(specifier);
  }

  #file(name: string): ReadonlyMap<string, Explanation> {
    let explanations = this.#read.get(name);
    if (!explanations) {
      explanations = parseProse(this.#files[name] ?? '');
      this.#read.set(name, explanations);
    }
    return explanations;
  }
}

/** Reads one file of prose: `## Name` or `## Name, OtherName`, then what is said of it. */
export function parseProse(markdown: string): Map<string, Explanation> {
  const explanations = new Map<string, Explanation>();
  for (const part of markdown.split(/^## /m).slice(1)) {
    const lineEnd = part.indexOf('\n');
    const text = (lineEnd < 0 ? '' : part.slice(lineEnd + 1)).trim();
    const explanation = parseExplanation(text);
    const heading = lineEnd < 0 ? part : part.slice(0, lineEnd);
    for (const name of heading.split(',')) explanations.set(name.trim(), explanation);
  }
  return explanations;
}

function parseExplanation(text: string): Explanation {
  const gap = text.search(/\n\s*\n/);
  const summary = (gap < 0 ? text : text.slice(0, gap)).replaceAll('\n', ' ');
  const body = gap < 0 ? '' : text.slice(gap).trim();
  return { summary, body, values: parseValues(body), default: /^Default: (.+)$/m.exec(body)?.[1] };
}

/** The rows of the table with the header `| Value | Meaning |`. A cell writes `|` as `\|`. */
function parseValues(body: string): Map<string, string> {
  const values = new Map<string, string>();
  const lines = body.split('\n');
  const header = lines.findIndex((line) => /^\| *Value *\| *Meaning *\|$/.test(line));
  if (header < 0) return values;
  for (const line of lines.slice(header + 2)) {
    const [, names, meaning] = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
    if (names === undefined || meaning === undefined) break;
    for (const word of names.matchAll(/`([^`]+)`/g)) values.set(word[1]!, meaning);
  }
  return values;
}
