import type { Span } from '../syntax/text.ts';
import { derived, type UnitFile } from '../units/unit-file.ts';
import { rule as adjustedValue } from './adjusted-value.ts';
import { rule as assignmentOutsideSection } from './assignment-outside-section.ts';
import { rule as directiveInWrongSection } from './directive-in-wrong-section.ts';
import { rule as directiveTooNew } from './directive-too-new.ts';
import { rule as emptyValue } from './empty-value.ts';
import { rule as ineffectiveForType } from './ineffective-for-type.ts';
import { rule as inlineComment } from './inline-comment.ts';
import { rule as invalidAddress } from './invalid-address.ts';
import { rule as invalidBoolean } from './invalid-boolean.ts';
import { rule as invalidCommand } from './invalid-command.ts';
import { rule as invalidEnvironment } from './invalid-environment.ts';
import { rule as invalidListItem } from './invalid-list-item.ts';
import { rule as invalidName } from './invalid-name.ts';
import { rule as invalidNumber } from './invalid-number.ts';
import { rule as invalidPath } from './invalid-path.ts';
import { rule as invalidQuoting } from './invalid-quoting.ts';
import { rule as invalidSpecifier } from './invalid-specifier.ts';
import { rule as invalidTime } from './invalid-time.ts';
import { rule as invalidUrl } from './invalid-url.ts';
import { rule as invalidUtf8 } from './invalid-utf8.ts';
import { rule as invalidWord } from './invalid-word.ts';
import { rule as killModeNone } from './kill-mode-none.ts';
import { rule as leftoverPlaceholder } from './leftover-placeholder.ts';
import { rule as legacyDirective } from './legacy-directive.ts';
import { rule as legacyRuntimePath } from './legacy-runtime-path.ts';
import { rule as lineTooLong } from './line-too-long.ts';
import { rule as malformedSection } from './malformed-section.ts';
import { rule as missingEquals } from './missing-equals.ts';
import { rule as missingKey } from './missing-key.ts';
import { rule as misspeltWord } from './misspelt-word.ts';
import { rule as obsoleteTarget } from './obsolete-target.ts';
import { rule as obsoleteValue } from './obsolete-value.ts';
import { rule as removedDirective } from './removed-directive.ts';
import type { Diagnosis, Rule } from './rule.ts';
import { rule as sectionOfOtherType } from './section-of-other-type.ts';
import { rule as shellSyntax } from './shell-syntax.ts';
import { rule as specialUser } from './special-user.ts';
import { rule as unknownDirective } from './unknown-directive.ts';
import { rule as unknownEscape } from './unknown-escape.ts';
import { rule as unknownSection } from './unknown-section.ts';
import { rule as unusualName } from './unusual-name.ts';
import { rule as wordTooNew } from './word-too-new.ts';

/** Every rule there is, by code. */
export const RULES: readonly Rule[] = [
  adjustedValue,
  assignmentOutsideSection,
  directiveInWrongSection,
  directiveTooNew,
  emptyValue,
  ineffectiveForType,
  inlineComment,
  invalidAddress,
  invalidBoolean,
  invalidCommand,
  invalidEnvironment,
  invalidListItem,
  invalidName,
  invalidNumber,
  invalidPath,
  invalidQuoting,
  invalidSpecifier,
  invalidTime,
  invalidUrl,
  invalidUtf8,
  invalidWord,
  killModeNone,
  leftoverPlaceholder,
  legacyDirective,
  legacyRuntimePath,
  lineTooLong,
  malformedSection,
  missingEquals,
  missingKey,
  misspeltWord,
  obsoleteTarget,
  obsoleteValue,
  removedDirective,
  sectionOfOtherType,
  shellSyntax,
  specialUser,
  unknownDirective,
  unknownEscape,
  unknownSection,
  unusualName,
  wordTooNew,
];

const HOME = 'https://github.com/unitwright/unitwright/blob/main/docs/rules';

/** Address of a rule's page. */
export function pageOf(rule: Rule): string {
  return `${HOME}/${rule.code}.md`;
}

/** Everything that the rules find in a file, in the order of the text. */
export function diagnose(file: UnitFile): readonly Diagnosis[] {
  return derived(file, run);
}

function run(file: UnitFile): Diagnosis[] {
  if (file.foreign) return [];
  const found: Diagnosis[] = [];
  const hasPlaceholder = placeholderTest(file);
  for (const rule of RULES) {
    rule.check(file, (finding) => {
      if (hasPlaceholder(finding.span)) return;
      found.push({ ...finding, rule, severity: finding.severity ?? rule.severity });
    });
  }
  return found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Tells whether the lines of a range hold something that a build tool will replace: then nothing is certain. */
function placeholderTest(file: UnitFile): (span: Span) => boolean {
  if (file.placeholders.length === 0) return () => false;
  const touched = file.placeholders.map(({ start, end }) => {
    const { text } = file.tree;
    const lineEnd = text.indexOf('\n', end);
    return { start: text.lastIndexOf('\n', start - 1) + 1, end: lineEnd < 0 ? text.length : lineEnd };
  });
  return (span) => touched.some((line) => span.start <= line.end && span.end >= line.start);
}
