import type { Span } from '../syntax/text.ts';
import { derived, type Setting, type UnitFile } from '../units/unit-file.ts';
import { contextOf, valueTypeOf } from '../values/table.ts';
import type { Problem } from '../values/value-type.ts';
import { replacement } from './edits.ts';
import { findInlineComment } from './find-inline-comment.ts';
import type { Finding, Fix, Rule } from './rule.ts';

/** What the value of one setting gave. */
export interface JudgedValue {
  readonly setting: Setting;
  readonly problems: readonly Problem[];
  /** Where an inline comment starts in the value; it goes up to the value's end. */
  readonly inlineComment: number | undefined;
  /** True where the value is refused with its inline comment and accepted without. */
  readonly refusedForComment: boolean;
}

/** The values of a file that gave something to say; judged once, however many rules ask. */
export function judgedValues(file: UnitFile): readonly JudgedValue[] {
  return derived(file, judgeAll);
}

function judgeAll(file: UnitFile): readonly JudgedValue[] {
  return file.settings.flatMap((setting) => judge(file, setting) ?? []);
}

function judge(file: UnitFile, setting: Setting): JudgedValue | undefined {
  const { assignment, directive } = setting;
  if (!directive) return undefined;
  const context = contextOf(file, directive);
  const type = valueTypeOf(directive, file.target.version);
  const problems = type.check(assignment.value, context);
  const inlineComment = findInlineComment(assignment.value.value, directive, problems.length > 0);
  if (problems.length === 0 && inlineComment === undefined) return undefined;
  const withoutComment = assignment.value.slice(0, inlineComment).trim();
  const refusedForComment =
    problems.length > 0 && inlineComment !== undefined && type.check(withoutComment, context).length === 0;
  return { setting, problems: refusedForComment ? [] : problems, inlineComment, refusedForComment };
}

/** A rule that passes on what the value types find under its code. */
export function valueRule(rule: Omit<Rule, 'check' | 'category'>): Rule {
  return {
    ...rule,
    category: 'assignment',
    check(file, report) {
      for (const { setting, problems } of judgedValues(file)) {
        for (const problem of problems) {
          if (problem.code === rule.code) report(findingOf(setting, problem));
        }
      }
    },
  };
}

function findingOf(setting: Setting, problem: Problem): Finding {
  const { assignment } = setting;
  const span = assignment.value.span(problem.start, problem.end);
  // An empty value has no characters to mark: mark the name.
  const isEmpty = span.end === span.start;
  return {
    span: isEmpty ? assignment.name.span() : span,
    message: problem.message,
    fixes: () => replacements(problem.instead ?? [], span),
  };
}

function replacements(instead: readonly string[], span: Span): Fix[] {
  return instead.map((word) => ({ title: `Write “${word}”`, edits: [replacement(span, word)] }));
}
