/** A source tree in memory, for tests of the catalogue generator. */
import type { Tree } from '../../scripts/catalog/source.ts';

export function treeOf(files: Readonly<Record<string, string>>, version = 262): Tree {
  return {
    version,
    read: (path) => {
      const text = files[path];
      if (text === undefined) throw new Error(`${path} is not part of the test`);
      return text;
    },
    has: (path) => files[path] !== undefined,
    list: (folder, suffix) =>
      Object.keys(files)
        .filter((path) => path.startsWith(`${folder}/`) && path.endsWith(suffix))
        .sort(),
  };
}
