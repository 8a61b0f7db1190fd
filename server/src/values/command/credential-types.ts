/** Credentials, files that are opened for a service, and names of descriptors. */
import type { Text } from '../../syntax/text.ts';
import { type ExtractFlags, extractFirstWord } from '../common/extract-word.ts';
import { shortened } from '../common/extracted-words.ts';
import { nearest } from '../common/nearest.ts';
import { resolve } from '../common/resolve.ts';
import { isAbsolutePath, isNormalizedPath, isValidFilename, isValidPath, PATH_MAX } from '../path/path.ts';
import type { Context, Problem, ProblemCode, Suggestion, ValueType } from '../value-type.ts';
import { badBase64In, unreadableEscapeIn } from './decoding.ts';
import { isCredentialGlob, isCredentialName, isDescriptorName, LONGEST_NAME } from './plain-names.ts';

/** Keeps the colon between name and value, and nothing else (`EXTRACT_DONT_COALESCE_SEPARATORS`). */
const FIELDS: ExtractFlags = { dontCoalesceSeparators: true };

/** More than the longest name can have, however it is written. */
const MOST_OF_NAME = 5000;

/** What stands before the first colon, judged as the name of a credential, and where the rest begins. */
function nameField(
  value: Text,
  context: Context,
  isName: (name: string) => boolean,
): { name: string; rest: number } | { problem: Problem } {
  const word = extractFirstWord(value.value.slice(0, MOST_OF_NAME), 0, FIELDS, ':');
  if (!word || word === 'invalid') {
    return {
      problem: ignored(
        'invalid-quoting',
        0,
        value.length,
        'nothing stands behind the backslash at its end. Leave it out.',
      ),
    };
  }
  const resolved = resolve(value, word, context, { longest: LONGEST_NAME });
  if ('problem' in resolved) return resolved;
  if (!isName(resolved.value)) {
    return {
      problem: ignored(
        'invalid-name',
        word.start,
        Math.max(word.end, word.start),
        `${shown(resolved.value)} cannot be the name of a credential. Names are those of files: ASCII, without “/” and “:”.`,
      ),
    };
  }
  return { name: resolved.value, rest: word.next ?? value.length };
}

/** `ID:VALUE` (`src/core/load-fragment.c: config_parse_set_credential`); the encrypted kind is Base64. */
export const credential: ValueType = {
  check(value, context) {
    if (value.length === 0) return [];
    const isEncrypted = context.argument !== undefined && context.argument !== '0';
    const first = extractFirstWord(value.value.slice(0, MOST_OF_NAME), 0, FIELDS, ':');
    if (first && first !== 'invalid' && (first.next ?? value.length) >= value.length) {
      return [ignored('invalid-list-item', 0, value.length, 'it takes NAME:VALUE, and there is no value here.')];
    }
    const field = nameField(value, context, isCredentialName);
    if ('problem' in field) return [field.problem];
    if (isEncrypted) {
      const at = badBase64In(value.value, context.version, field.rest);
      return at === undefined ? [] : [badBase64(value.value, at, field.rest)];
    }
    const at = unreadableEscapeIn(value.value, context.version, { from: field.rest, acceptsNul: true });
    return at === undefined ? [] : [badEscape(value.value, at)];
  },
};

/** `ID[:PATH]` (`src/core/load-fragment.c: config_parse_load_credential`). */
export const credentialSource: ValueType = {
  check(value, context) {
    if (value.length === 0) return [];
    const field = nameField(value, context, isCredentialName);
    if ('problem' in field) return [field.problem];
    if (field.rest >= value.length) return [];
    const source = { value: value.value.slice(field.rest), start: field.rest, end: value.length };
    const path = resolve(value, source, context, { longest: PATH_MAX - 1 });
    if ('problem' in path) return [path.problem];
    if (isAbsolutePath(path.value) ? isNormalizedPath(path.value) : isCredentialName(path.value)) return [];
    return [
      ignored(
        'invalid-path',
        source.start,
        source.end,
        isAbsolutePath(path.value)
          ? `the path ${shown(path.value)} must be free of “.”, “..” and doubled slashes.`
          : `${shown(path.value)} is neither an absolute path nor the name of a credential.`,
      ),
    ];
  },
};

