/** Paths that are mounted for a service: `SOURCE[:DESTINATION[:OPTIONS]]`, and temporary file systems. */
import { type ExtractFlags, extractFirstWord } from '../common/extract-word.ts';
import { nearest } from '../common/nearest.ts';
import {
  FieldReader,
  fieldsAt,
  isExact,
  isUnreadable,
  LONGEST_JUDGED,
  MOST_PROBLEMS,
  MOST_WORDS,
  type Piece,
  pieceBehind,
  pieceOf,
  pieceWithin,
  shown,
  wordsIn,
} from '../common/piece.ts';
import type { Context, Problem, Suggestion, ValueType } from '../value-type.ts';
import { effectOf, judgePath, problemAt, quoted, unreadable } from './judge-path.ts';
import { signSuggestion } from './single-path.ts';

const BIND_OPTIONS: ReadonlyMap<string, string> = new Map([
  ['rbind', 'With what is mounted below the source; the default.'],
  ['norbind', 'Only the file system of the source, without what is mounted below it.'],
]);

/** `BindPaths=`, `BindReadOnlyPaths=` (`src/core/load-fragment.c: config_parse_bind_paths`). */
export const bindPaths: ValueType = {
  check(value, context) {
    return context.version <= 257 ? checkInOnePass(value.value, context) : checkByWord(value.value, context);
  },
  complete(value, offset) {
    const { fields, index } = fieldsAt(value.value, offset);
    const { start, end } = fields[index]!;
    if (index === 0 && start === offset) {
      return [signSuggestion('-', offset, 'The mount is left out where the source does not exist.')];
    }
    if (index !== 2) return [];
    return [...BIND_OPTIONS].map(([label, documentation]) => ({ label, kind: 'word', start, end, documentation }));
  },
  describe(value, offset, { directive }) {
    const { fields, word } = fieldsAt(value.value, offset);
    const [source = '', destination, options] = fields.map(shown);
    const path = source.replace(/^-/, '');
    if (path === '') return undefined;
    const same = destination === undefined || destination === path;
    const parts = [
      `The unit sees \`${path}\` of the host ${same ? 'at the same place' : `at \`${destination}\``}`,
      directive.includes('ReadOnly') ? ', read-only' : '',
      options === 'norbind' ? ', without what is mounted below it.' : ', with what is mounted below it.',
      source.startsWith('-') ? ' Left out where it does not exist (`-`).' : '',
    ];
    return { start: word.start, end: word.end, text: parts.join('') };
  },
};

/** After 257: words, then fields with escapes. */
function checkByWord(text: string, context: Context): Problem[] {
  const problems: Problem[] = [];
  for (const word of wordsIn(text, { unquote: true, retainEscape: true })) {
    if (problems.length >= MOST_PROBLEMS) break;
    if (isUnreadable(word)) {
      problems.push(unreadable(text, word.unreadableFrom, 'rest'));
      break;
    }
    const flags = { cunescape: true, unescapeSeparators: true, dontCoalesceSeparators: true };
    const fields = new FieldReader(word, flags).take(4);
    if (fields === 'invalid') {
      problems.push(strangeEscape(word, 'word'));
    } else if (fields.length > 3) {
      const message = `${effectOf('word', word.value)}: there are at most three parts, SOURCE:DESTINATION:OPTIONS.`;
      problems.push(problemAt('invalid-list-item', word, message));
    } else {
      const problem = checkBind(fields, word, context);
      if (problem) problems.push(problem);
    }
  }
  return problems;
}

const OLD_FLAGS: ExtractFlags = { unquote: true, dontCoalesceSeparators: true };
const OLD_SEPARATORS = ': \t\n\r';

/** Up to 257: colons and blanks alike end a part, each of them, and only the options may come behind blanks. */
function checkInOnePass(text: string, context: Context): Problem[] {
  const problems: Problem[] = [];
  let at: number | undefined = 0;
  const take = (flags: ExtractFlags, separators?: string): Piece | undefined | 'invalid' => {
    const word = extractFirstWord(text, at, flags, separators);
    if (word === 'invalid') return word;
    at = word?.next;
    if (!word) return undefined;
    return pieceOf(text, word);
  };
  // An empty value resets; only behind a separator is nothing at all a part. Enormous ones are let pass.
  const isJudged = text !== '' && text.length <= LONGEST_JUDGED;
  for (let count = 0; isJudged && count < MOST_WORDS && problems.length < MOST_PROBLEMS; count++) {
    const from: number = at ?? text.length;
    const fields: Piece[] = [];
    for (const part of [0, 1, 2]) {
      if (part > 0 && (at === undefined || text[at - 1] !== ':')) break;
      const field = part < 2 ? take(OLD_FLAGS, OLD_SEPARATORS) : take({ unquote: true });
      if (field === 'invalid') return [...problems, unreadable(text, from, 'rest')];
      if (field === undefined) break;
      fields.push(field);
      // A bad part is skipped alone: what follows is read as another word.
      if (part < 2 && checkBind(fields, field, context)) break;
    }
    const [first] = fields;
    if (!first) break;
    const last = fields[fields.length - 1]!;
    const whole = { value: text.slice(first.start, last.end), start: first.start, end: last.end };
    const problem = checkBind(fields, whole.value === '' ? separatorAt(text, whole) : whole, context);
    if (problem) problems.push(problem);
  }
  return problems;
}

/** An empty part has no characters to mark: take a separator beside it. */
function separatorAt(text: string, { start }: Piece): Piece {
  const at = Math.max(0, start < text.length ? start : start - 1);
  return { value: text.slice(at, at + 1), start: at, end: Math.min(at + 1, text.length) };
}

function checkBind(fields: readonly Piece[], around: Piece, context: Context): Problem | undefined {
  const [source, destination, options] = fields as [Piece, Piece?, Piece?];
  const task = { rules: { absolute: true }, effect: 'word', context, around } as const;
  const mayMiss = source.value.startsWith('-');
  const { problem } = judgePath(mayMiss ? pieceBehind(source, 1) : source, task);
  if (problem || !destination) return problem;
  const judged = judgePath(destination, task);
  if (judged.problem || !options || options.value === '' || BIND_OPTIONS.has(options.value)) return judged.problem;
  const message = `${effectOf('word', around.value)}: its option is “rbind” or “norbind”, not ${quoted(options.value)}.`;
  const near = nearest(options.value, BIND_OPTIONS.keys());
  return problemAt('invalid-word', options, message, isExact(options) ? near : undefined);
}

/** The problem of a word with an escape that systemd does not know. */
export function strangeEscape(word: Piece, effect: 'word' | 'rest'): Problem {
  const message = `${effectOf(effect, word.value)}: it has a backslash that escapes nothing. A plain backslash is “\\\\”.`;
  return problemAt('invalid-quoting', word, message);
}

/** Options of a tmpfs that one may want, and what they do. */
const TMPFS_OPTIONS: ReadonlyMap<string, string> = new Map([
  ['ro', 'Read-only: an empty directory that hides what was there.'],
  ['size=', 'The most that fits in: bytes with K, M, G, or a percentage of memory.'],
  ['mode=', 'The access mode of its top directory, in octal digits.'],
  ['uid=', 'The owner of its top directory.'],
  ['gid=', 'The group of its top directory.'],
  ['nr_inodes=', 'The most files that fit in.'],
  ['noexec', 'Nothing in it can be executed.'],
  ['nosuid', 'Set-user-ID bits have no effect; on by default.'],
  ['nodev', 'Device nodes have no effect; on by default.'],
]);

/** `TemporaryFileSystem=`: `PATH[:OPTIONS]` (`config_parse_temporary_filesystems`). The kernel judges the options. */
export const temporaryFileSystems: ValueType = {
  check(value, context) {
    const text = value.value;
    const problems: Problem[] = [];
    for (const word of wordsIn(text, { unquote: true })) {
      if (problems.length >= MOST_PROBLEMS) break;
      if (isUnreadable(word)) {
        problems.push(unreadable(text, word.unreadableFrom, 'rest'));
        break;
      }
      const path = extractFirstWord(word.value, 0, { dontCoalesceSeparators: true }, ':');
      if (!path || path === 'invalid') {
        problems.push(strangeEscape(word, 'word'));
        continue;
      }
      const task = { rules: { absolute: true }, effect: 'word', context, around: word } as const;
      const { problem } = judgePath(pieceWithin(word, path), task);
      if (problem) problems.push(problem);
    }
    return problems;
  },
  complete(value, offset) {
    const { fields, index } = fieldsAt(value.value, offset);
    return index === 1 ? mountOptions(fields[1]!, offset, TMPFS_OPTIONS) : [];
  },
  describe(value, offset) {
    const { fields, word } = fieldsAt(value.value, offset);
    const [path, options] = fields.map(shown);
    if (!path) return undefined;
    const known = (options ?? '').split(',').flatMap((option) => describeOption(option, TMPFS_OPTIONS));
    const text = [`A temporary file system, empty at first, over \`${path}\` as the unit sees it.`, ...known].join(
      '\n',
    );
    return { start: word.start, end: word.end, text };
  },
};

/** The mount option under the cursor, among options with commas between them. */
export function mountOptions(field: Piece, offset: number, options: ReadonlyMap<string, string>): Suggestion[] {
  const before = field.value.slice(0, offset - field.start);
  const start = field.start + before.lastIndexOf(',') + 1;
  const comma = field.value.indexOf(',', offset - field.start);
  const end = comma < 0 ? field.end : field.start + comma;
  return [...options].map(([label, documentation]) => ({ label, kind: 'word', start, end, documentation }));
}

/** A line of a list for a mount option that is known. */
export function describeOption(option: string, options: ReadonlyMap<string, string>): string[] {
  const name = option.replace(/=.*/s, '=');
  const help = options.get(name);
  return help === undefined ? [] : [`- \`${option}\` · ${help}`];
}
