import type { Span } from '../syntax/text.ts';
import { derived, type Setting, type UnitFile } from '../units/unit-file.ts';
import { checkValue } from '../values/check-value.ts';
import { contextOf } from '../values/table.ts';
import { isRefusal, type Problem, type ProblemCode } from '../values/value-type.ts';
import { replacement } from './edits.ts';
import { findInlineComment } from './find-inline-comment.ts';
import { findPlaceholders } from './find-placeholders.ts';
import type { Finding, Fix, Rule } from './rule.ts';

/** What the value of one setting gave. */
export interface JudgedValue {
  readonly setting: Setting;
  readonly problems: readonly Problem[];
  /** Problems of what stands for something that was to be filled in: not worth a word of their own. */
  readonly forPlaceholders: readonly Problem[];
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
  const problems = checkValue(directive, assignment.value, context);
  const inlineComment = findInlineComment(assignment.value.value, directive, problems.some(isRefusal));
  if (problems.length === 0 && inlineComment === undefined) return undefined;
  const withoutComment = assignment.value.slice(0, inlineComment).trim();
  const refusedForComment =
    inlineComment !== undefined &&
    problems.some(isRefusal) &&
    !checkValue(directive, withoutComment, context).some(isRefusal);
  // Where there is a comment, the rest of the value is judged by itself.
  const reported = inlineComment === undefined ? problems : checkValue(directive, withoutComment, context);
  const placeholders = problems.length > 0 ? findPlaceholders(assignment.value.value) : [];
  const isForPlaceholder = (problem: Problem): boolean =>
    placeholders.some((placeholder) => problem.start < placeholder.end && problem.end > placeholder.start);
  return {
    setting,
    problems: reported.filter((problem) => !isForPlaceholder(problem)),
    forPlaceholders: problems.filter(isForPlaceholder),
    inlineComment,
    refusedForComment,
  };
}

/** A rule that passes on what the value types find under its code. */
export function valueRule(rule: Omit<Rule, 'check' | 'category' | 'code'> & { readonly code: ProblemCode }): Rule {
  return {
    ...rule,
    category: 'assignment',
    reports: rule.code,
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
    ...(isOnlyForEnable(setting) ? { severity: 'warning' as const } : {}),
    fixes: () => replacements(problem.instead ?? [], span),
  };
}

/** systemd loads a unit whatever stands in [Install]: only `systemctl enable` reads it, and complains. */
export function isOnlyForEnable({ section }: Setting): boolean {
  return section === 'Install';
}

function replacements(instead: readonly string[], span: Span): Fix[] {
  return instead.map((word) => ({ title: `Write “${word}”`, edits: [replacement(span, word)] }));
}
