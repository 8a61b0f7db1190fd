/** Makes `unitwright.vsix`, which any VS Code can install. */

import path from 'node:path';
import { buildOrStop, packageExtension } from './support/build.ts';
import { main, step } from './support/progress.ts';
import { root } from './support/root.ts';

await main(async () => {
  const file = path.join(root, 'unitwright.vsix');
  await step('Building', buildOrStop);
  const size = await step('Packaging', () => packageExtension(file));
  console.log(
    `unitwright.vsix: ${(size / 1024).toFixed(0)} KB. Install it with: code --install-extension unitwright.vsix`,
  );
  return 0;
});
