import type { ValueType } from '../value-type.ts';
import { quoted } from './items.ts';

const TRUE = ['1', 'yes', 'y', 'true', 't', 'on'];
const FALSE = ['0', 'no', 'n', 'false', 'f', 'off'];

/** What systemd takes a word for (`src/basic/parse-util.c: parse_boolean`); case does not matter. */
export function parseBoolean(word: string): boolean | undefined {
  const lower = word.toLowerCase();
  if (TRUE.includes(lower)) return true;
  if (FALSE.includes(lower)) return false;
  return undefined;
}

/** Yes or no (`src/shared/conf-parser.c: config_parse_bool`). An empty value is refused. */
export const boolean: ValueType = booleanType({ emptyResets: false });

/** Yes, no, or empty for "as systemd sees fit" (`src/shared/conf-parser.c: config_parse_tristate`). */
export const tristate: ValueType = booleanType({ emptyResets: true });

function booleanType({ emptyResets }: { emptyResets: boolean }): ValueType {
  return {
    check(value, context) {
      if (parseBoolean(value.value) !== undefined || (emptyResets && value.length === 0)) return [];
      const found = value.length === 0 ? 'an empty value' : quoted(value.value);
      return [
        {
          code: 'invalid-boolean',
          start: 0,
          end: value.length,
          // A few settings are too dangerous to leave out (`config_parse_bool` with `ltype` set).
          message: `systemd ${context.argument === 'true' ? 'refuses this unit' : 'ignores this line'}: ${context.directive}= takes yes or no, not ${found}.`,
          instead: ['yes', 'no'],
        },
      ];
    },
    complete(value) {
      return ['yes', 'no'].map((label) => ({ label, kind: 'boolean', start: 0, end: value.length }));
    },
  };
}
