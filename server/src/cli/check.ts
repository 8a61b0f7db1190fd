import { documentOf, rangeOf, type UnitDocument } from '../features/unit-document.ts';
import { diagnose, pageOf, RULES } from '../rules/index.ts';
import type { Diagnosis, Severity } from '../rules/rule.ts';
import type { Target } from '../units/unit-file.ts';
import { readSources, type Source } from './files.ts';
import { type FileReport, json, pretty, type Report, SEVERITIES, summary } from './report.ts';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: 'pretty' | 'json';
  readonly target: Target;
  /** Codes or categories; empty: all. */
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  /** Anything more severe is reported as this. */
  readonly maxSeverity: Severity;
  /** Errors and warnings only, and no summary. */
  readonly quiet: boolean;
  readonly color: boolean;
  /** What stands for `-` in `paths`. */
  readonly stdin?: { readonly path: string; readonly text: string };
}

export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** Checks units and prints what systemd would say of them. Returns the exit status: 0, 1 (errors), 2 (unreadable). */
export function check(options: CheckOptions, output: Output): number {
  const files: FileReport[] = [];
  let checked = 0;
  let status = 0;
  for (const source of sources(options)) {
    if ('problem' in source) {
      output.err(`unitwright: ${source.path}: ${source.problem}\n`);
      if (source.isFault) status = 2;
      continue;
    }
    checked += 1;
    const unit = documentOf(source.path, source.text, options.target);
    const found = diagnose(unit.file).filter((diagnosis) => isWanted(diagnosis, options));
    if (found.length > 0) files.push(fileReport(source.path, unit, found, options));
  }
  if (options.format === 'json') output.out(json(files));
  else {
    output.out(pretty(files, options.color));
    if (!options.quiet) output.out(summary(files, checked));
  }
  const hasErrors = files.some(({ reports }) => reports.some(({ severity }) => severity === 'error'));
  return status === 0 && hasErrors ? 1 : status;
}

/** Codes and categories that `--select` and `--ignore` take. */
export function isSelectable(name: string): boolean {
  return RULES.some((rule) => rule.code === name || rule.category === name);
}

function* sources(options: CheckOptions): Generator<Source> {
  for (const path of options.paths) {
    if (path === '-' && options.stdin) yield options.stdin;
    else yield* readSources([path]);
  }
}

function isWanted({ rule, severity }: Diagnosis, { select, ignore, quiet }: CheckOptions): boolean {
  const names = [rule.code, rule.category];
  if (select.length > 0 && !names.some((name) => select.includes(name))) return false;
  if (names.some((name) => ignore.includes(name))) return false;
  return !quiet || severity === 'error' || severity === 'warning';
}

function fileReport(
  path: string,
  unit: UnitDocument,
  found: readonly Diagnosis[],
  { maxSeverity }: CheckOptions,
): FileReport {
  const reports = found.map((diagnosis): Report => {
    const { start, end } = rangeOf(unit, diagnosis.span);
    return {
      path,
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
      severity: atMost(diagnosis.severity, maxSeverity),
      code: diagnosis.rule.code,
      category: diagnosis.rule.category,
      message: diagnosis.message,
      url: pageOf(diagnosis.rule),
    };
  });
  const { document } = unit;
  const lineText = (line: number): string =>
    document.getText({ start: { line: line - 1, character: 0 }, end: { line, character: 0 } });
  return { reports, lineText };
}

function atMost(severity: Severity, limit: Severity): Severity {
  return SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(limit) ? limit : severity;
}
