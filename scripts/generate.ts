/**
 * Writes what is made from other files of the project: a page for each rule, their index, and the tables of the README.
 * With --check it writes as well, and fails if anything was out of date.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RULES } from '../server/src/rules/index.ts';
import { rulePage, rulesIndex, rulesTable } from './docs/rule-pages.ts';
import { settingsTable } from './docs/settings.ts';
import { root } from './support/root.ts';

const stale: string[] = [];

const pages = path.join(root, 'docs/rules');
mkdirSync(pages, { recursive: true });
const wanted = new Map([
  ...RULES.map((rule) => [`${rule.code}.md`, rulePage(rule)] as const),
  ['README.md', rulesIndex()],
]);
for (const [name, text] of wanted) update(path.join(pages, name), text);
for (const name of readdirSync(pages)) {
  if (wanted.has(name)) continue;
  rmSync(path.join(pages, name));
  stale.push(`docs/rules/${name}`);
}

const readme = path.join(root, 'README.md');
if (existsSync(readme)) {
  let text = readFileSync(readme, 'utf8');
  for (const [name, table] of Object.entries({ settings: settingsTable(), rules: rulesTable('docs/rules/') })) {
    text = fill(text, name, table);
  }
  update(readme, text);
}

if (process.argv.includes('--check') && stale.length > 0) {
  console.log(`These files were out of date and have been written anew: ${stale.join(', ')}. Commit them.`);
  process.exitCode = 1;
}

function update(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  writeFileSync(file, text);
  stale.push(path.relative(root, file));
}

/** Puts a text between the marks of its name. */
function fill(text: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name}: made by npm run generate -->`, `<!-- end of ${name} -->`];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`README.md has no place for “${name}”: write ${open} and ${close}.`);
  return `${text.slice(0, start + open.length)}\n${content}${text.slice(end)}`;
}
