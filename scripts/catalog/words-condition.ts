/**
 * Makes `server/src/values/data/condition.json`, the words that conditions test for, from unpacked systemd source trees:
 *
 *     node scripts/catalog/words-condition.ts NEWEST_SOURCE_DIR [OLDER_DIR…]
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encodeWord } from './encode.ts';
import { fail, openTree, stripComments, type Tree } from './source.ts';

const FILE = fileURLToPath(new URL('../../server/src/values/data/condition.json', import.meta.url));
const CONDITION = 'src/shared/condition.c';
const VIRT = 'src/basic/virt.c';

/** What there is to read: a list by its name, and the fewest words that it may have. */
const LISTS: readonly { name: string; least: number; read: (tree: Tree) => string[] }[] = [
  { name: 'virtualizations', least: 30, read: (tree) => table(tree, VIRT, 'virtualization_table') },
  { name: 'architectures', least: 30, read: (tree) => table(tree, 'src/basic/architecture.c', 'architecture_table') },
  { name: 'controllers', least: 10, read: (tree) => table(tree, 'src/basic/cgroup-util.c', 'cgroup_controller_table') },
  { name: 'securities', least: 8, read: securities },
  { name: 'x86Features', least: 40, read: (tree) => features(tree, 'cpuid_table_entry') },
  { name: 'armFeatures', least: 0, read: (tree) => features(tree, 'hwcap_table_entry') },
];

/** The words of a string table. */
function table(tree: Tree, file: string, name: string): string[] {
  const body = new RegExp(`\\b${name}\\[[^\\]]*\\]\\s*=\\s*\\{([\\s\\S]*?)\\};`).exec(
    stripComments(tree.read(file)),
  )?.[1];
  if (body === undefined) fail(file, `no ${name}`);
  return [...body.matchAll(/=\s*"([^"]+)"/g)].map(([, word]) => word!);
}

/** What `condition_test_security` compares with. */
function securities(tree: Tree): string[] {
  const body = /\bcondition_test_security\([\s\S]*?\n\}/.exec(stripComments(tree.read(CONDITION)))?.[0] ?? '';
  return [...body.matchAll(/streq\(c->parameter, "([^"]+)"\)/g)].map(([, word]) => word!);
}

/** The names in all tables of this type. */
function features(tree: Tree, type: string): string[] {
  const tables = stripComments(tree.read(VIRT)).matchAll(
    new RegExp(`struct ${type} \\w+\\[\\] = \\{([\\s\\S]*?)\\};`, 'g'),
  );
  return [...tables].flatMap(([, body]) => [...body!.matchAll(/,\s*"([^"]+)"/g)].map(([, word]) => word!)).sort();
}

const [newest, ...older] = process.argv.slice(2);
if (newest === undefined) {
  console.error('Usage: node scripts/catalog/words-condition.ts NEWEST_SOURCE_DIR [OLDER_DIR…]');
  process.exit(2);
}
const newestTree = openTree(newest);
const olderTrees = older.map(openTree).sort((a, b) => b.version - a.version);
const data: Record<string, string> = {
  about: `Words of conditions. Made by scripts/catalog/words-condition.ts from systemd ${newestTree.version}; not to be edited.`,
};
for (const { name, least, read } of LISTS) {
  const words = read(newestTree);
  if (words.length < Math.max(1, least)) fail(CONDITION, `only ${words.length} ${name}`);
  const known = olderTrees.map((tree) => ({ version: tree.version, words: read(tree) }));
  // What an old version alone knows is no mistake there.
  const dropped = known.flatMap((each) => each.words).filter((word) => !words.includes(word));
  if (dropped.length > 0) fail(CONDITION, `${name} had ${dropped.join(', ')}: the data has no place for dropped words`);
  const absentIn = (word: string): number[] =>
    known.filter((each) => !each.words.includes(word)).map(({ version }) => version);
  // A list that an old version has nothing of says so once, at its start.
  const without = known.filter((each) => each.words.length === 0).map(({ version }) => version);
  const rest = words.map((word) =>
    encodeWord(
      word,
      absentIn(word).filter((version) => !without.includes(version)),
    ),
  );
  data[name] = [...(without.length > 0 ? [`!${without.join(',')}`] : []), ...rest].join(' ');
}
writeFileSync(FILE, `${JSON.stringify(data, null, 1)}\n`);
console.log(FILE);
