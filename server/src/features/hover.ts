import { type Hover, MarkupKind } from 'vscode-languageserver-types';
import { type Directive, directive as find, isSection, sectionsWith, typesWith } from '../catalog/lookup.ts';
import type { Explanation, Prose } from '../catalog/prose.ts';
import type { Span } from '../syntax/text.ts';
import { splitUnitName } from '../units/identity.ts';
import type { Setting } from '../units/unit-file.ts';
import { expandSpecifiers } from '../values/common/specifiers.ts';
import { contextOf, valueTypeOf } from '../values/table.ts';
import { describeDirective } from './describe.ts';
import { placeAt } from './place.ts';
import { rangeOf, type UnitDocument } from './unit-document.ts';

/**
 * Help on what stands at an offset: a section header, a directive, a word of its value, a specifier.
 *
 * @param dress the last touch for the client at hand
 */
export function hover(
  unit: UnitDocument,
  offset: number,
  prose: Prose,
  dress = (markdown: string): string => markdown,
): Hover | undefined {
  const place = placeAt(unit.file, offset);
  if (place.isInComment || unit.file.foreign) return undefined;
  const answer = (span: Span, markdown: string | undefined): Hover | undefined =>
    markdown === undefined
      ? undefined
      : { range: rangeOf(unit, span), contents: { kind: MarkupKind.Markdown, value: dress(markdown) } };

  if (place.entry?.kind === 'section') {
    const { name, text } = place.entry;
    const header = text.span();
    if (offset < header.start || offset > header.end) return undefined;
    return answer(header, aboutSection(name.value, prose.section(name.value)));
  }
  if (!place.setting) return undefined;
  const { assignment } = place.setting;
  const name = assignment.name.span();
  if (offset <= name.end && offset >= name.start) return answer(name, aboutDirective(unit, place.setting, prose));
  const inValue = assignment.value.offsetOf(offset);
  if (inValue === undefined) return undefined;
  return (
    specifierAt(unit, place.setting, inValue, prose, answer) ?? valueAt(unit, place.setting, inValue, prose, answer)
  );
}

type Answer = (span: Span, markdown: string | undefined) => Hover | undefined;

function aboutSection(name: string, explanation: Explanation | undefined): string | undefined {
  if (name.startsWith('X-')) return `**[${name}]**\n\nA section of your own: systemd skips it.`;
  if (!isSection(name)) return undefined;
  const files = typesWith(name).map((type) => `\`.${type}\``);
  const where = files.length > 8 ? 'all units' : files.join(', ');
  const text = explanation ? `${explanation.summary}\n\n${explanation.body}` : '';
  return `**[${name}]** · in ${where}\n\n${text}`.trim();
}

function aboutDirective(
  unit: UnitDocument,
  { assignment, section, directive }: Setting,
  prose: Prose,
): string | undefined {
  if (directive) return describeDirective(directive, prose, unit.file.target.version);
  const name = assignment.name.value;
  if (name.startsWith('X-')) return `**${name}=**\n\nA directive of your own: systemd skips it.`;
  const home = sectionsWith(name)[0];
  const known = home === undefined ? undefined : find(home, name);
  if (!known) return undefined;
  return `systemd knows no ${name}= in [${section}]. This is what it is in [${home}]:\n\n${describeDirective(known, prose, unit.file.target.version)}`;
}

function specifierAt(
  unit: UnitDocument,
  { assignment: { value }, directive }: Setting,
  offset: number,
  prose: Prose,
  answer: Answer,
): Hover | undefined {
  for (const match of value.value.matchAll(/%(.)/g)) {
    const end = match.index + match[0].length;
    if (offset < match.index || offset >= end) continue;
    const explanation = prose.specifier(match[0]);
    if (!explanation) return undefined;
    const here = directive ? replacementHere(unit, match[0], directive) : '';
    const text = `**${match[0]}** · specifier${here}\n\n${explanation.summary}\n\n${explanation.body}`.trim();
    return answer(value.span(match.index, end), text);
  }
  return undefined;
}

/** What a specifier becomes in this very file, where its name alone decides. */
function replacementHere({ file }: UnitDocument, specifier: string, directive: Directive): string {
  const name = file.identity.unitName;
  if (name === undefined || !/^%[nNpPiIjJf]$/.test(specifier)) return '';
  const isTemplate = splitUnitName(name).instance === '';
  if (isTemplate && /^%[nNiIf]$/.test(specifier)) return ' · here by the instance';
  const { value } = expandSpecifiers(specifier, 'unit', contextOf(file, directive));
  return value === '' ? ' · nothing here' : ` · here \`${value}\``;
}

function valueAt(
  unit: UnitDocument,
  { assignment: { value }, directive }: Setting,
  offset: number,
  prose: Prose,
  answer: Answer,
): Hover | undefined {
  if (!directive) return undefined;
  const type = valueTypeOf(directive, unit.file.target.version);
  const description = type.describe?.(value, offset, contextOf(unit.file, directive));
  if (description) return answer(value.span(description.start, description.end), description.text);
  const meanings = prose.directive(directive)?.values;
  // The whole value, or the item of a list without the sign before it.
  const word = itemAt(value.value, offset);
  for (const { start, end } of [{ start: 0, end: value.length }, word]) {
    const text = value.value.slice(start, end);
    const meaning = meanings?.get(text);
    if (meaning !== undefined) return answer(value.span(start, end), `**${directive.name}=${text}**\n\n${meaning}`);
  }
  return undefined;
}

/** The word around an offset: no blanks, and none of the signs that stand before items of lists. */
function itemAt(value: string, offset: number): { start: number; end: number } {
  let start = offset;
  let end = offset;
  while (start > 0 && /[^\s~!|+:,]/.test(value[start - 1]!)) start--;
  while (end < value.length && /[^\s:,]/.test(value[end]!)) end++;
  return { start, end };
}
