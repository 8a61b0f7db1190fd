/** Policies on the partitions of an image: `root=verity+signed:usr=absent:=ignore`. */
import { extractFirstWord } from '../common/extract-word.ts';
import { nearest } from '../common/nearest.ts';
import { isExact, isUnreadable, MOST_PROBLEMS, type Piece, pieceWithin, wholePiece, wordsIn } from '../common/piece.ts';
import type { Context, Problem, Suggestion, ValueType } from '../value-type.ts';
import { isPartition, PARTITIONS } from './image.ts';
import { problemAt, quoted } from './judge-path.ts';

interface Flag {
  readonly help: string;
  /** Known after 257 only. */
  readonly isNew?: boolean;
}

/** What may be asked of a partition (`src/shared/image-policy.c: policy_flag_from_string_one`). */
const FLAGS: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ['verity', { help: 'used when dm-verity protects it' }],
  ['signed', { help: 'used when dm-verity protects it and its root hash is signed' }],
  ['encrypted', { help: 'used when it is encrypted' }],
  ['encryptedwithintegrity', { help: 'used when it is encrypted and its integrity is protected', isNew: true }],
  ['unprotected', { help: 'used without any protection' }],
  ['unused', { help: 'may be there, and is not used' }],
  ['absent', { help: 'must not be there' }],
  ['open', { help: 'all of verity, signed, encrypted, unprotected, unused, absent: anything goes' }],
  ['ignore', { help: 'unused or absent: never used' }],
  ['read-only-on', { help: 'its read-only flag has to be set' }],
  ['read-only-off', { help: 'its read-only flag must not be set' }],
  ['growfs-on', { help: 'its grow-file-system flag has to be set' }],
  ['growfs-off', { help: 'its grow-file-system flag must not be set' }],
  ...['btrfs', 'erofs', 'ext4', 'f2fs', 'squashfs', 'vfat', 'xfs'].map((name): [string, Flag] => [
    name,
    { help: `used when it has a file system of type ${name}`, isNew: true },
  ]),
]);

/** Policies in one sign. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['*', 'Everything may be there and is used, protected or not.'],
  ['-', 'Everything may be there, and nothing is used.'],
  ['~', 'Nothing may be there.'],
]);

const NO_COALESCING = { dontCoalesceSeparators: true };

/** (`src/shared/image-policy.c: config_parse_image_policy`, `image_policy_from_string`). */
export const imagePolicy: ValueType = {
  check(value, context) {
    const text = value.value;
    if (text === '' || SIGNS.has(text)) return [];
    const problems: Problem[] = [];
    const seen = new Set<string>();
    for (const rule of wordsIn(text, NO_COALESCING, ':')) {
      if (problems.length >= MOST_PROBLEMS) break;
      if (isUnreadable(rule)) return [...problems, lastBackslash(wholePiece(text))];
      const problem = checkRule(rule, seen, context, problems, wholePiece(text));
      // A rule that systemd cannot read ends it all.
      if (problem) return [...problems, problem];
    }
    return problems;
  },
  complete(value, offset, { version }) {
    const text = value.value;
    const before = text.slice(0, offset);
    const start = Math.max(before.lastIndexOf(':'), before.lastIndexOf('='), before.lastIndexOf('+')) + 1;
    const end = offset + text.slice(offset).search(/[:=+]|$/);
    const isName = before.lastIndexOf('=') <= before.lastIndexOf(':');
    if (!isName) {
      return [...FLAGS].map(([label, { help, isNew }]) => {
        const tooNew = isNew === true && version <= 257;
        return { label, kind: 'word', start, end, detail: help, ...(tooNew ? { tooNew } : {}) };
      });
    }
    const rest = text[end] === '=' ? '' : '=';
    const names = [...PARTITIONS].map(
      ([name, documentation]): Suggestion => ({ label: `${name}${rest}`, kind: 'word', start, end, documentation }),
    );
    const others: Suggestion = {
      label: rest === '' ? '' : '=',
      kind: 'word',
      start,
      end,
      detail: 'all other partitions',
    };
    const signs = [...SIGNS].map(
      ([label, detail]): Suggestion => ({ label, kind: 'word', start: 0, end: text.length, detail }),
    );
    return [...names, ...(rest === '' ? [] : [others]), ...(text === '' || SIGNS.has(text) ? signs : [])];
  },
  describe(value, offset) {
    const text = value.value;
    const sign = SIGNS.get(text);
    if (sign !== undefined) return { start: 0, end: text.length, text: `\`${text}\` · ${sign}` };
    const start = Math.max(...[':', '=', '+'].map((each) => text.lastIndexOf(each, offset - 1))) + 1;
    const end = offset + text.slice(offset).search(/[:=+]|$/);
    const word = text.slice(Math.min(start, end), end).trim();
    const isFlag = text.lastIndexOf('=', offset - 1) > text.lastIndexOf(':', offset - 1);
    const help = isFlag ? FLAGS.get(word)?.help : PARTITIONS.get(word);
    return help === undefined ? undefined : { start, end, text: `\`${word}\` · ${help}` };
  },
};

