/** Images of file systems: `MountImages=`, `ExtensionImages=`, `RootImageOptions=`. */

import { nearest } from '../common/nearest.ts';
import {
  FieldReader,
  fieldsAt,
  isExact,
  isUnreadable,
  MOST_PROBLEMS,
  type Piece,
  pieceBehind,
  shown,
  wordsIn,
} from '../common/piece.ts';
import type { Context, Problem, Suggestion, ValueType } from '../value-type.ts';
import {
  effectOf,
  judgePath,
  problemAt,
  quoted,
  unknownSpecifier,
  unknownSpecifierIn,
  unreadable,
} from './judge-path.ts';
import { describeOption, mountOptions, strangeEscape } from './mount-path.ts';
import { signSuggestion } from './single-path.ts';

/** Partitions of an image by name (`src/shared/gpt.c: partition_designator_table`). */
export const PARTITIONS: ReadonlyMap<string, string> = new Map([
  ['root', 'The root file system, or the only one of the image.'],
  ['usr', 'What is mounted on /usr.'],
  ['home', 'What is mounted on /home.'],
  ['srv', 'What is mounted on /srv.'],
  ['esp', 'The EFI system partition.'],
  ['xbootldr', 'The extended boot loader partition, on /boot.'],
  ['swap', 'Swap space.'],
  ['root-verity', 'The hashes that dm-verity checks the root file system with.'],
  ['usr-verity', 'The hashes that dm-verity checks /usr with.'],
  ['root-verity-sig', 'The signature of the root hash of the root file system.'],
  ['usr-verity-sig', 'The signature of the root hash of /usr.'],
  ['tmp', 'What is mounted on /var/tmp.'],
  ['var', 'What is mounted on /var.'],
]);

/** Other architectures had names of their own in 252. */
const OLD_PARTITION = /^(?:root|usr)-(?:secondary|other)(?:-verity(?:-sig)?)?$/;

/** Whether a version of systemd knows a partition by this name (`partition_designator_from_string`). */
export function isPartition(name: string, version: number): boolean {
  return PARTITIONS.has(name) || (version <= 252 && OLD_PARTITION.test(name));
}

const MOUNT_OPTIONS: ReadonlyMap<string, string> = new Map([
  ['ro', 'Read-only.'],
  ['rw', 'Writable.'],
  ['nosuid', 'Set-user-ID bits have no effect.'],
  ['nodev', 'Device nodes have no effect.'],
  ['noexec', 'Nothing can be executed.'],
  ['noatime', 'Reading does not write the time of access.'],
  ['discard', 'Freed blocks are given back to the device.'],
]);

const FIELD_FLAGS = { cunescape: true, unescapeSeparators: true };
const WORD_FLAGS = { unquote: true, retainEscape: true };

/** `[-]IMAGE:DESTINATION[:PARTITION:OPTIONS …]` (`src/core/load-fragment.c: config_parse_mount_images`). */
export const mountImages: ValueType = {
  check: (value, context) => checkImages(value.value, context, true),
  complete: (value, offset, context) => completeImage(value.value, offset, context, 2),
  describe: (value, offset) => describeImage(value.value, offset, true),
};

/** `[-]IMAGE[:PARTITION:OPTIONS …]` (`config_parse_extension_images`). */
export const extensionImages: ValueType = {
  check: (value, context) => checkImages(value.value, context, false),
  complete: (value, offset, context) => completeImage(value.value, offset, context, 1),
  describe: (value, offset) => describeImage(value.value, offset, false),
};

function checkImages(text: string, context: Context, hasDestination: boolean): Problem[] {
  const problems: Problem[] = [];
  for (const word of wordsIn(text, WORD_FLAGS)) {
    if (problems.length >= MOST_PROBLEMS) break;
    if (isUnreadable(word)) {
      problems.push(unreadable(text, word.unreadableFrom, 'rest'));
      break;
    }
    const reader = new FieldReader(word, FIELD_FLAGS);
    const fields = reader.take(hasDestination ? 2 : 1);
    if (fields === 'invalid') {
      problems.push(strangeEscape(word, 'rest'));
      break;
    }
    // Nothing but colons or a pair of quotes: systemd steps over it.
    if (fields.length === 0) continue;
    const problem = checkPlaces(fields, word, context, hasDestination);
    if (problem) {
      problems.push(problem);
      continue;
    }
    const ofOptions = checkOptions(reader, word, context);
    problems.push(...ofOptions.problems);
    if (ofOptions.isEnd) break;
  }
  return problems;
}

function checkPlaces(
  fields: readonly Piece[],
  around: Piece,
  context: Context,
  hasDestination: boolean,
): Problem | undefined {
  const [source, destination] = fields as [Piece, Piece?];
  const nonApi = hasDestination ? 'dev-ok' : true;
  const task = { rules: { absolute: true, nonApi }, effect: 'word', context, around } as const;
  const mayMiss = source.value.startsWith('-');
  const { problem } = judgePath(mayMiss ? pieceBehind(source, 1) : source, task);
  if (problem || !hasDestination) return problem;
  if (destination) return judgePath(destination, task).problem;
  const message = `${effectOf('word', around.value)}: it has to say where the image is mounted, as in “${source.value.slice(0, 60)}:/srv/data”.`;
  return problemAt('invalid-list-item', around, message);
}

