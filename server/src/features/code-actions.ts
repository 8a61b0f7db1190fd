import { type CodeAction, CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver-types';
import { diagnose } from '../rules/index.ts';
import type { Diagnosis, Fix } from '../rules/rule.ts';
import { diagnosticOf } from './diagnostics.ts';
import { rangeOf, type UnitDocument } from './unit-document.ts';

/** Fixes for the problems that touch a range. */
export function codeActions(unit: UnitDocument, range: Range): CodeAction[] {
  const start = unit.document.offsetAt(range.start);
  const end = unit.document.offsetAt(range.end);
  return diagnose(unit.file)
    .filter(({ span }) => span.start <= end && span.end >= start)
    .flatMap((diagnosis) => (diagnosis.fixes?.() ?? []).map((fix) => actionOf(unit, diagnosis, fix)));
}

function actionOf(unit: UnitDocument, diagnosis: Diagnosis, fix: Fix): CodeAction {
  const edits: TextEdit[] = fix.edits.map((edit) => ({ range: rangeOf(unit, edit), newText: edit.text }));
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(unit, diagnosis)],
    ...(fix.preferred ? { isPreferred: true } : {}),
    edit: { changes: { [unit.document.uri]: edits } },
  };
}
