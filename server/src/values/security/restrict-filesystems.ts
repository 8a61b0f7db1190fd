/** File systems and groups of them (`src/core/bpf-restrict-fs.c`, `src/basic/filesystem-sets.py`). */

import { type Advice, adviceOn, itemList, lazily, type Offer, shown } from '../common/item-list.ts';
import data from '../data/security.json' with { type: 'json' };
import type { ValueType } from '../value-type.ts';

const names = lazily(() => data.filesystems.split(' '));
const known = lazily(() => new Set(names()));

/** The groups with their members. */
const groups = lazily(() => {
  const found = new Map<string, readonly string[]>();
  for (const row of data.filesystemGroups) {
    const [name = '', ...members] = row.split(' ');
    found.set(name, members);
  }
  found.set('@known', names());
  return found;
});

const SUMMARIES: Readonly<Record<string, string>> = {
  '@basic-api': 'What every program looks into: processes, devices, control groups.',
  '@anonymous': 'Without names in the tree: pipes, sockets and the like.',
  '@application': 'Made by programs, or laid over others.',
  '@auxiliary-api': 'Interfaces of parts of the kernel.',
  '@common-block': 'On disks, in use today.',
  '@historical-block': 'On disks, of the past.',
  '@network': 'On other machines.',
  '@privileged-api': 'Interfaces for administrators.',
  '@security': 'Interfaces of security modules.',
  '@temporary': 'In memory.',
  '@known': 'All that systemd knows.',
};

function aboutGroup(name: string): string {
  const members = groups().get(name) ?? [];
  const head = `**${name}** · ${members.length} file systems\n\n${SUMMARIES[name] ?? 'A group of file systems.'}`;
  return name === '@known' ? head : `${head}\n\n${members.map((each) => `\`${each}\``).join(', ')}`;
}

const offers = lazily((): readonly Offer[] => [
  ...[...groups().keys()].map(
    (label): Offer => ({
      label,
      kind: 'word',
      detail: label === '@known' ? 'all' : groups().get(label)!.slice(0, 3).join(', '),
      documentation: aboutGroup(label),
    }),
  ),
  ...names().map((label): Offer => ({ label, kind: 'word' })),
]);

/** What else people call them. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  overlayfs: 'overlay',
  procfs: 'proc',
  cgroupfs: 'cgroup',
  cgroup2fs: 'cgroup2',
  bpffs: 'bpf',
  fat: 'vfat',
  fat32: 'vfat',
};

/**
 * A list of file systems (`config_parse_restrict_filesystems`). Unknown groups are skipped with a warning; other words
 * may name file systems that systemd has never heard of, so only what is surely meant otherwise is pointed out.
 */
export const restrictFilesystems: ValueType = itemList({
  flags: { unquote: true },
  tilde: true,
  judge({ value, start, end }) {
    if (value.startsWith('@')) {
      if (groups().has(value)) return undefined;
      const { hint, instead } = adviceOn(value, { isKnown, all: () => groups().keys() });
      const message = `systemd ignores ${shown(value)}: there is no group of file systems of this name.${hint}`;
      return { code: 'invalid-list-item', start, end, message, instead };
    }
    const advice = known().has(value) ? undefined : adviceOnName(value);
    if (!advice) return undefined;
    const message = `systemd takes ${shown(value)} without a word, but knows no such file system.${advice.hint}`;
    return { code: 'misspelt-word', start, end, message, instead: advice.instead };
  },
  offers,
  describe({ value }) {
    if (groups().has(value)) return aboutGroup(value);
    if (!known().has(value)) return undefined;
    const inGroups = [...groups()].filter(([name, members]) => name !== '@known' && members.includes(value));
    const where = inGroups.map(([name]) => `\`${name}\``).join(', ');
    return `**${value}** · file system${where === '' ? '' : `\n\nIn ${where}.`}`;
  },
});

function isKnown(word: string): boolean {
  return known().has(word) || groups().has(word);
}

/** What is surely meant by a name: not a matter of spelling, or the same letters in another order. */
function adviceOnName(word: string): Advice | undefined {
  const lower = word.toLowerCase();
  const other = Object.hasOwn(OTHER_NAMES, lower) ? OTHER_NAMES[lower] : undefined;
  if (other !== undefined) return { hint: ` It is called “${other}”.`, instead: [other] };
  const advice = adviceOn(word, { isKnown, all: () => [], prefix: '@' });
  if (advice.instead.length > 0) return advice;
  const name = word.length < 4 || word.length > 80 ? undefined : byLetters().get(lettersOf(word));
  return name === undefined ? undefined : { hint: ` Did you mean “${name}”?`, instead: [name] };
}

const byLetters = lazily(() => new Map(names().map((name) => [lettersOf(name), name])));

function lettersOf(word: string): string {
  return [...word.toLowerCase()].sort().join('');
}
