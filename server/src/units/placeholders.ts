import type { Span } from '../syntax/text.ts';
import type { Templating } from './identity.ts';

const AT_SIGNS = /@[A-Za-z_][A-Za-z0-9_.-]*@/g;
const BRACES = /\{\{[^]*?\}\}|\{%[^]*?%\}|\{#[^]*?#\}/g;
const MUSTACHES = /\{\{\{[^]*?\}\}\}|\{\{[^]*?\}\}/g;
const ANGLES = /<%[^]*?%>/g;
const DOLLARS = /\$\{[A-Za-z_][A-Za-z0-9_.]*\}/g;

/** What stands for something else in the files of each tool. */
const PATTERNS: Readonly<Record<Templating, readonly RegExp[]>> = {
  autoconf: [AT_SIGNS, BRACES, DOLLARS],
  jinja: [BRACES],
  go: [MUSTACHES, DOLLARS],
  erb: [ANGLES],
  mustache: [MUSTACHES],
};

/** The ranges of a template that its tool will replace: nothing can be said of the lines they touch. */
export function placeholdersIn(text: string, templating: Templating): Span[] {
  return PATTERNS[templating]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .sort((a, b) => a.start - b.start);
}
