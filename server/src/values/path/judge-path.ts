/** One path in a value: specifiers, form, and what systemd does where it is wrong. */
import { isLongerThan } from '../../syntax/lines.ts';
import { isExact, LONGEST_JUDGED, type Piece } from '../common/piece.ts';
import { expandSpecifiers } from '../common/specifiers.ts';
import { isNameKnown } from '../name/name-expansion.ts';
import { parseUnitName } from '../name/unit-name.ts';
import { type Context, isRefusal, type Problem, type ProblemCode, type ValueType } from '../value-type.ts';
import { PATH_MAX, type PathRules, pathFault, simplifyPath } from './path.ts';

/**
 * What systemd does with something it does not like: it ignores the line, a word of a list, a word and all behind it, or
 * refuses the whole unit.
 */
export type Effect = 'line' | 'word' | 'rest' | 'unit';

/** The start of a message, up to the colon. */
export function effectOf(effect: Effect, subject: string): string {
  switch (effect) {
    case 'line':
      return 'systemd ignores this line';
    case 'word':
      return `systemd ignores ${quoted(subject)}`;
    case 'rest':
      return `systemd ignores ${quoted(subject)} and what stands behind it`;
    case 'unit':
      return 'systemd refuses this unit';
  }
}

/** A problem of a piece. */
export function problemAt(
  code: ProblemCode,
  { start, end }: Piece,
  message: string,
  instead?: readonly string[],
): Problem {
  return { code, start, end, message, ...(instead && instead.length > 0 ? { instead } : {}) };
}

/** A text for a message, cut where it is long. */
export function quoted(text: string): string {
  return text.length > 80 ? `“${text.slice(0, 77)}…”` : `“${text}”`;
}

/** Longer texts are expanded up to here: that is too long for a path already, or made of specifiers that vanish. */
const LONGEST_EXPANDED = 4 * PATH_MAX;

export interface Expanded {
  /** What the text may become: one text where all is known, else some that are plausible. */
  readonly values: readonly string[];
  /** Offset of a specifier that systemd does not know. */
  readonly unknownAt: number | undefined;
  /** True where there is more to come: only the start of a very long text is looked at. */
  readonly isCut: boolean;
}

/**
 * What becomes of a text with specifiers (`src/core/unit-printf.c: unit_path_printf`). What `%i` and `%I` become is known
 * in `shop@eu.service` and not in `shop@.service`; there, an instance may well be a path.
 */
export function expandPath(text: string, context: Context): Expanded {
  if (!text.includes('%')) return { values: [text], unknownAt: undefined, isCut: false };
  const isCut = text.length > LONGEST_EXPANDED;
  const short = isCut ? text.slice(0, LONGEST_EXPANDED) : text;
  const all = namesFor(context).map((unitName) => expandSpecifiers(short, 'unit', { ...context, unitName }));
  return { values: all.map(({ value }) => value), unknownAt: all[0]?.unknownAt, isCut };
}

function namesFor(context: Context): (string | undefined)[] {
  if (isNameKnown(context)) return [context.unitName];
  const parsed = context.unitName === undefined ? undefined : parseUnitName(context.unitName);
  const prefix = parsed?.kind === 'template' ? parsed.prefix : 'unit';
  const type = parsed?.type ?? context.type ?? 'service';
  return [`${prefix}@instance.${type}`, `${prefix}@-instance.${type}`];
}

/** The problem of an unknown specifier in a piece. */
export function unknownSpecifier(piece: Piece, unknownAt: number, effect: Effect, subject: string): Problem {
  const specifier = piece.value.slice(unknownAt, unknownAt + 2);
  const start = piece.start + unknownAt;
  const place = isExact(piece) ? { ...piece, start, end: start + 2 } : piece;
  return problemAt(
    'invalid-specifier',
    place,
    `${effectOf(effect, subject)}: there is no specifier “${specifier}”. A plain percent sign is “%%”.`,
    isExact(piece) ? [`%${specifier}`] : undefined,
  );
}

/**
 * Offset of the first specifier that systemd does not know (`unit_full_printf`); for values that may hold any text
 * otherwise.
 */