/** Pairs of a partition and its mount options; a single field at the end has the options of the root partition. */
function checkOptions(reader: FieldReader, around: Piece, context: Context): { problems: Problem[]; isEnd: boolean } {
  const problems: Problem[] = [];
  while (problems.length < MOST_PROBLEMS) {
    const pair = reader.take(2);
    if (pair === 'invalid') return { problems: [...problems, strangeEscape(around, 'rest')], isEnd: true };
    const [partition, options] = pair;
    if (!partition) break;
    const problem = options
      ? (checkPartition(partition, context) ?? checkText(options, context))
      : checkText(partition, context);
    if (problem) problems.push(problem);
  }
  return { problems, isEnd: false };
}

function checkPartition(partition: Piece, { version }: Context): Problem | undefined {
  if (isPartition(partition.value, version)) return undefined;
  const near = nearest(partition.value, PARTITIONS.keys());
  const hint = near[0] === undefined ? 'Names are “root”, “usr”, “home” …' : `Did you mean “${near[0]}”?`;
  const message = `${effectOf('word', partition.value)} with its options: that is no partition of an image. ${hint}`;
  return problemAt('invalid-word', partition, message, isExact(partition) ? near : undefined);
}

function checkText(options: Piece, context: Context): Problem | undefined {
  const unknownAt = unknownSpecifierIn(options.value, context);
  return unknownAt === undefined ? undefined : unknownSpecifier(options, unknownAt, 'word', options.value);
}

/** `[PARTITION:]OPTIONS …` (`config_parse_root_image_options`, `src/basic/strv.c: strv_split_colon_pairs`). */
export const rootImageOptions: ValueType = {
  check(value, context) {
    const text = value.value;
    const problems: Problem[] = [];
    for (const word of wordsIn(text, WORD_FLAGS)) {
      // What cannot be read spoils the whole line.
      if (isUnreadable(word)) return [unreadable(text, word.unreadableFrom, 'line')];
      const reader = new FieldReader(word, FIELD_FLAGS);
      const pair = reader.take(2);
      if (pair === 'invalid') {
        const message = 'systemd ignores this line: a backslash in it escapes nothing. A plain backslash is “\\\\”.';
        return [problemAt('invalid-quoting', word, message)];
      }
      if (pair.length > 0 && !reader.isAtEnd) {
        const message = `systemd ignores this line: ${quoted(word.value)} has more than a partition and its options.`;
        return [problemAt('invalid-list-item', word, message)];
      }
      const [first, second] = pair;
      if (!first || problems.length >= MOST_PROBLEMS) continue;
      const problem = second
        ? (checkPartition(first, context) ?? checkText(second, context))
        : checkText(first, context);
      if (problem) problems.push(problem);
    }
    return problems;
  },
  complete(value, offset) {
    const { fields, index } = fieldsAt(value.value, offset);
    const field = fields[index]!;
    const options = mountOptions(field, offset, MOUNT_OPTIONS);
    return index === 0 ? [...partitions(field), ...options] : options;
  },
  describe(value, offset) {
    const { fields, word } = fieldsAt(value.value, offset);
    const [partition, options] = fields.length > 1 ? fields : [undefined, fields[0]];
    if (!options?.value) return undefined;
    return {
      start: word.start,
      end: word.end,
      text: aboutOptions(partition ? shown(partition) : 'root', shown(options)),
    };
  },
};

function partitions({ start, end }: Piece): Suggestion[] {
  return [...PARTITIONS].map(([name, documentation]) => ({
    label: `${name}:`,
    kind: 'word',
    start,
    end,
    documentation,
  }));
}

/** @param places the number of fields before the options */
function completeImage(text: string, offset: number, _context: Context, places: number): Suggestion[] {
  const { fields, index } = fieldsAt(text, offset);
  const field = fields[index]!;
  if (index === 0 && field.start === offset) {
    return [signSuggestion('-', offset, 'The image is left out where it does not exist.')];
  }
  if (index < places) return [];
  const options = mountOptions(field, offset, MOUNT_OPTIONS);
  return (index - places) % 2 === 0 ? [...partitions(field), ...options] : options;
}

function describeImage(text: string, offset: number, hasDestination: boolean) {
  const { fields, word } = fieldsAt(text, offset);
  // Colons one after the other count as one.
  const [source = '', ...rest] = fields.map(shown).filter((field) => field !== '');
  const image = source.replace(/^-/, '');
  if (image === '') return undefined;
  const destination = hasDestination ? rest.shift() : undefined;
  const lines = [
    hasDestination
      ? `The image \`${image}\` is mounted at \`${destination ?? '?'}\` as the unit sees it.`
      : `The image \`${image}\` is laid over /usr and /opt as the unit sees them.`,
  ];
  if (source.startsWith('-')) lines.push('Left out where it does not exist (`-`).');
  for (let at = 0; at < rest.length && at < 40; at += 2) {
    const isAlone = at + 1 >= rest.length;
    lines.push(aboutOptions(isAlone ? 'root' : rest[at]!, rest[isAlone ? at : at + 1]!));
  }
  return { start: word.start, end: word.end, text: lines.join('\n\n') };
}

function aboutOptions(partition: string, options: string): string {
  const known = options
    .split(',', 40)
    .flatMap((option) => describeOption(option, MOUNT_OPTIONS))
    .join('\n');
  return `Mount options of partition \`${partition}\`: \`${options}\`${known === '' ? '' : `\n${known}`}`;
}
