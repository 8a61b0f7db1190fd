/**
 * Real units, as a distribution ships them, and what systemd 262 says of them: no error of ours where systemd accepts
 * the line, and nothing missed of what this version of Unitwright judges.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { diagnostics } from '../../server/src/features/diagnostics.ts';
import { documentOf } from '../../server/src/features/unit-document.ts';
import { identify } from '../../server/src/units/identity.ts';
import { readCorpus, readShared, sharedSkip } from '../support/shared.ts';

describe('real units', { skip: sharedSkip('corpus/units.tar.xz') }, () => {
  test('no false error, and no complaint missed', (t) => {
    const complaints = readShared('corpus/systemd-262-says.tsv')
      .trim()
      .split('\n')
      .map((line) => line.split('\t') as [path: string, line: string, message: string]);
    const complained = new Set(complaints.map(([path, line]) => `${path}:${line}`));
    const found = new Set<string>();
    const falseErrors: string[] = [];
    let units = 0;
    let warnings = 0;
    for (const [path, text] of readCorpus()) {
      if (identify(path).kind !== 'unit') continue;
      units += 1;
      for (const { severity, range, message } of diagnostics(documentOf(path, text))) {
        const place = `${path}:${range.start.line + 1}`;
        if (severity === DiagnosticSeverity.Error || severity === DiagnosticSeverity.Warning) found.add(place);
        if (severity === DiagnosticSeverity.Warning && !complained.has(place)) warnings += 1;
        if (severity === DiagnosticSeverity.Error && !complained.has(place)) falseErrors.push(`${place}: ${message}`);
      }
    }
    const missed = complaints.filter(([path, line]) => !found.has(`${path}:${line}`));
    t.diagnostic(`${units} units, ${warnings} warnings of our own`);
    assert.ok(units > 1600);
    assert.deepEqual(falseErrors, []);
    assert.deepEqual(missed, []);
  });
});
