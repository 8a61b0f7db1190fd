/** The tests that need nothing but Node: seconds. Words choose files by their path: `npm run test:fast -- hover`. */

import { buildOrStop } from './support/build.ts';
import { main } from './support/progress.ts';
import { findTests, runFast, summarize } from './support/tests.ts';

await main(async () => {
  const begun = Date.now();
  // The protocol and the command line are tested as they are shipped.
  await buildOrStop();
  return summarize(await runFast(findTests(process.argv.slice(2)).fast), begun);
});
