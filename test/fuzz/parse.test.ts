/** What holds for any text at all. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from '../../server/src/syntax/parse.ts';
import { rebuild } from '../../server/src/syntax/tree.ts';
import { diagnosticsOf } from '../support/fixture.ts';
import { paths, soup } from '../support/soup.ts';

test('the text can be rebuilt from its tree', () => {
  fc.assert(
    fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), (text) => assert.equal(rebuild(parse(text)), text)),
    { numRuns: 1500 },
  );
});

test('entries follow one another, sections hold them, places lie in the text', () => {
  fc.assert(
    fc.property(soup, (text) => {
      const { entries, sections, lines } = parse(text);
      let at = 0;
      for (const entry of entries) {
        assert.equal(entry.start, at);
        assert.ok(entry.end > entry.start);
        assert.equal(entry.start, lines[entry.firstLine]!.start);
        assert.equal(entry.end, lines[entry.lastLine]!.next);
        at = entry.end;
        if (entry.kind !== 'assignment') continue;
        for (const part of [entry.name, entry.value, entry.text]) {
          const span = part.span();
          assert.ok(span.start >= entry.start && span.end <= entry.end && span.start <= span.end);
        }
        assert.equal(text[entry.equals], '=');
      }
      assert.equal(at, text.length);
      assert.equal(
        sections.flatMap((section) => [section.header ?? section.malformed, ...section.entries]).filter(Boolean).length,
        entries.length,
      );
    }),
    { numRuns: 1000 },
  );
});

test('every problem lies in the text, and fixing it never throws', () => {
  fc.assert(
    fc.property(soup, paths, (text, path) => {
      for (const { span, fixes } of diagnosticsOf(text, { path })) {
        assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
        for (const fix of fixes?.() ?? []) {
          for (const edit of fix.edits) assert.ok(0 <= edit.start && edit.start <= edit.end && edit.end <= text.length);
        }
      }
    }),
    { numRuns: 1500 },
  );
});
