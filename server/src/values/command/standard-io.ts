/** Where a process reads from and writes to. */
import { type Words, wordKnownIn, wordsOf } from '../../catalog/lookup.ts';
import type { Text } from '../../syntax/text.ts';
import { shortened } from '../common/extracted-words.ts';
import { nearest } from '../common/nearest.ts';
import { resolve } from '../common/resolve.ts';
import { PATH_MAX, pathFault } from '../path/path.ts';
import type { Context, Problem, Suggestion, ValueType } from '../value-type.ts';
import { checkDescriptorName } from './credential-types.ts';

/** Words that other words have taken the place of (`config_parse_exec_output`). */
const OBSOLETE: Readonly<Record<string, string>> = { syslog: 'journal', 'syslog+console': 'journal+console' };

/** `src/core/load-fragment.c: config_parse_exec_input` */
export const standardInput: ValueType = source('exec_input', ['file:']);

/** `src/core/load-fragment.c: config_parse_exec_output` */
export const standardOutput: ValueType = source('exec_output', ['file:', 'append:', 'truncate:']);

function source(parser: string, files: readonly string[]): ValueType {
  return {
    check(value, context) {
      const text = value.value;
      if (text.startsWith('fd:')) return checkDescriptorName(value, 3, context);
      const file = files.find((prefix) => text.startsWith(prefix));
      if (file !== undefined) return checkFile(value, file.length, context);
      const replacement = parser === 'exec_output' ? OBSOLETE[text] : undefined;
      if (replacement !== undefined) {
        return [
          {
            code: 'obsolete-value',
            start: 0,
            end: text.length,
            message: `systemd takes “${replacement}” for “${text}”, which is obsolete. Write that, or leave the line out.`,
            instead: [replacement],
          },
        ];
      }
      const words = currentWords(parser);
      if (words.some(({ name }) => name === text)) return [];
      return [unknown(text, [...words.map(({ name }) => name), ...files], context)];
    },
    complete(value, _offset, context): Suggestion[] {
      // As a word, `file` and its like lack the path.
      const bare = new Set(['file', 'append', 'truncate']);
      const plain = currentWords(parser).filter(({ name }) => !bare.has(name));
      const whole = { kind: 'word' as const, start: 0, end: value.length };
      const extra = [...files, 'fd:'].map((label) => ({ ...whole, label, documentation: ABOUT[label]! }));
      return [
        ...plain.map((word) => ({ ...whole, label: word.name, tooNew: !wordKnownIn(word, context.version) })),
        ...extra,
      ];
    },
    describe(value, offset) {
      const prefix = [...files, 'fd:'].find((each) => value.value.startsWith(each));
      if (prefix === undefined || offset > value.length) return undefined;
      return { start: 0, end: value.length, text: `**${prefix}**\n\n${ABOUT[prefix]}` };
    },
  };
}

const ABOUT: Readonly<Record<string, string>> = {
  'file:': 'Opens this file. For output, it is written from its start on and not emptied: `file:/var/log/shop.log`.',
  'append:': 'Writes at the end of this file, and makes it where it is missing: `append:/var/log/shop.log`.',
  'truncate:': 'Empties this file at each start and writes it anew: `truncate:/var/log/shop.log`.',
  'fd:': 'Takes a descriptor of a socket unit by its name (`FileDescriptorName=`): `fd:shop`.',
};

function currentWords(parser: string): Words['words'] {
  return wordsOf(parser)?.words.filter((word) => !word.obsolete) ?? [];
}

function checkFile(value: Text, start: number, context: Context): Problem[] {
  const piece = { value: value.value.slice(start), start, end: value.length };
  const resolved = resolve(value, piece, context, { longest: PATH_MAX - 1 });
  if ('problem' in resolved) return [resolved.problem];
  const fault = pathFault(resolved.value, { absolute: true, version: context.version });
  if (fault === undefined) return [];
  return [
    {
      code: 'invalid-path',
      // An empty path has nothing to mark: the word before it then.
      start: piece.value === '' ? 0 : start,
      end: value.length,
      message: `systemd ignores this line: “${shortened(resolved.value)}” cannot be the path in ${context.directive}=: ${fault}.`,
    },
  ];
}

function unknown(found: string, words: readonly string[], { directive }: Context): Problem {
  const what = found === '' ? 'an empty value' : `“${shortened(found)}”`;
  const isPath = found.startsWith('/');
  return {
    code: 'invalid-word',
    start: 0,
    end: found.length,
    message: `systemd ignores this line: ${directive}= does not take ${what}. ${
      isPath ? `Write “file:” before a path.` : `Write one of: ${words.join(', ')}.`
    }`,
    instead: isPath ? words.filter((word) => word.endsWith(':')).map((word) => word + found) : nearest(found, words),
  };
}
