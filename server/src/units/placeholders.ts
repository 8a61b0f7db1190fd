import type { Span } from '../syntax/text.ts';
import type { Templating } from './identity.ts';

/** Something between two signs, over several lines too, or a single pattern. */
type Placeholder = readonly [open: string, close: string] | RegExp;

const AT_SIGNS = /@[A-Za-z_][A-Za-z0-9_.-]*@/g;
const DOLLARS = /\$\{[A-Za-z_][A-Za-z0-9_.]*\}/g;
const BRACES: readonly Placeholder[] = [
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
];

/** What stands for something else in the files of each tool. */
const PLACEHOLDERS: Readonly<Record<Templating, readonly Placeholder[]>> = {
  autoconf: [AT_SIGNS, DOLLARS, ...BRACES],
  jinja: BRACES,
  go: [['{{', '}}'], DOLLARS],
  erb: [['<%', '%>']],
  mustache: [['{{', '}}']],
};

/** The ranges of a template that its tool will replace: nothing can be said of the lines they touch. */
export function placeholdersIn(text: string, templating: Templating): Span[] {
  return PLACEHOLDERS[templating]
    .flatMap((placeholder) => (placeholder instanceof RegExp ? matches(text, placeholder) : between(text, placeholder)))
    .sort((a, b) => a.start - b.start);
}

function matches(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** By search rather than by pattern: a file full of opening signs takes no longer than any other. */
function between(text: string, [open, close]: readonly [string, string]): Span[] {
  const spans: Span[] = [];
  let start = text.indexOf(open);
  while (start >= 0) {
    const end = text.indexOf(close, start + open.length);
    if (end < 0) break;
    spans.push({ start, end: end + close.length });
    start = text.indexOf(open, end + close.length);
  }
  return spans;
}
