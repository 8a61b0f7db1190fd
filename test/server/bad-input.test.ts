/** Whatever is opened, the server answers within a second, without a crash and without a false error. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { decode } from '../../server/src/cli/decode.ts';
import { complete } from '../../server/src/features/completion.ts';
import { diagnostics } from '../../server/src/features/diagnostics.ts';
import { foldingRanges } from '../../server/src/features/folding.ts';
import { documentSymbols } from '../../server/src/features/symbols.ts';
import { documentOf } from '../../server/src/features/unit-document.ts';

const LINES = 100_000;

const INPUTS: readonly { readonly name: string; readonly path: string; readonly text: () => string }[] = [
  { name: 'an empty file', path: 'x.service', text: () => '' },
  { name: '5 MB of random bytes', path: 'x.service', text: () => decode(randomBytes(5_000_000)) },
  { name: '5 MB of NUL', path: 'x.service', text: () => '\0'.repeat(5_000_000) },
  { name: 'a D-Bus service', path: 'org.x.service', text: () => '[D-BUS Service]\nName=org.x\nExec=/usr/bin/x\n' },
  { name: 'an Avahi service', path: 'x.service', text: () => '<?xml version="1.0"?>\n<service-group/>\n' },
  { name: 'a template', path: 'x.service.j2', text: () => '[Service]\n{% if a %}\nType={{ b }}\n{% endif %}\n' },
  { name: 'one line of 1 MB', path: 'x.service', text: () => `[Service]\nExecStart=/bin/x ${'y '.repeat(500_000)}\n` },
  { name: 'one word of 1 MB', path: 'x.service', text: () => 'x'.repeat(1_000_000) },
  { name: 'brackets', path: 'x.service', text: () => '['.repeat(1_000_000) },
  { name: 'opened placeholders', path: 'x.service.j2', text: () => '{{'.repeat(500_000) },
  { name: '100,000 good lines', path: 'x.service', text: () => `[Service]\n${'Environment=A=b\n'.repeat(LINES)}` },
  { name: '100,000 headers', path: 'x.service', text: () => '[Service]\n'.repeat(LINES) },
  {
    name: '100,000 continued lines',
    path: 'x.service',
    text: () => `[Service]\nExecStart=/x${' \\\ny'.repeat(LINES)}\n`,
  },
];

/** Errors that are true of such input. */
const TRUE_ERRORS = new Set(['line-too-long', 'assignment-outside-section', 'malformed-section']);

describe('bad input', () => {
  for (const { name, path, text } of INPUTS) {
    test(name, (t) => {
      const content = text();
      const begun = performance.now();
      const unit = documentOf(path, content);
      const found = diagnostics(unit);
      documentSymbols(unit);
      foldingRanges(unit);
      complete(unit, content.length);
      t.diagnostic(`${(performance.now() - begun).toFixed(0)} ms`);
      assert.deepEqual(
        found.filter(({ severity, code }) => severity === 1 && !TRUE_ERRORS.has(String(code))),
        [],
      );
    });
  }

  test('100,000 unknown directives: the first thousand are told', () => {
    const text = `[Service]\n${Array.from({ length: LINES }, (_, i) => `Nonsense${i}=x\n`).join('')}`;
    assert.equal(diagnostics(documentOf('x.service', text)).length, 1000);
  });
});
