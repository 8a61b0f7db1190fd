import { isLongerThan } from '../../syntax/lines.ts';
import type { Text } from '../../syntax/text.ts';
import { quoted } from '../common/items.ts';
import { expandSpecifiers, specifierProblem } from '../common/specifiers.ts';
import { isAbsolutePath, PATH_MAX, pathFault, simplifyPath } from '../path/path.ts';
import type { Context, Description, Problem, Suggestion, ValueType } from '../value-type.ts';
import { conditionFaults } from './condition.ts';
import { completeCondition } from './condition-completion.ts';
import type { ConditionFault } from './condition-fault.ts';
import { sentenceFor } from './condition-sentence.ts';

/** Conditions on a path (`src/core/load-fragment.c: config_parse_unit_condition_path`). */
const conditionOnPath: ValueType = {
  check(value, context) {
    if (value.length === 0) return [];
    const signs = signsOf(value.value, { blanks: false });
    const written = value.value.slice(signs.end);
    if (written.length > LONGEST_PATH) return [pathProblem(value, signs.end, written, 'it is too long', context)];
    const { value: path, unknownAt } = expandSpecifiers(written, 'unit', context);
    if (unknownAt !== undefined) return [specifierProblem(value, signs.end, unknownAt, context)];
    const isTooLong = isLongerThan(path, PATH_MAX - 1);
    const fault = isTooLong ? 'it is too long' : pathFault(path, { absolute: true, version: context.version });
    if (fault !== undefined) return [pathProblem(value, signs.end, path, fault, context)];
    return mistakesInPath(context.argument ?? '', simplifyPath(path), written, context).map((mistake) => ({
      ...mistake,
      start: signs.end,
      end: value.length,
    }));
  },
  complete,
  describe,
};

/** Conditions on anything else (`src/core/load-fragment.c: config_parse_unit_condition_string`). */
const conditionOnText: ValueType = {
  check(value, context) {
    if (value.length === 0) return [];
    const { end, isNegated } = signsOf(value.value, { blanks: true });
    const written = value.value.slice(end);
    const isLong = written.length > LONGEST_TEXT;
    const { value: parameter, unknownAt } = isLong
      ? { value: written, unknownAt: unknownSpecifier(written, context) }
      : expandSpecifiers(written, 'unit', context);
    if (unknownAt !== undefined) return [specifierProblem(value, end, unknownAt, context)];
    // What specifiers become on the machine is not known here.
    if (isLong || hasSpecifier(written)) return [];
    if (parameter === '') {
      const message = `${context.directive}= has nothing to look for: write it behind the “${value.value.trim()}”.`;
      return [{ code: 'misspelt-word', start: 0, end: value.length, message }];
    }
    return conditionFaults(context.argument ?? '', parameter).map((fault) => {
      const isAsWritten = parameter === written;
      const place = isAsWritten
        ? { start: end + fault.start, end: end + fault.end }
        : { start: end, end: value.length };
      const { instead } = fault;
      return {
        code: 'misspelt-word' as const,
        ...place,
        message: `${consequence(fault, isNegated, context)}: ${fault.why}`,
        ...(instead && isAsWritten ? { instead } : {}),
      };
    });
  },
  complete,
  describe,
};

/** Longer values are too long for a path whatever their specifiers become. */
const LONGEST_PATH = 16 * PATH_MAX;

/** Longer texts are accepted, and nobody has written them by hand. */
const LONGEST_TEXT = 10_000;

/** The signs before what is looked for. */
interface Signs {
  readonly isTrigger: boolean;
  readonly isNegated: boolean;
  /** Offset behind them. */
  readonly end: number;
}

function signsOf(text: string, { blanks }: { blanks: boolean }): Signs {
  const isTrigger = text.startsWith('|');
  let end = isTrigger ? 1 : 0;
  const skipBlanks = (): void => {
    while (blanks && /[ \t\n\r]/.test(text[end] ?? '')) end++;
  };
  if (isTrigger) skipBlanks();
  const isNegated = text[end] === '!';
  if (isNegated) {
    end++;
    skipBlanks();
  }
  return { isTrigger, isNegated, end };
}

/** True where something stands in the value that only the machine knows; two percent signs are one. */
function hasSpecifier(text: string): boolean {
  return /%[A-Za-z0-9]/.test(text.replaceAll('%%', ''));
}

/** Where the first unknown specifier stands in a long text, of which nothing else is asked. */
function unknownSpecifier(text: string, context: Context): number | undefined {
  const known = new Set<string>();
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 2)) {
    const specifier = text.slice(at, at + 2);
    if (known.has(specifier)) continue;
    if (expandSpecifiers(specifier, 'unit', context).unknownAt !== undefined) return at;
    known.add(specifier);
  }
  return undefined;
}

