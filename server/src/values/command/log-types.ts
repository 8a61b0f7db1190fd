/** What goes into the journal, and what goes into a process as its input. */
import { isLongerThan } from '../../syntax/lines.ts';
import { listOfWords, shortened } from '../common/extracted-words.ts';
import { isExact } from '../common/piece.ts';
import { resolve } from '../common/resolve.ts';
import { PATH_MAX, pathFault } from '../path/path.ts';
import type { ValueType } from '../value-type.ts';
import { badBase64, badEscape } from './credential-types.ts';
import { badBase64In, unescapeText, unreadableEscapeIn } from './decoding.ts';
import { patternFault } from './pattern.ts';
import { isJournalField, isLogNamespace } from './plain-names.ts';

/** The most that can be given as input, in bytes (`EXEC_STDIN_DATA_MAX`). */
const MOST_INPUT = 64 * 1024 * 1024;

/** `FIELD=value`, each quoted as a whole (`src/core/load-fragment.c: config_parse_log_extra_fields`). */
export const journalFields: ValueType = {
  check: listOfWords({
    flags: { unquote: true, cunescape: true },
    code: 'invalid-list-item',
    fault(word, piece, before) {
      const equals = word.indexOf('=');
      if (equals < 0) {
        return {
          advice: before
            ? 'a value with blanks needs quotes around the whole field.'
            : 'fields are given as NAME=value.',
        };
      }
      const name = word.slice(0, equals);
      if (isJournalField(name)) return undefined;
      const upper = name.toUpperCase();
      const part =
        isExact(piece) && equals > 0 && piece.value.startsWith(name)
          ? { start: piece.start, end: piece.start + equals }
          : undefined;
      return {
        advice: `“${shortened(name)}” cannot be the name of a field: capital letters, digits and “_”, a letter first, 64 at most.`,
        ...part,
        ...(part && isJournalField(upper) ? { instead: [upper] } : {}),
      };
    },
  }),
};

/** A line of input, escapes of C replaced (`src/core/load-fragment.c: config_parse_exec_input_text`). */
export const inputText: ValueType = {
  check(value, context) {
    const at = unreadableEscapeIn(value.value, context.version);
    if (at !== undefined) return [badEscape(value.value, at)];
    const piece = { value: unescapeText(value.value), start: 0, end: value.length };
    const resolved = resolve(value, piece, context, { longest: MOST_INPUT });
    return 'problem' in resolved ? [resolved.problem] : [];
  },
};

/** Input in Base64 (`src/core/load-fragment.c: config_parse_exec_input_data`). */
export const inputData: ValueType = {
  check(value, context) {
    const at = badBase64In(value.value, context.version);
    return at === undefined ? [] : [badBase64(value.value, at)];
  },
};

/** The name of a journal namespace (`src/core/load-fragment.c: config_parse_log_namespace`). */
export const logNamespace: ValueType = {
  check(value, context) {
    if (value.length === 0) return [];
    const piece = { value: value.value, start: 0, end: value.length };
    const resolved = resolve(value, piece, context, { longest: 255 });
    if ('problem' in resolved) return [resolved.problem];
    if (isLogNamespace(resolved.value)) return [];
    const isLong = isLongerThan(resolved.value, 222);
    return [
      {
        code: 'invalid-name',
        start: 0,
        end: value.length,
        message: `systemd ignores this line: “${shortened(resolved.value)}” cannot be the name of a journal namespace. ${
          isLong ? 'It may have 222 characters.' : 'Write letters, digits, “-”, “_”, “.”, “:” and “@”.'
        }`,
      },
    ];
  },
};

/** A pattern of PCRE2, `~` before it for "not these" (`src/core/load-fragment.c: config_parse_log_filter_patterns`). */
export const logPattern: ValueType = {
  check(value) {
    const text = value.value;
    const start = text.startsWith('~') ? 1 : 0;
    if (text === '~') {
      return [
        {
          code: 'invalid-list-item',
          start: 0,
          end: 1,
          message: 'systemd ignores this line: there is no pattern behind “~”. Write one.',
        },
      ];
    }
    const fault = patternFault(text.slice(start));
    if (!fault) return [];
    return [
      {
        code: 'invalid-list-item',
        start: start + fault.start,
        end: start + fault.end,
        message: `systemd ignores this line: in the pattern, ${fault.what}.`,
      },
    ];
  },
};

/** A file with assignments, `-` before it where it may be missing (`config_parse_unit_env_file`). */
export const environmentFile: ValueType = {
  check(value, context) {
    if (value.length === 0) return [];
    const whole = { value: value.value, start: 0, end: value.length };
    const resolved = resolve(value, whole, context, { longest: PATH_MAX - 1 });
    if ('problem' in resolved) return [resolved.problem];
    const path = resolved.value.startsWith('-') ? resolved.value.slice(1) : resolved.value;
    const fault = pathFault(path, { absolute: true, version: context.version });
    if (fault === undefined) return [];
    const start = value.value.startsWith('-') && value.length > 1 ? 1 : 0;
    return [
      {
        code: 'invalid-path',
        start,
        end: value.length,
        message: `systemd ignores this line: “${shortened(path)}” cannot be the path of an environment file: ${fault}.`,
        ...(/^(?:etc|usr|run|var|opt|srv)\//.test(path) ? { instead: [`/${value.value.slice(start)}`] } : {}),
      },
    ];
  },
};
