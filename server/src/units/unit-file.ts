import { type Directive, directive, NEWEST, sectionsOf, UNIT_TYPES, type UnitType } from '../catalog/lookup.ts';
import { parse } from '../syntax/parse.ts';
import type { Span } from '../syntax/text.ts';
import type { Assignment, Section, Tree } from '../syntax/tree.ts';
import { type Foreign, foreignKind } from './foreign.ts';
import { type FileIdentity, identify } from './identity.ts';
import { placeholdersIn } from './placeholders.ts';

/** What the answers depend on beside the file itself. */
export interface Target {
  /** The systemd version that the unit must run on. */
  readonly version: number;
  /** The manager that will load it: the system's (PID 1) or a user's. */
  readonly scope: Scope;
}

export type Scope = 'system' | 'user';

export const DEFAULT_TARGET: Target = { version: NEWEST, scope: 'system' };

/** One assignment that systemd reads, with what the catalogue knows of it. */
export interface Setting {
  readonly assignment: Assignment;
  readonly section: string;
  /** Undefined where systemd does not know the name in this section. */
  readonly directive: Directive | undefined;
}

/** What systemd does with a section of a file. */
export type SectionState =
  /** Reads it. */
  | 'read'
  /** Skips it without a word: the name starts with `X-`. */
  | 'extension'
  /** Skips it with a complaint: no such section in this type of unit. */
  | 'unknown'
  /** Lines above the first header. */
  | 'outside'
  /** Never gets there: the header is malformed. */
  | 'unreadable';

export interface JudgedSection {
  readonly section: Section;
  readonly name: string;
  readonly state: SectionState;
  readonly settings: readonly Setting[];
}

/** A file as everything above the syntax sees it: what it is, its tree, its sections and settings. */
export interface UnitFile {
  readonly path: string;
  readonly identity: FileIdentity;
  /** The unit type by the path; where the path tells none, by the sections that are there. */
  readonly type: UnitType | undefined;
  /** Set where the file belongs to another program; nothing is said of it then. */
  readonly foreign: Foreign | undefined;
  readonly target: Target;
  readonly tree: Tree;
  /** The sections that systemd reads in this kind of file. */
  readonly sectionNames: readonly string[];
  readonly sections: readonly JudgedSection[];
  /** All settings of the sections that systemd reads, in the order of the file. */
  readonly settings: readonly Setting[];
  /** Ranges that a build tool will replace; empty in ordinary files. */
  readonly placeholders: readonly Span[];
  /** What has been worked out of this file so far (see `derived`). */
  readonly derivations: Map<Derivation<unknown>, unknown>;
}

/** Something that is worked out of a whole file. */
export type Derivation<T> = (file: UnitFile) => T;

/**
 * The result of a derivation, worked out once for each file. It hangs on the file itself and goes with it: a `WeakMap`
 * would keep it alive until the next full garbage collection, which a keystroke in a large unit then waits for.
 */
export function derived<T>(file: UnitFile, derivation: Derivation<T>): T {
  if (!file.derivations.has(derivation)) file.derivations.set(derivation, derivation(file));
  return file.derivations.get(derivation) as T;
}

/** Reads a file and looks everything in it up. Never fails. */
export function readUnitFile(path: string, text: string, target: Target = DEFAULT_TARGET): UnitFile {
  const identity = identify(path);
  const foreign = foreignKind(text);
  // Nobody typed a binary file, and nothing in it is looked at.
  const tree = parse(foreign === 'binary' ? '' : text);
  const type = identity.type ?? typeBySections(tree);
  const sectionNames = type ? sectionsOf(type) : allSections();
  const sections = tree.sections.map((section) => judgeSection(section, sectionNames, target));
  return {
    path,
    identity,
    type,
    foreign,
    target,
    tree,
    sectionNames,
    sections,
    settings: sections.flatMap((section) => (section.state === 'read' ? section.settings : [])),
    placeholders: identity.templating ? placeholdersIn(text, identity.templating) : [],
    derivations: new Map(),
  };
}

/** For a text without a telling name (a new editor tab): the type whose own section it has. */
function typeBySections(tree: Tree): UnitType | undefined {
  const names = tree.sections.map((section) => section.header?.name.value);
  return UNIT_TYPES.find((type) => sectionsOf(type).some((name) => !SHARED.includes(name) && names.includes(name)));
}

const SHARED = ['Unit', 'Install'];

function allSections(): string[] {
  return [...new Set(UNIT_TYPES.flatMap((type) => sectionsOf(type)))];
}

function judgeSection(section: Section, sectionNames: readonly string[], { version }: Target): JudgedSection {
  const name = section.header?.name.value ?? '';
  const state = sectionState(section, name, sectionNames, version);
  const settings: Setting[] = [];
  for (const entry of section.entries) {
    if (entry.kind !== 'assignment') continue;
    settings.push({ assignment: entry, section: name, directive: directive(name, entry.name.value) });
  }
  return { section, name, state, settings };
}

function sectionState(section: Section, name: string, sectionNames: readonly string[], version: number): SectionState {
  if (section.malformed) return 'unreadable';
  if (!section.header) return 'outside';
  if (!isSafeSectionName(name, version)) return 'unreadable';
  if (sectionNames.includes(name)) return 'read';
  return name.startsWith('X-') ? 'extension' : 'unknown';
}

/**
 * Whether systemd reads on behind a header of this name: no control characters, backslashes or quotes, and, in versions
 * after 257, no `*`, `?`, `[` and something at all (`src/basic/string-util.c: string_is_safe`).
 */
function isSafeSectionName(name: string, version: number): boolean {
  if (/[\u0000-\u001f\u007f\\"']/.test(name)) return false;
  return version <= 257 || (name !== '' && !/[*?[]/.test(name));
}