/** One `PARTITION=FLAG+FLAG`; returns what makes systemd refuse the unit, and adds to `mild` what it passes over. */
function checkRule(rule: Piece, seen: Set<string>, context: Context, mild: Problem[], all: Piece): Problem | undefined {
  const name = extractFirstWord(rule.value, 0, NO_COALESCING, '=');
  if (!name || name === 'invalid') return lastBackslash(rule);
  if (name.next === undefined) {
    const message = `systemd refuses this unit: ${quoted(rule.value)} is no rule of an image policy. Write “PARTITION=FLAG”.`;
    return problemAt('invalid-list-item', rule.value === '' ? all : rule, message);
  }
  const partition = trimmed(pieceWithin(rule, name));
  if (partition.value !== '' && !isPartition(partition.value, context.version)) {
    const near = nearest(partition.value, PARTITIONS.keys());
    const hint = near[0] === undefined ? 'Names are “root”, “usr”, “home” …' : `Did you mean “${near[0]}”?`;
    return unknownWord(partition, `there is no partition ${quoted(partition.value)}. ${hint}`, near, context, mild);
  }
  if (seen.has(partition.value)) {
    const what = partition.value === '' ? 'all other partitions' : `partition “${partition.value}”`;
    const message = `systemd refuses this unit: there are two rules for ${what}. Leave one of them out.`;
    return problemAt('invalid-list-item', rule, message);
  }
  seen.add(partition.value);
  const rest = { value: rule.value.slice(name.next), start: name.next, end: rule.value.length };
  return checkFlags(trimmed(pieceWithin(rule, rest)), context, mild);
}

function checkFlags(flags: Piece, context: Context, mild: Problem[]): Problem | undefined {
  if (flags.value === '' || flags.value === '-') return undefined;
  for (const word of wordsIn(flags.value, NO_COALESCING, '+')) {
    if (isUnreadable(word)) return lastBackslash(flags);
    const flag = trimmed(pieceWithin(flags, word));
    const known = FLAGS.get(flag.value);
    const isOld = context.version <= 257;
    if (known && !(known.isNew && isOld)) continue;
    if (known) {
      const message = `systemd ${context.version} refuses this unit: it does not know “${flag.value}” in an image policy yet.`;
      return problemAt('word-too-new', flag, message);
    }
    const near = nearest(flag.value, FLAGS.keys());
    const hint = near[0] === undefined ? 'Flags are “verity”, “signed”, “absent” …' : `Did you mean “${near[0]}”?`;
    const problem = unknownWord(
      flag,
      `an image policy has no flag ${quoted(flag.value)}. ${hint}`,
      near,
      context,
      mild,
    );
    if (problem) return problem;
  }
  return undefined;
}

/** Up to 257 systemd refuses what it does not know; later ones pass over it, so that it has no effect. */
function unknownWord(
  piece: Piece,
  why: string,
  near: readonly string[],
  context: Context,
  mild: Problem[],
): Problem | undefined {
  const instead = isExact(piece) ? near : undefined;
  if (context.version <= 257) return problemAt('invalid-word', piece, `systemd refuses this unit: ${why}`, instead);
  if (mild.length < MOST_PROBLEMS) {
    mild.push(problemAt('misspelt-word', piece, `systemd passes over this in silence: ${why}`, instead));
  }
  return undefined;
}

function lastBackslash(piece: Piece): Problem {
  const message = 'systemd refuses this unit: a backslash at the end of a rule escapes nothing.';
  return problemAt('invalid-quoting', piece, message);
}

function trimmed(piece: Piece): Piece {
  const value = piece.value.replace(/^[ \t\n\r]+/, '');
  const cut = piece.value.length - value.length;
  const inner = value.replace(/(?<![ \t\n\r])[ \t\n\r]+$/, '');
  return pieceWithin(piece, { value: inner, start: cut, end: cut + inner.length });
}
