/** Every feature answers at every place of any text, and its answers lie where the protocol wants them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Range } from 'vscode-languageserver-types';
import { Prose } from '../../server/src/catalog/prose.ts';
import { codeActions } from '../../server/src/features/code-actions.ts';
import { complete } from '../../server/src/features/completion.ts';
import { foldingRanges } from '../../server/src/features/folding.ts';
import { hover } from '../../server/src/features/hover.ts';
import { documentLinks } from '../../server/src/features/links.ts';
import { documentSymbols } from '../../server/src/features/symbols.ts';
import { documentOf } from '../../server/src/features/unit-document.ts';
import { readProse } from '../support/prose.ts';
import { paths, soup } from '../support/soup.ts';

const prose = new Prose(readProse());

test('at every place', () => {
  fc.assert(
    fc.property(soup, paths, fc.nat(), (text, path, place) => {
      const unit = documentOf(path, text);
      const offset = place % (text.length + 1);
      const at = unit.document.positionAt(offset);
      const isBefore = (a: Range['start'], b: Range['start']): boolean =>
        a.line < b.line || (a.line === b.line && a.character <= b.character);
      const holds = ({ start, end }: Range): boolean => isBefore(start, at) && isBefore(at, end);
      const found = hover(unit, offset, prose);
      assert.ok(!found?.range || holds(found.range), 'the hover is about what is under the cursor');
      for (const item of complete(unit, offset)) {
        assert.ok(
          item.textEdit && 'range' in item.textEdit && holds(item.textEdit.range),
          `${item.label} replaces the word at the cursor`,
        );
        assert.equal(item.textEdit.range.start.line, item.textEdit.range.end.line, 'and stays on its line');
      }
      codeActions(unit, { start: at, end: at });
    }),
    { numRuns: 500 },
  );
});

test('of the whole text', async () => {
  await fc.assert(
    fc.asyncProperty(soup, paths, async (text, path) => {
      const unit = documentOf(path, text);
      const lines = unit.document.lineCount;
      for (const { startLine, endLine } of foldingRanges(unit)) assert.ok(startLine < endLine && endLine < lines);
      for (const symbol of documentSymbols(unit)) {
        assert.ok(symbol.name !== '', 'VS Code refuses symbols without a name');
        assert.ok(symbol.selectionRange.start.line >= symbol.range.start.line);
      }
      await documentLinks(unit);
    }),
    { numRuns: 300 },
  );
});
