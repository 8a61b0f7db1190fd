/** Lists of flags (`src/shared/securebits-util.c`, `src/shared/coredump-util.c`). */
import { itemAt, MOST_PROBLEMS, otherItems, quotingProblem, suggest } from '../common/items.ts';
import { nearest } from '../common/nearest.ts';
import { isUnreadable, wordsIn } from '../common/piece.ts';
import type { Context, Description, Problem, ValueType } from '../value-type.ts';
import { parseUnsigned64 } from './number.ts';
import { type Choice, quoted } from './number-type.ts';

interface Flag extends Choice {
  readonly detail: string;
  /** The first compared version that knows it. */
  readonly since?: number;
}

const SECURE_BITS: readonly Flag[] = (
  [
    ['keep-caps', 'keeps capabilities when the user changes from root to another'],
    ['no-setuid-fixup', 'leaves capabilities alone when the user changes'],
    ['noroot', 'gives programs of root no capabilities of their own'],
    ['no-cap-ambient-raise', 'lets no ambient capabilities be added', 262],
    ['exec-restrict-file', 'tells interpreters to run only files that the kernel would execute', 262],
    ['exec-deny-interactive', 'tells interpreters to take no commands from elsewhere than such files', 262],
  ] as const
).flatMap(([label, detail, since]) => [
  { label, detail, ...(since === undefined ? {} : { since }) },
  {
    label: `${label}-locked`,
    detail: `nobody can change \`${label}\` any more`,
    ...(since === undefined ? {} : { since }),
  },
]);

/**
 * `config_parse_exec_secure_bits`, `secure_bits_from_string`: words that are not known, and what cannot be taken apart,
 * are passed over in silence.
 */
export const secureBits: ValueType = {
  check({ value: text }, context) {
    const problems: Problem[] = [];
    for (const word of wordsIn(text, { unquote: true })) {
      if (isUnreadable(word)) {
        const rest = quotingProblem(text, word.unreadableFrom, 'systemd passes over the rest of this line in silence');
        problems.push({ ...rest, code: 'misspelt-word' });
        break;
      }
      const message = silence(word.value, context);
      if (message) problems.push({ code: 'misspelt-word', start: word.start, end: word.end, ...message });
      if (problems.length >= MOST_PROBLEMS) break;
    }
    return problems;
  },
  complete: ({ value: text }, offset, { version }) =>
    suggest(itemAt(text, offset), 'word', proposed(SECURE_BITS, otherItems(text, offset), version)),
  describe: ({ value: text }, offset) => described(SECURE_BITS, text, offset),
};

/** What to say of a word that systemd passes over. */
function silence(text: string, { version }: Context): Pick<Problem, 'message' | 'instead'> | undefined {
  const bit = SECURE_BITS.find(({ label }) => label === text);
  if (bit && version >= (bit.since ?? 0)) return undefined;
  if (bit) return { message: `systemd ${version} does not know the secure bit “${text}” yet and passes over it.` };
  const known = SECURE_BITS.filter(({ since = 0 }) => version >= since);
  const instead = nearest(
    text,
    known.map(({ label }) => label),
  );
  const hint = instead[0] === undefined ? '' : ` Did you mean “${instead[0]}”?`;
  return { message: `systemd passes over ${quoted(text)} in silence: there is no such secure bit.${hint}`, instead };
}

const MEMORY_KINDS: readonly Flag[] = [
  { label: 'private-anonymous', detail: 'memory of the process alone, such as its heap' },
  { label: 'shared-anonymous', detail: 'memory shared between processes' },
  { label: 'private-file-backed', detail: 'files mapped for the process alone' },
  { label: 'shared-file-backed', detail: 'files mapped and shared' },
  { label: 'elf-headers', detail: 'first pages of programs and libraries' },
  { label: 'private-huge', detail: 'huge pages of the process alone' },
  { label: 'shared-huge', detail: 'shared huge pages' },
  { label: 'private-dax', detail: 'files mapped from persistent memory, for the process alone' },
  { label: 'shared-dax', detail: 'files mapped from persistent memory and shared' },
  { label: 'default', detail: 'private-anonymous, shared-anonymous, elf-headers and private-huge' },
  { label: 'all', detail: 'everything' },
];

/** `config_parse_exec_coredump_filter`, `coredump_filter_mask_from_string` */
export const coredumpFilter: ValueType = {
  check({ value: text }, context) {
    const names = MEMORY_KINDS.map(({ label }) => label);
    for (const word of wordsIn(text, {})) {
      if (isUnreadable(word)) return [quotingProblem(text, word.unreadableFrom, 'systemd ignores this line')];
      const { value, start, end } = word;
      if (names.includes(value) || parseUnsigned64(value, { base: 16 }) !== undefined) continue;
      const instead = nearest(value, names);
      const hint = instead[0] === undefined ? '' : ` Did you mean “${instead[0]}”?`;
      const message = `systemd ignores this line: ${context.directive}= takes kinds of memory or a hexadecimal mask, not ${quoted(value)}.${hint}`;
      return [{ code: 'invalid-list-item', start, end, message, instead }];
    }
    return [];
  },
  complete: ({ value: text }, offset, { version }) =>
    suggest(itemAt(text, offset), 'word', proposed(MEMORY_KINDS, otherItems(text, offset), version)),
  describe({ value: text }, offset) {
    const named = described(MEMORY_KINDS, text, offset);
    if (named) return named;
    const { start, end, text: word } = itemAt(text, offset);
    const mask = word === '' ? undefined : parseUnsigned64(word, { base: 16 });
    if (mask === undefined) return undefined;
    const kinds = MEMORY_KINDS.slice(0, 9).filter((_, bit) => (mask >> BigInt(bit)) & 1n);
    const list = kinds.map(({ label }) => `\`${label}\``).join(', ');
    return { start, end, text: `Mask: ${list === '' ? 'nothing' : list}.` };
  },
};

function proposed(flags: readonly Flag[], others: ReadonlySet<string>, version: number) {
  return flags
    .filter(({ label }) => !others.has(label))
    .map(({ label, detail, since = 0 }) => ({ label, detail, tooNew: version < since }));
}

function described(flags: readonly Flag[], text: string, offset: number): Description | undefined {
  const { start, end, text: word } = itemAt(text, offset);
  const flag = flags.find(({ label }) => label === word);
  return flag ? { start, end, text: `**${flag.label}**: ${flag.detail}.` } : undefined;
}
