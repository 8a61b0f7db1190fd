/** Formats the sources and applies the lint fixes that are safe. */

import path from 'node:path';
import { inherit, main } from './support/progress.ts';
import { root } from './support/root.ts';

await main(() => {
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  return inherit(process.execPath, [biome, 'check', '--write', ...process.argv.slice(2)], { cwd: root });
});