/** `GLOB[:NAME]` (`src/core/load-fragment.c: config_parse_import_credential`). */
export const credentialGlob: ValueType = {
  check(value, context) {
    if (value.length === 0) return [];
    const field = nameField(value, context, isCredentialGlob);
    if ('problem' in field) {
      const { problem } = field;
      return [
        problem.code === 'invalid-name'
          ? { ...problem, message: `${problem.message} One “*” may stand at the end.` }
          : problem,
      ];
    }
    const target = value.value.slice(field.rest);
    if (target === '' || isCredentialName(target)) return [];
    return [ignored('invalid-name', field.rest, value.length, `${shown(target)} cannot be the name of a credential.`)];
  },
};

/** The name of a socket's descriptor (`src/core/load-fragment.c: config_parse_fdname`). */
export const descriptorName: ValueType = {
  check: (value, context) => checkDescriptorName(value, 0, context),
};

/** A name of a descriptor from `start` to the end of a value, specifiers replaced; it may be empty. */
export function checkDescriptorName(value: Text, start: number, context: Context): Problem[] {
  const piece = { value: value.value.slice(start), start, end: value.length };
  const resolved = resolve(value, piece, context, { longest: LONGEST_NAME });
  if ('problem' in resolved) return [resolved.problem];
  if (isDescriptorName(resolved.value)) return [];
  return [
    ignored(
      'invalid-name',
      start,
      value.length,
      `${shown(resolved.value)} cannot be the name of a descriptor. Names are ASCII, without “:”.`,
    ),
  ];
}

const OPEN_OPTIONS: readonly { readonly name: string; readonly documentation: string }[] = [
  { name: 'read-only', documentation: 'Opens the file for reading only.' },
  { name: 'append', documentation: 'Opens the file for writing at its end; makes it where it is missing.' },
  { name: 'truncate', documentation: 'Empties the file as it is opened.' },
  { name: 'graceful', documentation: 'Starts the service all the same when the file cannot be opened.' },
];
const OPEN_FILE: ExtractFlags = { dontCoalesceSeparators: true, cunescape: true };

/** `PATH[:NAME[:OPTIONS]]` (`src/core/load-fragment.c: config_parse_open_file`, `src/shared/open-file.c`). */
export const openFile: ValueType = {
  check(value, context) {
    if (value.length === 0) return [];
    const fields: { value: string; start: number; end: number }[] = [];
    let next: number | undefined = 0;
    while (fields.length < 3) {
      const word = extractFirstWord(value.value, next, OPEN_FILE, ':');
      if (word === 'invalid') {
        const at = unreadableEscapeIn(value.value, context.version) ?? value.length;
        return [badEscape(value.value, Math.min(at, value.length))];
      }
      if (!word) break;
      fields.push(word);
      next = word.next;
    }
    if (next !== undefined && next < value.length) {
      return [
        ignored(
          'invalid-list-item',
          next,
          value.length,
          'there are more than three parts. A “:” in a path is “\\x3a”.',
        ),
      ];
    }
    const [path, name, options] = fields;
    return [
      ...(path ? checkOpenedPath(path, name?.value ?? '') : []),
      ...(name && !isDescriptorName(name.value)
        ? [
            ignored(
              'invalid-name',
              name.start,
              name.end,
              `${shown(name.value)} cannot be the name of a descriptor. Names are ASCII, without “:”.`,
            ),
          ]
        : []),
      ...(options ? checkOpenOptions(value.value, options) : []),
    ].slice(0, 1);
  },
  complete(value, offset): Suggestion[] {
    const before = value.value.slice(0, offset);
    if ((before.match(/:/g)?.length ?? 0) < 2) return [];
    const start = Math.max(before.lastIndexOf(':'), before.lastIndexOf(',')) + 1;
    const end = offset + (/^[a-z-]*/.exec(value.value.slice(offset))?.[0].length ?? 0);
    return OPEN_OPTIONS.map(({ name, documentation }) => ({ label: name, kind: 'word', start, end, documentation }));
  },
};

