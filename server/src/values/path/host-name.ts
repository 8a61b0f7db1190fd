/** `ProtectHostname=`: yes, no, or a namespace with a host name of its own. */
import { parseBoolean } from '../common/boolean.ts';
import { nearest } from '../common/nearest.ts';
import { type Piece, pieceBehind, wholePiece } from '../common/piece.ts';
import type { Suggestion, ValueType } from '../value-type.ts';
import { expandPath, problemAt, quoted, unknownSpecifier } from './judge-path.ts';

/** `LINUX_HOST_NAME_MAX` */
const HOST_NAME_MAX = 64;

/** `src/basic/hostname-util.c: hostname_is_valid`: labels of letters, digits and hyphens, no hyphen at their ends. */
export function isHostName(text: string): boolean {
  if (text.length > HOST_NAME_MAX) return false;
  return text.split('.').every((label) => /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(label));
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['yes', 'The host name can only be read.'],
  ['no', 'The unit sees the host name, and may change it where it is privileged.'],
  ['private', 'The unit has a host name of its own, and may change that.'],
]);

/** `yes`, `no` or `private`, with a host name behind the first and the last (`src/core/load-fragment.c: config_parse_protect_hostname`). */
export const protectHostName: ValueType = {
  check(value, context) {
    const text = value.value;
    if (text === '') return [];
    const colon = text.indexOf(':');
    const all = wholePiece(text);
    const word: Piece = colon < 0 ? all : { value: text.slice(0, colon), start: 0, end: colon };
    const lead = 'systemd ignores this line';
    if (colon >= 0) {
      const name = pieceBehind(all, colon + 1);
      const { values, unknownAt } = expandPath(name.value, context);
      if (unknownAt !== undefined) return [unknownSpecifier(name, unknownAt, 'line', text)];
      if (!values.some(isHostName)) {
        const message = `${lead}: ${quoted(name.value)} is no host name. Write up to 64 letters, digits, hyphens and dots.`;
        return [problemAt('invalid-name', name.value === '' ? all : name, message)];
      }
    }
    const yes = parseBoolean(word.value);
    if (yes === true || word.value === 'private') return [];
    if (yes === false) {
      if (colon < 0) return [];
      return [
        problemAt('invalid-word', word, `${lead}: a host name goes with “yes” or “private” only.`, ['private', 'yes']),
      ];
    }
    const near = nearest(word.value, WORDS.keys());
    const message = `${lead}: ${context.directive}= takes yes, no or private, not ${quoted(word.value)}.`;
    return [problemAt('invalid-word', word.value === '' ? all : word, message, word.value === '' ? [] : near)];
  },
  complete(value, offset) {
    const colon = value.value.indexOf(':');
    if (colon >= 0 && offset > colon) return [];
    const end = colon < 0 ? value.length : colon;
    return [...WORDS].map(
      ([label, documentation]): Suggestion => ({
        label,
        kind: label === 'private' ? 'word' : 'boolean',
        start: 0,
        end,
        documentation,
      }),
    );
  },
  describe(value, offset) {
    const [word = '', name] = value.value.split(':', 2);
    if (offset <= word.length || name === undefined) return undefined;
    return { start: word.length + 1, end: value.length, text: `The unit sees \`${name}\` as its host name.` };
  },
};
