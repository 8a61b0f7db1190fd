/** Writes what `server/src/catalog/facts.ts` reads: one string a row, one row a line. */
import type { FactRow, Facts, ParserFact } from '../../server/src/catalog/facts.ts';

export function encodeRow(row: FactRow): string {
  const tokens = [row.name, encodeParser(row), row.page ?? '-', encodeSince(row)];
  if (row.absentIn.length > 0) tokens.push(`!${row.absentIn.join(',')}`);
  for (const version of Object.keys(row.parserIn ?? {})
    .map(Number)
    .sort((a, b) => b - a)) {
    tokens.push(`${version}=${encodeParser(row.parserIn![version]!)}`);
  }
  if (row.removed) tokens.push('removed');
  if (row.replacement) tokens.push(encodeReplacement(row.replacement));
  if (row.anchor !== undefined) tokens.push(`#${row.anchor}`);
  return tokens.join(' ');
}

function encodeParser({ parser, argument }: ParserFact): string {
  return argument === undefined ? parser : `${parser}:${argument}`;
}

function encodeSince({ since, sinceConfirmed }: FactRow): string {
  return since === undefined ? '-' : `${since}${sinceConfirmed ? '' : '~'}`;
}

export function encodeReplacement(replacement: NonNullable<FactRow['replacement']>): string {
  const { section, name, sameValue } = replacement;
  return `${sameValue ? 'same' : 'now'}:${section === undefined ? '' : `${section}.`}${name}`;
}

export function encodeWord(name: string, absentIn: readonly number[] = [], flag?: string): string {
  return name + (absentIn.length > 0 ? `!${absentIn.join(',')}` : '') + (flag === undefined ? '' : `:${flag}`);
}

/** JSON with one row a line: objects and lists of objects are laid out, lists of strings are one a line. */
export function encodeFile(facts: Facts): string {
  return `${JSON.stringify(facts, null, 1)}\n`;
}
