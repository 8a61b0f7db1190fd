/** Lists of words that are taken out of a value one by one, each with specifiers of its own. */

import type { Context, Problem, ProblemCode, ValueType } from '../value-type.ts';
import type { ExtractFlags } from './extract-word.ts';
import { isUnreadable, MOST_PROBLEMS, type Piece, wordsIn } from './piece.ts';
import { resolve } from './resolve.ts';

/** What is wrong with a word. */
export interface Fault {
  /** A sentence: what it has to be, or what to write instead. */
  readonly advice: string;
  readonly instead?: readonly string[];
  /** The part of the value that is wrong, where it is more or less than the word. */
  readonly start?: number;
  readonly end?: number;
}

export interface WordList {
  readonly flags: ExtractFlags;
  readonly code: ProblemCode;
  /** What systemd would not take of a word, specifiers replaced. */
  fault(word: string, piece: Piece, before: Piece | undefined, context: Context): Fault | undefined;
}

/** Judges each word for itself: systemd skips those it does not like, and stops where quotes do not pair. */
export function listOfWords({ flags, code, fault }: WordList): ValueType['check'] {
  return (value, context) => {
    const problems: Problem[] = [];
    let before: Piece | undefined;
    for (const piece of wordsIn(value.value, flags)) {
      if (problems.length >= MOST_PROBLEMS) break;
      if (isUnreadable(piece)) {
        problems.push(unreadable(value.value, piece.unreadableFrom));
        break;
      }
      const resolved = resolve(value, piece, context, { outcome: 'skips this word' });
      if ('problem' in resolved) {
        problems.push(resolved.problem);
      } else {
        const found = fault(resolved.value, piece, before, context);
        if (found) {
          problems.push({
            code,
            start: found.start ?? piece.start,
            end: found.end ?? piece.end,
            message: `systemd ignores “${shortened(resolved.value)}”: ${found.advice}`,
            ...(found.instead ? { instead: found.instead } : {}),
          });
        }
      }
      before = piece;
    }
    return problems;
  };
}

function unreadable(text: string, from: number): Problem {
  const rest = text.slice(from);
  const start = from + (rest.length - rest.trimStart().length);
  return {
    code: 'invalid-quoting',
    start,
    end: text.length,
    message:
      'systemd ignores this line from here on: a quote is not closed, or a backslash means nothing. Write a quote or backslash that is meant as such with a backslash before it.',
  };
}

/** For messages: what somebody has pasted need not be shown in full. */
export function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
