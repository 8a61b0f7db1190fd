import type { SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver-types';
import { type Directive, parserFor, SPECIFIERS, wordsOf } from '../catalog/lookup.ts';
import type { Span } from '../syntax/text.ts';
import type { Setting } from '../units/unit-file.ts';
import { parseBoolean } from '../values/common/boolean.ts';
import type { UnitDocument } from './unit-document.ts';

/** What the tokens are called; `deprecated` strikes them out in many themes. */
export const LEGEND: SemanticTokensLegend = {
  tokenTypes: ['property', 'enumMember', 'macro'],
  tokenModifiers: ['deprecated'],
};

const PROPERTY = 0;
const ENUM_MEMBER = 1;
const MACRO = 2;
const DEPRECATED = 1;

interface Token extends Span {
  readonly type: number;
  readonly modifiers: number;
}

/**
 * What the grammar cannot know: directives that are old, words that this directive really takes, specifiers that this
 * place really expands. Everything else keeps the colours of the grammar.
 */
export function semanticTokens(unit: UnitDocument): SemanticTokens {
  const { file, document } = unit;
  const tokens = file.foreign ? [] : file.settings.flatMap((setting) => tokensOf(setting, file.target.version));
  const data: number[] = [];
  let previous = { line: 0, character: 0 };
  for (const { start, end, type, modifiers } of tokens.sort((a, b) => a.start - b.start)) {
    const { line, character } = document.positionAt(start);
    const isSameLine = line === previous.line;
    data.push(
      line - previous.line,
      isSameLine ? character - previous.character : character,
      end - start,
      type,
      modifiers,
    );
    previous = { line, character };
  }
  return { data };
}

function tokensOf({ assignment, directive }: Setting, version: number): Token[] {
  if (!directive) return [];
  const { name, value } = assignment;
  const tokens: Token[] = [];
  if (directive.removed || directive.replacement) {
    tokens.push({ ...name.span(), type: PROPERTY, modifiers: DEPRECATED });
  }
  const whole = value.span();
  const isOnOneLine = whole.end - whole.start === value.length;
  if (isOnOneLine && isWord(directive, value.value, version)) {
    tokens.push({ ...whole, type: ENUM_MEMBER, modifiers: 0 });
  }
  if (!expands(directive, version)) return tokens;
  const place = directive.section === 'Install' ? 'install' : 'unit';
  for (const match of value.value.matchAll(/%(.)/g)) {
    const isKnown = match[1] === '%' || SPECIFIERS[place].some(({ letter }) => letter === match[1]);
    const span = value.span(match.index, match.index + 2);
    if (isKnown && span.end - span.start === 2) tokens.push({ ...span, type: MACRO, modifiers: 0 });
  }
  return tokens;
}

/** A word out of the directive's list, or a boolean where one is meant. */
function isWord(directive: Directive, value: string, version: number): boolean {
  const { parser } = parserFor(directive, version);
  if (parser === 'bool' || parser === 'tristate') return parseBoolean(value) !== undefined;
  const words = wordsOf(parser);
  if (!words) return false;
  return words.words.some((word) => word.name === value) || (words.booleanToo && parseBoolean(value) !== undefined);
}

/** Whether specifiers mean anything in the values of a directive: words, numbers and booleans have none. */
function expands(directive: Directive, version: number): boolean {
  const { parser } = parserFor(directive, version);
  return wordsOf(parser) === undefined && !WITHOUT_SPECIFIERS.has(parser);
}

const WITHOUT_SPECIFIERS = new Set(['bool', 'tristate', 'int', 'unsigned', 'long', 'mode', 'sec', 'sec_fix_0', 'nsec']);
