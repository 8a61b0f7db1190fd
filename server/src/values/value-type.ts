import type { UnitType } from '../catalog/lookup.ts';
import type { Text } from '../syntax/text.ts';

/** What a value is judged in. */
export interface Context {
  readonly type: UnitType | undefined;
  /** Name of the unit (`getty@tty1.service`), where it is known; for a drop-in that of its unit. */
  readonly unitName: string | undefined;
  /** The manager that will load the unit. */
  readonly scope: 'system' | 'user';
  /** Target systemd version. */
  readonly version: number;
  /** Section and name of the directive, for words such as "Restart= takes …". */
  readonly section: string;
  readonly directive: string;
  /** What tells several uses of a parser apart (see `Directive.argument`). */
  readonly argument: string | undefined;
}

/** Something systemd would reject or warn of. Offsets are those of the value's own text (UTF-16). */
export interface Problem {
  readonly code: ProblemCode;
  readonly start: number;
  readonly end: number;
  /** One sentence: what systemd will do, then what to write instead. */
  readonly message: string;
  /** Words that may be meant, nearest first: each can take the place of `start` … `end`. */
  readonly instead?: readonly string[];
}

/** The rules that report problems of values; each has its file in `rules/` and its page in `docs/rules/`. */
export type ProblemCode =
  // systemd ignores the line, or refuses the unit.
  | 'invalid-boolean'
  | 'invalid-word'
  | 'word-too-new'
  | 'invalid-number'
  | 'invalid-time'
  | 'invalid-path'
  | 'invalid-name'
  | 'invalid-address'
  | 'invalid-command'
  | 'invalid-environment'
  | 'invalid-list-item'
  | 'invalid-quoting'
  | 'invalid-specifier'
  | 'invalid-url'
  | 'empty-value'
  | 'ineffective-for-type'
  // systemd loads the unit and complains.
  | 'adjusted-value'
  | 'kill-mode-none'
  | 'legacy-runtime-path'
  | 'obsolete-value'
  | 'special-user'
  | 'unknown-escape'
  | 'unusual-name'
  // systemd says nothing, and it surely was not meant.
  | 'misspelt-word'
  | 'shell-syntax';

/** The codes of problems for which systemd takes the line all the same. */
const MILD: ReadonlySet<ProblemCode> = new Set([
  'adjusted-value',
  'kill-mode-none',
  'legacy-runtime-path',
  'obsolete-value',
  'special-user',
  'unknown-escape',
  'unusual-name',
  'misspelt-word',
  'shell-syntax',
]);

/** Whether systemd ignores the line, or a part of it, or refuses the unit for a problem. */
export function isRefusal({ code }: Problem): boolean {
  return !MILD.has(code);
}

/** A word that fits where the cursor stands. */
export interface Suggestion {
  readonly label: string;
  readonly kind: 'word' | 'boolean' | 'unit' | 'user' | 'path' | 'number' | 'specifier' | 'variable';
  /** The part of the value that the word takes the place of. */
  readonly start: number;
  readonly end: number;
  /** Struck out: the target version does not know it. */
  readonly tooNew?: boolean;
  /** A few words behind the label. */
  readonly detail?: string;
  /** Markdown, where the prose of the directive has nothing on this word. */
  readonly documentation?: string;
}

/** What a part of a value means. */
export interface Description {
  readonly start: number;
  readonly end: number;
  /** Markdown. */
  readonly text: string;
}

/** One object that answers everything about a value. */
export interface ValueType {
  /** What systemd's parser would reject or warn of; empty where there is nothing. Never throws. */
  check(value: Text, context: Context): Problem[];
  /** What could stand at `offset` (UTF-16, in the value). */
  complete?(value: Text, offset: number, context: Context): Suggestion[];
  /** What the word or span at `offset` means. */
  describe?(value: Text, offset: number, context: Context): Description | undefined;
}

/** A value that systemd takes as it is (or does not look at), and for which there is nothing to offer. */
export const anything: ValueType = { check: () => [] };
