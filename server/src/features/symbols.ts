import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { rangeOf, type UnitDocument } from './unit-document.ts';

/** The outline: sections with their directives. A section that comes twice is listed twice. */
export function documentSymbols(unit: UnitDocument): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  for (const { section, name, settings } of unit.file.sections) {
    const children = settings.map(({ assignment }) => ({
      name: assignment.name.value,
      detail: shortened(assignment.value.value),
      kind: SymbolKind.Property,
      range: rangeOf(unit, assignment.text.span()),
      selectionRange: rangeOf(unit, assignment.name.span()),
    }));
    if (!section.header) {
      symbols.push(...children);
      continue;
    }
    const end = section.entries.findLast((entry) => entry.kind !== 'blank') ?? section.header;
    const lastLine = unit.file.tree.lines[end.lastLine]!;
    symbols.push({
      // `[]` is no name that an editor takes.
      name: name === '' ? section.header.text.value : name,
      kind: SymbolKind.Module,
      range: rangeOf(unit, { start: section.start, end: lastLine.end }),
      selectionRange: rangeOf(unit, section.header.text.span()),
      children,
    });
  }
  return symbols;
}

function shortened(value: string): string {
  const words = value.replace(/\s+/g, ' ');
  return words.length > 60 ? `${words.slice(0, 59)}…` : words;
}
