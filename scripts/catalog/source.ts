/**
 * Reading a systemd source tree, and the one way in which this generator gives up.
 *
 * Everything here answers to systemd's own files; whatever is not understood ends the run with one sentence that names
 * the file, so that a new systemd can never slip an unknown construct into the catalogue.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export class GeneratorError extends Error {
  override name = 'GeneratorError';
}

export function fail(where: string, what: string): never {
  throw new GeneratorError(`${where}: ${what}`);
}

/** An unpacked systemd source tree. Paths are relative to its root, with `/`. */
export interface Tree {
  /** The major version, for example 262. */
  readonly version: number;
  read(path: string): string;
  has(path: string): boolean;
  /** The files of a folder and its subfolders whose names end in `suffix`, in a stable order. */
  list(folder: string, suffix: string): readonly string[];
}

export function openTree(root: string): Tree {
  const read = (path: string): string => {
    const full = join(root, path);
    if (!existsSync(full)) fail(path, `not in ${root}: is that an unpacked systemd source tree?`);
    return readFileSync(full, 'utf8');
  };
  const has = (path: string): boolean => existsSync(join(root, path));
  const list = (folder: string, suffix: string): string[] => {
    const found: string[] = [];
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) found.push(...list(path, suffix));
      else if (entry.name.endsWith(suffix)) found.push(path);
    }
    return found.sort();
  };
  const version = has('meson.version')
    ? readVersion(read('meson.version'), 'meson.version')
    : readVersion(/\bversion\s*:\s*'([^']*)'/.exec(read('meson.build'))?.[1] ?? '', 'meson.build');
  return { version, read, has, list };
}

/** The major version out of `262`, `257.13` or `258~rc1`. */
export function readVersion(text: string, where: string): number {
  const digits = /^\s*(\d+)/.exec(text)?.[1];
  if (digits === undefined) fail(where, `no systemd version in '${text.trim()}'`);
  return Number(digits);
}

/** C without its comments; strings and line breaks stay, so that offsets of lines keep their meaning. */
export function stripComments(c: string): string {
  return c.replace(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith('/') ? part.replace(/[^\n]/g, ' ') : part,
  );
}

/** Splits at commas that are outside of brackets and strings: the arguments of a call, the entries of an array. */
export function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const token of text.match(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[\s\S]/g) ?? []) {
    if (token === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
      continue;
    }
    if (token === '(' || token === '{' || token === '[') depth++;
    if (token === ')' || token === '}' || token === ']') depth--;
    part += token;
  }
  if (part.trim() !== '') parts.push(part.trim());
  return parts;
}

/** The text between the bracket at `open` and the one that closes it. */
export function bracketed(text: string, open: number, where: string): string {
  const close: Record<string, string> = { '(': ')', '{': '}', '[': ']' };
  const first = text[open] ?? '';
  const last = close[first] ?? fail(where, `no bracket at offset ${open}`);
  const tokens = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[(){}[\]]/g;
  tokens.lastIndex = open;
  let depth = 0;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    if (token[0] === first) depth++;
    if (token[0] === last && --depth === 0) return text.slice(open + 1, token.index);
  }
  return fail(where, `the bracket at offset ${open} is never closed`);
}

/** The body of a function definition in C without comments, or nothing when the text does not define it. */
export function functionBody(c: string, name: string): string | undefined {
  const definition = new RegExp(`^(?:[A-Za-z_][\\w \\t*]*[\\s*])?${name}\\s*\\(`, 'gm');
  for (let found = definition.exec(c); found; found = definition.exec(c)) {
    const open = definition.lastIndex - 1;
    const parameters = bracketed(c, open, name);
    const after = /^\s*\{/.exec(c.slice(open + parameters.length + 2));
    if (!after) continue; // a prototype or a call
    return bracketed(c, open + parameters.length + 1 + after[0].length, name);
  }
  return undefined;
}

/** The text of a C string literal without its quotes; systemd's word tables need no escapes, so none are read. */
export function stringLiteral(text: string): string | undefined {
  return /^"([^"\\]*)"$/.exec(text.trim())?.[1];
}
