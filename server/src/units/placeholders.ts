import type { Span } from '../syntax/text.ts';
import type { Templating } from './identity.ts';

const AT_SIGNS = /@[A-Za-z_][A-Za-z0-9_.-]*@/g;
// Bounded, so that a file full of opening signs takes no longer than any other.
const BRACES = /\{\{[\s\S]{0,2000}?\}\}|\{%[\s\S]{0,2000}?%\}|\{#[\s\S]{0,2000}?#\}/g;
const MUSTACHES = /\{\{\{[\s\S]{0,2000}?\}\}\}|\{\{[\s\S]{0,2000}?\}\}/g;
const ANGLES = /<%[\s\S]{0,2000}?%>/g;
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
