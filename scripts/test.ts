/**
 * Everything: types, lint, build and all tests, the fast ones first.
 * Words choose tests by their path, without the checks: `npm test -- hover`.
 */

import path from 'node:path';
import { buildOrStop, packageExtension } from './support/build.ts';
import { check } from './support/check.ts';
import { main, step } from './support/progress.ts';
import { root } from './support/root.ts';
import { findTests, runFast, runSlow, sum, summarize } from './support/tests.ts';
import { chromiumPath } from './workbench/browser.ts';
import { installWorkbench, unsupported } from './workbench/install.ts';

await main(async () => {
  const begun = Date.now();
  const words = process.argv.slice(2);
  const files = findTests(words);
  const checked = words.length === 0 ? await check() : 0;
  await step('Building', buildOrStop);
  const parts = [await runFast(files.fast), await runSlow(files.systemd)];
  if (files.workbench.length > 0) {
    // What is tested there is what users install.
    const vsix = path.join(root, 'test-results/unitwright.vsix');
    await step('Packaging', () => packageExtension(vsix));
    process.env.UNITWRIGHT_VSIX = vsix;
    // The tests would install it themselves; here the wait shows. If it fails, they say so again.
    if (chromiumPath() && !unsupported()) await installWorkbench().catch((error) => console.log(error.message));
    parts.push(await runSlow(files.workbench));
  }
  const tested = summarize(sum(parts), begun);
  if (checked !== 0) console.log('\nThe checks failed; see the beginning of this output.');
  return checked || tested;
});
