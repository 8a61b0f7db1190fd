import { type Word, type Words, wordKnownIn } from '../../catalog/lookup.ts';
import { parseUnsigned } from '../number/number.ts';
import type { Context, Problem, ValueType } from '../value-type.ts';
import { parseBoolean } from './boolean.ts';
import { quoted } from './items.ts';
import { nearest } from './nearest.ts';

/**
 * One word out of a list, some of them with booleans beside (`src/basic/string-table.c:
 * string_table_lookup_from_string`, `…_with_boolean`). Case matters for words and does not for booleans.
 *
 * @param alsoNumbersTo the largest number that may stand for a word (`…_fallback`); without it, none may
 */
export function oneOf(words: Words, alsoNumbersTo?: number): ValueType {
  const byName = new Map(words.words.map((word) => [word.name, word]));
  return {
    check(value, context) {
      const found = value.value;
      if (found === '' && words.emptyResets) return [];
      if (words.booleanToo && parseBoolean(found) !== undefined) return [];
      const word = byName.get(found);
      if (word) return wordKnownIn(word, context.version) ? [] : [tooNew(word, value.length, context)];
      if (alsoNumbersTo !== undefined) {
        const number = parseUnsigned(found);
        if (number !== undefined && number <= alsoNumbersTo) return [];
      } else if (words.open) {
        // The parser takes more than words here (paths, names …): nothing is certain.
        return [];
      }
      return [unknown(found, words, context)];
    },
    complete(value, _offset, context) {
      const current = words.words.filter((word) => !word.obsolete);
      return current.map((word) => ({
        label: word.name,
        kind: 'word' as const,
        start: 0,
        end: value.length,
        tooNew: !wordKnownIn(word, context.version),
      }));
    },
  };
}

function unknown(found: string, words: Words, context: Context): Problem {
  const names = words.words.filter((word) => wordKnownIn(word, context.version)).map((word) => word.name);
  const all = words.booleanToo ? ['yes', 'no', ...names.filter((name) => name !== 'yes' && name !== 'no')] : names;
  const instead = nearest(found, all);
  const list =
    all.length <= 10 ? ` Write one of: ${all.join(', ')}.` : instead[0] ? ` Did you mean “${instead[0]}”?` : '';
  const what = found === '' ? 'an empty value' : quoted(found);
  return {
    code: 'invalid-word',
    start: 0,
    end: found.length,
    message: `systemd ignores this line: ${context.directive}= does not take ${what}.${list}`,
    instead: instead.length > 0 ? instead : all.length <= 4 ? all : [],
  };
}

function tooNew(word: Word, length: number, context: Context): Problem {
  return {
    code: 'word-too-new',
    start: 0,
    end: length,
    message: `systemd ${context.version} ignores this line: it does not know “${word.name}” for ${context.directive}= yet.`,
  };
}
