import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import type { UnitDocument } from './unit-document.ts';

/** Sections, values over several lines, and runs of comments can be folded. */
export function foldingRanges({ document, file }: UnitDocument): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const { tree } = file;
  // Lines are counted as the editor counts them, which differs from systemd's count where NUL ends a line.
  const lineAt = (offset: number): number => document.positionAt(offset).line;
  const add = (start: number, end: number, kind?: FoldingRangeKind): void => {
    const startLine = lineAt(start);
    const endLine = lineAt(end);
    if (endLine > startLine) ranges.push({ startLine, endLine, ...(kind ? { kind } : {}) });
  };

  for (const section of tree.sections) {
    const last = section.entries.findLast((entry) => entry.kind !== 'blank');
    if (section.header && last) add(section.start, tree.lines[last.lastLine]!.end, FoldingRangeKind.Region);
  }
  let runStart: number | undefined;
  let runEnd = 0;
  const closeRun = (): void => {
    if (runStart !== undefined) add(runStart, runEnd, FoldingRangeKind.Comment);
    runStart = undefined;
  };
  for (const entry of tree.entries) {
    if (entry.kind === 'comment') {
      runStart ??= entry.content.start;
      runEnd = entry.content.end;
      continue;
    }
    closeRun();
    if (entry.kind === 'assignment') add(entry.start, tree.lines[entry.lastLine]!.end);
  }
  closeRun();
  return ranges;
}
