// Bundles the extension, the language server and the command line.
//   node esbuild.mjs            small bundles, as they are shipped
//   node esbuild.mjs --dev      readable bundles with source maps
//   node esbuild.mjs --watch    the same, again at every change

import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');
const proseFolder = path.join(root, 'server/src/catalog/prose');

/** `import prose from 'prose:all'`: every file of prose in one object, for the web worker, which has no files to read. */
const bundledProse = {
  name: 'bundled-prose',
  setup(build) {
    build.onResolve({ filter: /^prose:all$/ }, () => ({ path: 'all', namespace: 'prose' }));
    build.onLoad({ filter: /.*/, namespace: 'prose' }, () => {
      const files = proseFiles();
      const texts = Object.fromEntries(files.map((name) => [name, readFileSync(path.join(proseFolder, name), 'utf8')]));
      return {
        contents: JSON.stringify(texts),
        loader: 'json',
        watchDirs: [proseFolder],
        watchFiles: files.map((name) => path.join(proseFolder, name)),
      };
    });
  },
};

/** On Node the prose stays Markdown on the disk, beside the bundle, and is read when first needed. */
const copiedProse = (to) => ({
  name: 'copied-prose',
  setup(build) {
    build.onEnd(() => {
      const target = path.join(root, to, 'prose');
      rmSync(target, { recursive: true, force: true });
      mkdirSync(target, { recursive: true });
      for (const name of proseFiles()) cpSync(path.join(proseFolder, name), path.join(target, name));
    });
  },
});

/** A module that is loaded later stands in a file of its own: the server answers before it is read. */
const apart = (source, file) => ({
  name: 'apart',
  setup(build) {
    build.onResolve({ filter: /analysis\.ts$/ }, ({ path: name, kind }) =>
      name === source && kind === 'dynamic-import' ? { path: file, external: true } : undefined,
    );
  },
});

/** Modules of Node that the protocol library asks for at once and uses seldom: a third of the server's start. */
const lateModules = {
  name: 'late-modules',
  setup(build) {
    build.onResolve({ filter: /^(?:crypto|net|child_process)$/ }, ({ path: name, importer }) =>
      importer.includes('node_modules') ? { path: name, namespace: 'late' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'late' }, ({ path: name }) => ({
      contents: `let late; module.exports = new Proxy({}, { get: (_, key) => (late ??= require('node:${name}'))[key] });`,
    }));
  },
};

const executable = {
  name: 'executable',
  setup(build) {
    build.onEnd((result) => {
      if (result.errors.length === 0) chmodSync(path.join(root, build.initialOptions.outfile), 0o755);
    });
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: !dev,
  sourcemap: dev ? 'linked' : false,
  metafile: true,
  logLevel: 'warning',
  logLimit: 5,
  charset: 'utf8',
};

const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  // The language libraries have an ESM build that esbuild can shake; their `main` is the older UMD one.
  mainFields: ['module', 'main'],
};

/** A CommonJS bundle has no `import.meta`; the sources may still ask where they are. */
const nodeCjs = {
  ...node,
  format: 'cjs',
  banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
  define: {
    'import.meta.url': 'importMetaUrl',
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
  },
};

const web = {
  ...common,
  platform: 'browser',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
};

const bundles = [
  {
    ...nodeCjs,
    entryPoints: ['client/src/extension.node.ts'],
    outfile: 'dist/extension.cjs',
    external: ['vscode'],
  },
  {
    ...nodeCjs,
    entryPoints: ['server/src/node.ts'],
    outfile: 'dist/server.cjs',
    plugins: [lateModules, apart('./analysis.ts', './analysis.cjs'), copiedProse('dist')],
  },
  {
    ...nodeCjs,
    entryPoints: ['server/src/analysis.ts'],
    outfile: 'dist/analysis.cjs',
  },
  {
    ...web,
    entryPoints: ['client/src/extension.browser.ts'],
    outfile: 'dist/web/extension.js',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...web,
    entryPoints: ['server/src/browser.ts'],
    outfile: 'dist/web/server.js',
    format: 'iife',
    plugins: [bundledProse],
  },
  {
    ...node,
    entryPoints: ['server/src/cli/main.ts'],
    outfile: 'server/dist/cli.js',
    format: 'esm',
    // Some libraries are CommonJS and `require` Node's own modules.
    banner: {
      js: '#!/usr/bin/env node\nimport { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    plugins: [lateModules, copiedProse('server/dist'), executable],
  },
];

if (watch) {
  const progress = announce();
  const contexts = await Promise.all(
    bundles.map((options) => esbuild.context({ ...options, plugins: [...(options.plugins ?? []), progress] })),
  );
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  rmSync(path.join(root, 'server/dist'), { recursive: true, force: true });
  try {
    const results = await Promise.all(bundles.map((options) => esbuild.build(options)));
    const files = results.map((result) => result.metafile);
    writeLicenses(files.slice(0, -1), 'dist');
    writeLicenses(files.slice(-1), 'server/dist');
  } catch (error) {
    // esbuild has printed what is wrong with the sources; anything else is told here.
    if (!error.errors) console.error(error);
    process.exitCode = 1;
  }
}

function proseFiles() {
  return existsSync(proseFolder)
    ? readdirSync(proseFolder)
        .filter((name) => name.endsWith('.md'))
        .sort()
    : [];
}

/** The licences of what is bundled ask to be shipped with it. */
function writeLicenses(metafiles, to) {
  const folders = new Set();
  for (const input of metafiles.flatMap((file) => Object.keys(file.inputs))) {
    const found = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
    if (found) folders.add(found[0]);
  }
  const parts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(path.join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(path.join(root, folder, file), 'utf8').trim() : String(license);
    return `${name} ${version}\n\n${text}\n`;
  });
  writeFileSync(path.join(root, to, 'third-party-licenses.txt'), parts.join(`\n${'-'.repeat(80)}\n\n`));
}

/** Tells when the first of the bundles begins and the last ends: what the editor's task waits for (.vscode/tasks.json). */
function announce() {
  let running = 0;
  return {
    name: 'announce',
    setup(build) {
      build.onStart(() => {
        if (running++ === 0) console.log('[build] started');
      });
      build.onEnd(() => {
        if (--running === 0) console.log('[build] finished');
      });
    },
  };
}
