/** Sets of nftables that the unit is put into: `NFTSet=`. */

import { nearest } from '../common/nearest.ts';
import { FieldReader, fieldsAt, isExact, isUnreadable, type Piece, shown, wordsIn } from '../common/piece.ts';
import type { Problem, ProblemCode, Suggestion, ValueType } from '../value-type.ts';
import { problemAt, quoted, unreadable } from './judge-path.ts';
import { strangeEscape } from './mount-path.ts';

/** What goes into the set (`src/shared/firewall-util.c: nft_set_source_table`, those for units). */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ['cgroup', 'the control group of the unit'],
  ['user', 'the user that it runs as'],
  ['group', 'the group that it runs as'],
]);

/** Families of tables (`nfproto_table`). */
const FAMILIES: ReadonlyMap<string, string> = new Map([
  ['inet', 'IPv4 and IPv6'],
  ['ip', 'IPv4'],
  ['ip6', 'IPv6'],
  ['arp', 'ARP'],
  ['bridge', 'bridges'],
  ['netdev', 'packets of a network device'],
]);

/** `src/basic/parse-util.c: nft_identifier_valid` with `NFT_NAME_MAXLEN` 256. */
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9/\\_.]{0,254}$/;

/** `SOURCE:FAMILY:TABLE:SET …`; the first bad one ends the list (`src/shared/firewall-util.c: config_parse_nft_set`). */
export const nftSets: ValueType = {
  check(value) {
    const text = value.value;
    for (const word of wordsIn(text, { unquote: true, retainEscape: true })) {
      if (isUnreadable(word)) return [unreadable(text, word.unreadableFrom, 'rest')];
      const problem = checkSet(word);
      if (problem) return [problem];
    }
    return [];
  },
  complete(value, offset) {
    const { fields, index } = fieldsAt(value.value, offset);
    const words = [SOURCES, FAMILIES][index];
    const { start, end } = fields[index]!;
    if (!words) return [];
    const isLast = index === fields.length - 1;
    return [...words].map(
      ([name, detail]): Suggestion => ({ label: isLast ? `${name}:` : name, kind: 'word', start, end, detail }),
    );
  },
  describe(value, offset) {
    const { fields, word } = fieldsAt(value.value, offset);
    const [source = '', family = '', table, set] = fields.map(shown).filter((field) => field !== '');
    const what = SOURCES.get(source);
    if (what === undefined || !table || !set) return undefined;
    const text = `Puts ${what} into the set \`${set}\` of the table \`${table}\` (${FAMILIES.get(family) ?? family}).`;
    return { start: word.start, end: word.end, text };
  },
};

function checkSet(word: Piece): Problem | undefined {
  const reader = new FieldReader(word, { cunescape: true });
  const fields = reader.take(4);
  if (fields === 'invalid') return strangeEscape(word, 'rest');
  const fault = (code: ProblemCode, piece: Piece, why: string, near: readonly string[] = []): Problem => {
    const message = `systemd ignores ${quoted(word.value)} and what stands behind it: ${why}`;
    return problemAt(code, piece, message, isExact(piece) ? near : undefined);
  };
  const [source, family, table, set] = fields;
  if (!source || !family || !table || !set || !reader.isAtEnd) {
    return fault('invalid-list-item', word, 'it takes four parts, as in “cgroup:inet:filter:services”.');
  }
  if (!SOURCES.has(source.value)) {
    const near = nearest(source.value, SOURCES.keys());
    return fault('invalid-word', source, `its first part is “cgroup”, “user” or “group”.`, near);
  }
  if (!FAMILIES.has(family.value)) {
    const near = nearest(family.value, FAMILIES.keys());
    return fault('invalid-word', family, `its second part is one of ${[...FAMILIES.keys()].join(', ')}.`, near);
  }
  const name = [table, set].find((each) => !IDENTIFIER.test(each.value));
  if (!name) return undefined;
  return fault(
    'invalid-name',
    name,
    `${quoted(name.value)} is no name: letters, digits and / \\ _ . with a letter first.`,
  );
}