export function unknownSpecifierIn(text: string, context: Context): number | undefined {
  const known = new Map<string, boolean>();
  for (const match of text.slice(0, LONGEST_JUDGED).matchAll(/%([A-Za-z0-9%])/g)) {
    const letter = match[1]!;
    let isKnown = known.get(letter);
    if (isKnown === undefined) {
      isKnown = expandSpecifiers(`%${letter}`, 'unit', context).unknownAt === undefined;
      known.set(letter, isKnown);
    }
    if (!isKnown) return match.index;
  }
  return undefined;
}

export interface PathTask {
  readonly rules: PathRules;
  readonly effect: Effect;
  readonly context: Context;
  /** What is ignored where it is more than the path: the word around it. */
  readonly around?: Piece;
  /** An empty text is as good as none. */
  readonly mayBeEmpty?: boolean;
}

/** Either the path as systemd takes it, specifiers replaced and simplified, or what is wrong. */
export type JudgedPath =
  | { readonly path: string; readonly problem?: undefined }
  | { readonly path?: undefined; readonly problem: Problem };

/** Judges a path (`unit_path_printf`, then `src/shared/parse-helpers.c: path_simplify_and_warn`). */
export function judgePath(piece: Piece, { rules, effect, context, around, mayBeEmpty }: PathTask): JudgedPath {
  const subject = (around ?? piece).value;
  const { values, unknownAt, isCut } = expandPath(piece.value, context);
  if (unknownAt !== undefined) return { problem: unknownSpecifier(piece, unknownAt, effect, subject) };
  const { version } = context;
  let fault: string | undefined;
  for (const value of values) {
    const isTooLong = isLongerThan(value, PATH_MAX - 1);
    if ((value === '' && mayBeEmpty) || (isCut && !isTooLong)) return { path: value };
    const found = isTooLong ? 'it is too long' : pathFault(value, { ...rules, version });
    if (found === undefined) return { path: simplifyPath(value, rules.keepTrailingSlash, version) };
    fault ??= found;
  }
  const place = piece.value === '' && around ? around : piece;
  if (piece.value === '') {
    return { problem: problemAt('invalid-path', place, `${effectOf(effect, subject)}: a path is missing there.`) };
  }
  const says =
    effect === 'word' || effect === 'rest'
      ? `${effectOf(effect, subject)}: ${around && around.value !== piece.value ? `in ${quoted(piece.value)}, ${fault}` : fault}.`
      : `${effectOf(effect, subject)}: ${(fault ?? '').replace(/^it /, `the path in ${context.directive}= `)}.`;
  return { problem: problemAt('invalid-path', place, says, repairs(piece, fault ?? '')) };
}

/** Says what a value means only where systemd takes it. */
export function describingTheSound(type: ValueType): ValueType {
  const { describe } = type;
  if (!describe) return type;
  return {
    ...type,
    describe(value, offset, context) {
      const description = describe(value, offset, context);
      if (!description) return undefined;
      const { start, end } = description;
      const isFaulty = (problem: Problem): boolean =>
        problem.start <= end && problem.end >= start && isRefusal(problem);
      return type.check(value, context).some(isFaulty) ? undefined : description;
    },
  };
}

/** `/a/../b` → `/b`. */
function repairs(piece: Piece, fault: string): string[] {
  if (!fault.includes('..') || !isExact(piece) || piece.value.includes('%')) return [];
  const parts: string[] = [];
  for (const part of piece.value.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const isAbsolute = piece.value.startsWith('/');
  return parts.length > 0 ? [`${isAbsolute ? '/' : ''}${parts.join('/')}`] : [];
}

/** The problem of a value that cannot be taken apart into words. */
export function unreadable(text: string, from: number, effect: Effect): Problem {
  let start = from;
  while (start < text.length - 1 && /\s/.test(text[start]!)) start++;
  const rest = text.slice(start, start + 100);
  const why = /["']/.test(rest) ? 'its quotes do not pair' : 'a backslash at its end escapes nothing';
  return problemAt('invalid-quoting', { value: text, start, end: text.length }, `${effectOf(effect, rest)}: ${why}.`);
}
