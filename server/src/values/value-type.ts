import type { UnitType } from '../catalog/lookup.ts';
import type { Text } from '../syntax/text.ts';

/** What a value is judged in. */
export interface Context {
  readonly type: UnitType | undefined;
  /** Target systemd version. */
  readonly version: number;
  /** Name of the directive, for words such as "Restart= takes …". */
  readonly directive: string;
  /** What tells several uses of a parser apart (see `Directive.argument`). */
  readonly argument: string | undefined;
}

/** Something systemd would reject or warn of. Offsets are those of the value's own text. */
export interface Problem {
  readonly code: ProblemCode;
  readonly start: number;
  readonly end: number;
  /** One sentence: what systemd will do, then what to write instead. */
  readonly message: string;
  /** Words that may be meant, nearest first. */
  readonly instead?: readonly string[];
}

/** The rule that reports a problem (each has its page in `docs/rules/`). */
export type ProblemCode = 'invalid-boolean' | 'invalid-word' | 'word-too-new';

/** A word that fits where the cursor stands. */
export interface Suggestion {
  readonly label: string;
  readonly kind: 'word' | 'boolean';
  /** The part of the value that the word takes the place of. */
  readonly start: number;
  readonly end: number;
  /** Struck out: the target version does not know it. */
  readonly tooNew?: boolean;
}

/** One object that answers everything about a value. */
export interface ValueType {
  /** What systemd's parser would reject or warn of; empty where there is nothing. */
  check(value: Text, context: Context): Problem[];
  /** What could stand at `offset` (UTF-16, in the value). */
  complete(value: Text, offset: number, context: Context): Suggestion[];
}

/** A value that is not judged yet, and for which there is nothing to offer. */
export const anything: ValueType = {
  check: () => [],
  complete: () => [],
};
