import type { Span } from '../syntax/text.ts';
import type { Assignment, Entry, Section, Tree } from '../syntax/tree.ts';
import type { UnitFile } from '../units/unit-file.ts';
import type { Edit } from './rule.ts';

/** The line end that a file uses. */
export function lineEndOf(tree: Tree): string {
  return tree.text.includes('\r\n') ? '\r\n' : '\n';
}

/** Takes an entry out, with its line end. */
export function removal(entry: Entry): Edit {
  return { start: entry.start, end: entry.end, text: '' };
}

export function replacement(span: Span, text: string): Edit {
  return { start: span.start, end: span.end, text };
}

/** Puts a line above an entry. */
export function lineAbove(tree: Tree, entry: Entry, line: string): Edit {
  return { start: entry.start, end: entry.start, text: line + lineEndOf(tree) };
}

/** Moves an assignment, whole, to the end of a section of the file, which is made where it is missing. */
export function movement(file: UnitFile, assignment: Assignment, section: string, name: string): Edit[] {
  const { tree } = file;
  const end = lineEndOf(tree);
  // Everything behind the name as it stands, so that continued lines stay continued.
  const behindName = tree.text.slice(assignment.name.span().end, tree.lines[assignment.lastLine]!.end);
  const line = name + behindName;
  const target = file.sections.findLast((candidate) => candidate.state === 'read' && candidate.name === section);
  if (target) return [removal(assignment), appendix(tree, target.section, line)];
  if (section === 'Unit') {
    const top = file.tree.sections.find((candidate) => candidate.header)?.start ?? 0;
    return [removal(assignment), { start: top, end: top, text: `[Unit]${end}${line}${end}${end}` }];
  }
  const bottom = tree.text.length;
  const gap = tree.text.endsWith('\n') ? end : end + end;
  return [removal(assignment), { start: bottom, end: bottom, text: `${gap}[${section}]${end}${line}${end}` }];
}

/** Adds a line behind the last line of a section that is not blank. */
function appendix(tree: Tree, section: Section, line: string): Edit {
  const end = lineEndOf(tree);
  const last = section.entries.findLast((entry) => entry.kind !== 'blank') ?? section.header;
  const lastLine = tree.lines[last?.lastLine ?? 0];
  if (!lastLine) return { start: 0, end: 0, text: line + end };
  const isOpenEnded = lastLine.next === lastLine.end;
  return { start: lastLine.next, end: lastLine.next, text: isOpenEnded ? end + line : line + end };
}

/** The text after a set of edits, none of which overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => b.start - a.start || b.end - a.end);
  return ordered.reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}