function checkOpenedPath(path: { value: string; start: number; end: number }, name: string): Problem[] {
  const found = (advice: string): Problem[] => [ignored('invalid-path', path.start, path.end, advice)];
  if (!isAbsolutePath(path.value)) return found(`${shown(path.value)} is no absolute path. Start it with “/”.`);
  if (!isValidPath(path.value)) return found('the path is too long.');
  if (name !== '') return [];
  // Without a name of its own, the descriptor is called after the file.
  const last = path.value.split('/').findLast((part) => part !== '' && part !== '.');
  if (last === undefined || !isValidFilename(last)) return found('the path has to end in the name of a file.');
  if (isDescriptorName(last)) return [];
  return found(`${shown(last)} cannot be the name of the descriptor. Give it one: PATH:NAME.`);
}

function checkOpenOptions(text: string, options: { value: string; start: number; end: number }): Problem[] {
  const names = OPEN_OPTIONS.map(({ name }) => name);
  const seen = new Set<string>();
  const found = (word: string, advice: string, instead: readonly string[] = []): Problem[] => {
    const at = text.indexOf(word, options.start);
    const start = at >= 0 && at + word.length <= options.end ? at : options.start;
    const end = start === at ? at + word.length : options.end;
    return [{ ...ignored('invalid-list-item', start, end, advice), instead }];
  };
  let from: number | undefined = 0;
  for (;;) {
    const word = extractFirstWord(options.value, from, {}, ',');
    if (word === 'invalid') return found(options.value, 'nothing stands behind the backslash at its end.');
    if (!word) break;
    if (!names.includes(word.value)) {
      return found(
        word.value,
        `it knows no option ${shown(word.value)}. Write some of: ${names.join(', ')}.`,
        nearest(word.value, names),
      );
    }
    if (seen.has(word.value)) return found(word.value, `“${word.value}” is there twice. Leave one out.`);
    seen.add(word.value);
    from = word.next;
  }
  const ways = ['read-only', 'append', 'truncate'].filter((name) => seen.has(name));
  if (ways.length <= 1) return [];
  return found(options.value, `${ways.map((way) => `“${way}”`).join(' and ')} do not go together. Keep one.`);
}

/** What systemd says of data that is no Base64. */
export function badBase64(text: string, at: number, from = 0): Problem {
  const isCutShort = at >= text.length;
  return ignored(
    'invalid-list-item',
    isCutShort ? Math.min(from, text.length) : at,
    isCutShort ? text.length : at + 1,
    isCutShort
      ? 'this is no Base64: it is cut short. Fill the last four characters up with “=”.'
      : `this is no Base64: “${text[at]}” cannot stand here.`,
  );
}

/** What systemd says of an escape that it does not know, where it takes no such thing. */
export function badEscape(text: string, at: number): Problem {
  const sequence = text.slice(at, at + 2);
  const isLast = sequence.length < 2;
  return {
    ...ignored(
      'invalid-quoting',
      at,
      at + sequence.length,
      isLast
        ? 'nothing stands behind this backslash.'
        : `it knows no escape “${sequence}”. A plain backslash is “\\\\”.`,
    ),
    instead: isLast ? ['\\\\'] : [`\\${sequence}`],
  };
}

function ignored(code: ProblemCode, start: number, end: number, advice: string): Problem {
  return { code, start, end, message: `systemd ignores this line: ${advice}` };
}

function shown(text: string): string {
  return text === '' ? 'an empty name' : `“${shortened(text)}”`;
}
