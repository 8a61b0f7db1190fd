import type { Span } from '../syntax/text.ts';
import type { UnitFile } from '../units/unit-file.ts';
import type { ProblemCode } from '../values/value-type.ts';

/** What a finding says of systemd: `error`: it ignores the line or refuses the unit; see DESIGN in docs/architecture.md. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What has to be looked at to see the fault. */
export type Category = 'assignment' | 'unit' | 'workspace' | 'advice';

/** A change to the text: the characters from `start` to `end` give way to `text`. */
export interface Edit extends Span {
  readonly text: string;
}

export interface Fix {
  /** What the person will read in the menu: a short imperative. */
  readonly title: string;
  readonly edits: readonly Edit[];
  /** True where there is no doubt: applied by "fix all" and offered first. */
  readonly preferred?: boolean;
}

/** One place where a rule applies. */
export interface Finding {
  readonly span: Span;
  /** One sentence: what systemd will do, and what to write instead. */
  readonly message: string;
  /** Only where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
  /** Worked out when somebody asks for it. */
  readonly fixes?: () => Fix[];
}

/** A piece of a unit file that shows a rule at work; the examples are the rule's tests and stand on its page. */
export interface BadExample {
  /** Lines of carets and the code under the places that are reported (see `test/support/fixture.ts`). */
  readonly text: string;
  /** What the first fix makes of it. */
  readonly fixed?: string;
  /** `example.service` unless something else is said. */
  readonly path?: string;
  /** Target version, where it matters. */
  readonly version?: number;
}

export interface GoodExample {
  readonly text: string;
  readonly path?: string;
  readonly version?: number;
}

/**
 * One thing that can be wrong with a unit. Its code is the name of its file, of its page in `docs/rules/`, and what
 * people write to ask for it; it names the bad pattern, never the remedy.
 */
export interface Rule {
  readonly code: string;
  readonly category: Category;
  readonly severity: Severity;
  /** What is wrong, as a noun phrase under 80 characters. */
  readonly summary: string;
  /** Markdown: what systemd does and why it matters, what to write. */
  readonly explanation: string;
  /** What systemd itself prints, and where in its source the decision stands. */
  readonly systemd?: { readonly prints?: string; readonly source: string };
  readonly bad: readonly BadExample[];
  readonly good: readonly GoodExample[];
  /** For rules that pass on what the value types find: the code of the problems. */
  readonly reports?: ProblemCode;
  check(file: UnitFile, report: (finding: Finding) => void): void;
}

/** A finding with the rule that it comes from. */
export interface Diagnosis extends Finding {
  readonly rule: Rule;
  readonly severity: Severity;
}
