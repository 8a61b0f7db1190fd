/** What is surely a mistake in what a condition looks for. */
export interface ConditionFault {
  /** UTF-16 offsets in the parameter. */
  readonly start: number;
  readonly end: number;
  /**
   * What comes of it: the condition `never` or `always` matches (with “!” before it, the other way round); it `fails`,
   * that is, counts as not met even with “!”; a word of it is `skipped`; or it compares what cannot be compared, with a
   * result that is `unclear`.
   */
  readonly effect: 'never' | 'always' | 'fails' | 'skipped' | 'unclear';
  /** A sentence or two: what is wrong, and what to write. */
  readonly why: string;
  readonly instead?: readonly string[];
}

export type Effect = ConditionFault['effect'];

/** A fault of a part of the parameter. */
export function faultAt(
  { start, end }: { readonly start: number; readonly end: number },
  effect: Effect,
  why: string,
  instead: readonly string[] = [],
): ConditionFault {
  return { start, end, effect, why, ...(instead.length > 0 ? { instead } : {}) };
}

/** A fault of the whole parameter. */
export function faultOf(text: string, effect: Effect, why: string, instead?: readonly string[]): ConditionFault {
  return faultAt({ start: 0, end: text.length }, effect, why, instead);
}
