import type { Comment, Entry, Section } from '../syntax/tree.ts';
import { entryAt, sectionAt } from '../syntax/tree.ts';
import type { JudgedSection, Setting, UnitFile } from '../units/unit-file.ts';

/** What stands at an offset of a file. */
export interface Place {
  readonly entry: Entry | undefined;
  readonly section: JudgedSection | undefined;
  /** The setting that the offset stands in, whatever systemd thinks of its section. */
  readonly setting: Setting | undefined;
  readonly isInComment: boolean;
}

export function placeAt(file: UnitFile, offset: number): Place {
  const entry = entryOf(file, offset);
  const section = judged(file, sectionAt(file.tree, offset));
  const setting =
    entry?.kind === 'assignment' ? section?.settings.find((candidate) => candidate.assignment === entry) : undefined;
  return { entry, section, setting, isInComment: isInComment(entry, offset) };
}

function entryOf(file: UnitFile, offset: number): Entry | undefined {
  const entry = entryAt(file.tree, offset);
  // Behind the last line end of the file nothing stands yet.
  const last = file.tree.lines.at(-1);
  const isBehindLast = last !== undefined && offset >= last.next && last.next > last.end;
  return isBehindLast ? undefined : entry;
}

function judged(file: UnitFile, section: Section | undefined): JudgedSection | undefined {
  return file.sections.find((candidate) => candidate.section === section);
}

function isInComment(entry: Entry | undefined, offset: number): boolean {
  if (!entry || entry.kind === 'blank') return false;
  if (entry.kind === 'comment') return offset > entry.content.start;
  return entry.comments.some(({ content }: Comment) => offset > content.start && offset <= content.end);
}
