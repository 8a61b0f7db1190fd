/** Bundles everything: the extension and its language server into dist/, the command line into server/dist/. */

import { build } from './support/build.ts';
import { main } from './support/progress.ts';

await main(async () => build(process.argv.slice(2)));
