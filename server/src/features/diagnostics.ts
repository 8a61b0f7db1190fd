import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import { diagnose, pageOf } from '../rules/index.ts';
import type { Diagnosis, Severity } from '../rules/rule.ts';
import { rangeOf, type UnitDocument } from './unit-document.ts';

/** More than anybody reads; editors slow down beyond. */
const MOST = 1000;

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** What systemd would say of a document, for the editor: the first thousand problems. */
export function diagnostics(unit: UnitDocument): Diagnostic[] {
  return diagnose(unit.file)
    .slice(0, MOST)
    .map((diagnosis) => diagnosticOf(unit, diagnosis));
}

export function diagnosticOf(unit: UnitDocument, diagnosis: Diagnosis): Diagnostic {
  const { rule } = diagnosis;
  return {
    range: rangeOf(unit, diagnosis.span),
    severity: SEVERITIES[diagnosis.severity],
    code: rule.code,
    codeDescription: { href: pageOf(rule) },
    source: 'systemd',
    message: diagnosis.message,
    ...(diagnosis.tags ? { tags: diagnosis.tags.map((tag) => TAGS[tag]) } : {}),
    data: { category: rule.category },
  };
}
