/**
 * Makes `server/src/values/data/time-zones.json`, the names of time zones and what their times are called, from a folder
 * of compiled time zones (tzfile(5)):
 *
 *     node scripts/catalog/words-time-zones.ts /usr/share/zoneinfo
 *
 * Offsets and changes of the clock are not in it: those come from `Intl`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('../../server/src/values/data/time-zones.json', import.meta.url));

/** The same zones once more, and files that are no zones of the world. */
const PASSED_OVER = new Set(['posix', 'right', 'localtime', 'posixrules', 'Factory']);

/** Changes of the clock that lie further back do not count (seconds since 1970: the start of 2020). */
const RECENT = 1_577_836_800;

const [root] = process.argv.slice(2);
if (root === undefined) throw new Error('Name the folder of time zones, such as /usr/share/zoneinfo.');

const byNames = new Map<string, string[]>();
for (const zone of zonesIn(root, '')) {
  const names = namesOf(readFileSync(join(root, zone)));
  byNames.set(names, [...(byNames.get(names) ?? []), zone]);
}
const rows = [...byNames].map(([names, zones]) => `${names} | ${zones.join(' ')}`).sort();
const version = /^# version (\S+)/m.exec(readFileSync(join(root, 'tzdata.zi'), 'utf8'))?.[1] ?? 'unknown';
const data = {
  about:
    'Made by scripts/catalog/words-time-zones.ts. Standard time, time in summer (behind: the clock goes back for it) | zones',
  version,
  rows,
};
writeFileSync(FILE, `${JSON.stringify(data, null, 1)}\n`);

function zonesIn(folder: string, prefix: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (prefix === '' && PASSED_OVER.has(entry.name)) return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return zonesIn(path, `${prefix}${entry.name}/`);
      return readFileSync(path).subarray(0, 4).toString('latin1') === 'TZif' ? [prefix + entry.name] : [];
    });
}

/** `CET CEST`, `IST`, `IST GMT behind`: the names in the rule at the end of the file, and which way the clock goes. */
function namesOf(file: Buffer): string {
  const rule = file.toString('latin1').trimEnd().split('\n').at(-1) ?? '';
  const match = /^(<[^>]+>|[A-Za-z]+)[-+]?[0-9:]+(<[^>]+>|[A-Za-z]+)?/.exec(rule);
  if (!match) throw new Error(`No rule at the end of a file: ${rule}`);
  const names = match.slice(1).flatMap((name) => (name === undefined ? [] : [name.replace(/[<>]/g, '')]));
  return [...names, ...(goesBehind(file) ? ['behind'] : [])].join(' ');
}

/** Does the clock go back for what counts as summer time, as in Ireland? */
function goesBehind(file: Buffer): boolean {
  const count = (at: number, index: number): number => file.readUInt32BE(at + 20 + 4 * index);
  const [utc, standard, leaps, times, types, chars] = [0, 1, 2, 3, 4, 5].map((index) => count(0, index)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  // The second block of the file is that of version 2, with times of 64 bits.
  const second = 44 + times * 5 + types * 6 + chars + leaps * 8 + standard + utc;
  const [times2, types2] = [count(second, 3), count(second, 4)];
  const typeAt = second + 44 + times2 * 9;
  const offsets = Array.from({ length: types2 }, (_, type) => file.readInt32BE(typeAt + type * 6));
  const isDst = Array.from({ length: types2 }, (_, type) => file.readUInt8(typeAt + type * 6 + 4) === 1);
  let before: number | undefined;
  for (let i = 0; i < times2; i++) {
    const time = Number(file.readBigInt64BE(second + 44 + i * 8));
    const type = file.readUInt8(second + 44 + times2 * 8 + i);
    if (time >= RECENT && before !== undefined && isDst[type] && offsets[type]! < offsets[before]!) return true;
    before = type;
  }
  return false;
}
