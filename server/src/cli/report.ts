import type { Category, Severity } from '../rules/rule.ts';

/** One line of a report. Lines and columns count from 1; columns are UTF-16 units, the end is exclusive. */
export interface Report {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly category: Category;
  readonly message: string;
  readonly url: string;
}

/** One file's reports with the lines they speak of. */
export interface FileReport {
  readonly reports: readonly Report[];
  lineText(line: number): string;
}

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The array of `--format json`, one report a line. */
export function json(files: readonly FileReport[]): string {
  const lines = files.flatMap(({ reports }) => reports).map((report) => JSON.stringify(report));
  return lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`;
}

/** For people: place, message, the line itself and carets under it. */
export function pretty(files: readonly FileReport[], color: boolean): string {
  const paint = painter(color);
  return files.map((file) => file.reports.map((report) => prettyReport(file, report, paint)).join('')).join('');
}

/** How many there are of each severity, in one line. */
export function summary(files: readonly FileReport[], checked: number): string {
  const all = files.flatMap(({ reports }) => reports);
  const counts = SEVERITIES.flatMap((severity) => {
    const count = all.filter((report) => report.severity === severity).length;
    const word = severity === 'information' ? 'note' : severity;
    return count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`];
  });
  const files_ = checked === 1 ? '1 file' : `${checked} files`;
  return `${counts.length === 0 ? 'nothing to report' : counts.join(', ')} in ${files_}\n`;
}

const WIDEST = 160;

type Style = 'bold' | 'dim' | Severity;
type Paint = (style: Style, text: string) => string;

function prettyReport(file: FileReport, report: Report, paint: Paint): string {
  const source = file.lineText(report.line).replace(/[\r\n\0]+$/, '');
  const end = report.endLine === report.line ? report.endColumn : source.length + 1;
  // A window of the line around the place, for lines that are longer than a screen.
  const from = report.column > WIDEST - 40 ? report.column - 40 : 0;
  const shown = visible(source.slice(from, from + WIDEST));
  const before = visible(source.slice(from, report.column - 1));
  const marked = visible(source.slice(report.column - 1, Math.min(end - 1, from + WIDEST)));
  const number = String(report.line).padStart(5);
  const place = paint('bold', `${report.path}:${report.line}:${report.column}`);
  const carets = '^'.repeat(Math.max(1, width(marked)));
  return [
    `${place} ${paint(report.severity, report.severity)} ${report.message} ${paint('dim', `(${report.code})`)}`,
    `${paint('dim', `${number} |`)} ${shown}`,
    `${paint('dim', '      |')} ${' '.repeat(width(before))}${paint(report.severity, carets)}`,
    '',
    '',
  ].join('\n');
}

/** Nothing in a file may steer the terminal, and what is not UTF-8 is shown as such. */
function visible(text: string): string {
  return text
    .replaceAll('\t', '    ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '·')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** Columns of a terminal: East Asian wide characters and pictures take two. */
function width(text: string): number {
  let columns = 0;
  for (const char of text) {
    if (/\p{M}/u.test(char)) continue;
    columns +=
      /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u.test(
        char,
      )
        ? 2
        : 1;
  }
  return columns;
}

function painter(color: boolean): Paint {
  const codes: Record<Style, string> = {
    bold: '1',
    dim: '2',
    error: '31',
    warning: '33',
    information: '34',
    hint: '36',
  };
  return (style, text) => (color ? `\u001b[${codes[style]}m${text}\u001b[0m` : text);
}
