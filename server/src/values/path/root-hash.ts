/** The root hash of dm-verity and its signature, given as such or as a file. */

import { wholePiece } from '../common/piece.ts';
import type { Problem, ValueType } from '../value-type.ts';
import { problemAt, quoted } from './judge-path.ts';

const BLANK = /[ \t\n\r]/g;

/** A file, or at least 128 bits in hexadecimal digits (`src/core/load-fragment.c: config_parse_exec_root_hash`). */
export const rootHash: ValueType = {
  check(value, context) {
    const text = value.value;
    if (text === '' || text.startsWith('/')) return [];
    // Blanks between digits do not count (`src/basic/hexdecoct.c: unhexmem_full`).
    const strange = /[^0-9a-fA-F \t\n\r]/.exec(text);
    const lead = 'systemd ignores this line';
    const takes = `${context.directive}= takes a path that starts with “/”, or hexadecimal digits`;
    if (strange) return [wrong(text, `${lead}: ${takes}, not ${quoted(text)}.`)];
    const digits = text.replace(BLANK, '').length;
    if (digits % 2 !== 0) return [wrong(text, `${lead}: ${digits} hexadecimal digits make no whole bytes.`)];
    if (digits < 32) return [wrong(text, `${lead}: a root hash has at least 32 hexadecimal digits, not ${digits}.`)];
    return [];
  },
  describe(value) {
    const text = value.value;
    if (text === '' || text.length > 1000) return undefined;
    const bits = text.replace(BLANK, '').length * 4;
    const about = text.startsWith('/') ? `The root hash is read from \`${text}\`.` : `A root hash of ${bits} bits.`;
    return { start: 0, end: text.length, text: about };
  },
};

/** A file, or `base64:` and the signature (`config_parse_exec_root_hash_sig`). */
export const rootHashSignature: ValueType = {
  check(value, context) {
    const text = value.value;
    if (text === '' || text.startsWith('/')) return [];
    if (!text.startsWith(PREFIX)) {
      const takes = `${context.directive}= takes a path that starts with “/”, or “base64:” and the signature`;
      return [wrong(text, `systemd ignores this line: ${takes}, not ${quoted(text)}.`)];
    }
    if (isBase64(text.slice(PREFIX.length), context.version)) return [];
    return [wrong(text, 'systemd ignores this line: what follows “base64:” is not valid Base64.')];
  },
  complete(value, offset) {
    if (value.value.includes(':') || value.value.startsWith('/') || offset > PREFIX.length) return [];
    return [{ label: PREFIX, kind: 'word', start: 0, end: value.length, detail: 'the signature itself' }];
  },
};

const PREFIX = 'base64:';

/**
 * Groups of four, the last one padded, no bits left over; blanks do not count (`src/basic/hexdecoct.c: unbase64mem_full`).
 * systemd 252 knows only `+` and `/`, later ones also take `-` and `_` in their place.
 */
export function isBase64(text: string, version: number): boolean {
  let dense = text.replace(BLANK, '');
  if (version > 252) dense = dense.replaceAll('-', '+').replaceAll('_', '/');
  if (dense.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(dense)) return false;
  if (dense.endsWith('==')) return 'AQgw'.includes(dense.at(-3)!);
  if (dense.endsWith('=')) return 'AEIMQUYcgkosw048'.includes(dense.at(-2)!);
  return true;
}

function wrong(text: string, message: string): Problem {
  return problemAt('invalid-word', wholePiece(text), message);
}
