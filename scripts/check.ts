/** Everything that can be found without running the tests: types, lint, format, generated files. */

import { check } from './support/check.ts';
import { main } from './support/progress.ts';

await main(check);