function pathProblem(value: Text, from: number, path: string, fault: string, context: Context): Problem {
  const { start, end, instead } = misplacedSign(value.value, from) ?? {
    start: from,
    end: value.length,
    instead: undefined,
  };
  const isSign = instead !== undefined;
  const hint = instead ? ` Write “${instead}”.` : '';
  const why = isSign
    ? `a path has to follow the signs “|” and “!” at once, each once and in this order.${hint}`
    : `${context.directive}= takes an absolute path, and with ${quoted(path)} ${fault}.`;
  return {
    code: 'invalid-path',
    start,
    end,
    message: `systemd ignores this line: ${why}`,
    ...(instead ? { instead: [instead] } : {}),
  };
}

/** `!|/a`, `! /a`, `!!/a`: signs in a form that paths do not allow, and what may be meant. */
function misplacedSign(text: string, from: number): { start: number; end: number; instead: string } | undefined {
  const [signs] = /^[|!\s]+(?=[/%])/.exec(text.slice(0, 20)) ?? [];
  if (signs === undefined || signs.length <= from) return undefined;
  const isNegated = (signs.split('!').length - 1) % 2 === 1;
  return { start: 0, end: signs.length, instead: (signs.includes('|') ? '|' : '') + (isNegated ? '!' : '') };
}

/** Paths that are valid and surely not meant so. */
function mistakesInPath(
  kind: string,
  path: string,
  written: string,
  { directive }: Context,
): { code: 'misspelt-word'; message: string; instead?: readonly string[] }[] {
  const code = 'misspelt-word';
  if (/\s\//.test(written)) {
    return [{ code, message: `${directive}= looks for one path, blanks and all. Write a line for each path.` }];
  }
  if (kind === 'CONDITION_NEEDS_UPDATE' && !hasSpecifier(written) && path !== '/etc' && path !== '/var') {
    const message = `${directive}= takes /etc or /var: systemd keeps account of no other directory, and ${quoted(path)} always needs an update.`;
    return [{ code, message, instead: ['/etc', '/var'] }];
  }
  if (kind !== 'CONDITION_PATH_EXISTS_GLOB' && path.includes('*')) {
    const glob = directive.startsWith('Assert') ? 'AssertPathExistsGlob' : 'ConditionPathExistsGlob';
    return [
      { code, message: `${directive}= looks for a path with a “*” in its name. Patterns are matched by ${glob}=.` },
    ];
  }
  return [];
}

/** What comes of a mistake, up to the colon. */
function consequence({ effect }: ConditionFault, isNegated: boolean, { directive }: Context): string {
  switch (effect) {
    case 'never':
      return `${directive}= ${isNegated ? 'always' : 'never'} holds`;
    case 'always':
      return `${directive}= ${isNegated ? 'never' : 'always'} holds`;
    case 'fails':
      return `${directive}= never holds`;
    case 'skipped':
      return `${directive}= leaves this word out`;
    case 'unclear':
      return `${directive}= does not compare what is meant`;
  }
}

function complete(value: Text, offset: number, context: Context): Suggestion[] {
  const blanks = !PATH_KINDS.test(context.argument ?? '');
  return completeCondition(value.value, offset, signsOf(value.value, { blanks }), context);
}

function describe(value: Text, _offset: number, context: Context): Description | undefined {
  if (value.length > LONGEST_TEXT) return undefined;
  // Blanks behind the signs make a path invalid, and then there is nothing to describe.
  const { isTrigger, isNegated, end } = signsOf(value.value, { blanks: true });
  const written = value.value.slice(end);
  if (expandSpecifiers(written, 'unit', context).unknownAt !== undefined) return undefined;
  // Specifiers stay: what most of them become is known on the machine only, and they have a hover of their own.
  const parameter = written.replaceAll('%%', '%');
  const kind = context.argument ?? '';
  const isPath = PATH_KINDS.test(kind);
  if (isPath && !isAbsolutePath(value.value.replace(/^\|?!?/, '').replace(/^%./, '/'))) return undefined;
  const text = sentenceFor({
    kind,
    isAssert: context.directive.startsWith('Assert'),
    isTrigger,
    isNegated,
    parameter: isPath ? simplifyPath(parameter) : parameter,
  });
  return text === undefined ? undefined : { start: 0, end: value.length, text };
}

const PATH_KINDS = /^CONDITION_(?:PATH_|DIRECTORY_|FILE_|NEEDS_)/;

/** systemd's parser → value type. */
export const CONDITION_TYPES: Readonly<Record<string, ValueType>> = {
  unit_condition_path: conditionOnPath,
  unit_condition_string: conditionOnText,
};
