/** Operators of comparisons in conditions (`src/shared/compare-operator.c`). */

export type CompareOperator = '$=' | '!$=' | '<>' | '<=' | '>=' | '<' | '>' | '==' | '=' | '!=';

/** In the order in which systemd looks for them: longer ones before what they start with. */
const OPERATORS: readonly CompareOperator[] = ['$=', '!$=', '<>', '<=', '>=', '<', '>', '==', '=', '!='];

/** The characters that operators are made of (`COMPARE_OPERATOR_WITH_FNMATCH_CHARS`). */
export const OPERATOR_CHARACTERS = '!<=>$';

/**
 * The operator that a text starts with (`parse_compare_operator`).
 *
 * @param patterns whether `$=` and `!$=` are allowed; where they are not, they are no operators at all
 */
export function compareOperator(text: string, { patterns }: { patterns: boolean }): CompareOperator | undefined {
  const operator = OPERATORS.find((each) => text.startsWith(each));
  return operator?.includes('$') && !patterns ? undefined : operator;
}

/** Operators that people write and systemd does not know, and what they mean by them. */
export function operatorMeantBy(
  text: string,
): { readonly written: string; readonly meant: CompareOperator } | undefined {
  const [written] = /^(?:=>|=<|===|=!|=~|~=|!==|!~)/.exec(text) ?? [];
  return written === undefined ? undefined : { written, meant: MEANT[written]! };
}

const MEANT: Readonly<Record<string, CompareOperator>> = {
  '=>': '>=',
  '=<': '<=',
  '===': '==',
  '=!': '!=',
  '=~': '$=',
  '~=': '$=',
  '!==': '!=',
  '!~': '!$=',
};

/** How a comparison reads: “is at least”. */
export function operatorInWords(operator: CompareOperator): string {
  return IN_WORDS[operator];
}

const IN_WORDS: Readonly<Record<CompareOperator, string>> = {
  '$=': 'matches',
  '!$=': 'does not match',
  '<>': 'is not',
  '<=': 'is at most',
  '>=': 'is at least',
  '<': 'is below',
  '>': 'is above',
  '==': 'is',
  '=': 'is',
  '!=': 'is not',
};
