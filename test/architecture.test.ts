/** The map in docs/architecture.md is the territory. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { SETTINGS } from '../server/src/settings.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** Files that git knows or would take. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT })
  .toString()
  .trim()
  .split('\n');

/** Folders that stand on the map as one, with whatever is in them. */
const WHOLE = ['examples', 'test/grammar'];

describe('the folders', () => {
  const named = new Set(
    [...read('docs/architecture.md').matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell]) =>
      [...cell!.matchAll(/`([^`]+)`/g)].map(([, folder]) => folder!),
    ),
  );
  const existing = new Set(
    files
      .map((file) => path.dirname(file))
      .filter((folder) => folder !== '.' && !folder.startsWith('.'))
      .map((folder) => WHOLE.find((whole) => folder === whole || folder.startsWith(`${whole}/`)) ?? folder),
  );
  test('are the ones on the map', () => {
    // A folder that only holds other folders needs no line of its own.
    const holders = new Set([...existing].map((folder) => path.dirname(folder)));
    assert.deepEqual(
      [...named].filter((folder) => !existing.has(folder) && !holders.has(folder)),
      [],
      'named, not there',
    );
    assert.deepEqual(
      [...existing].filter((folder) => !named.has(folder) && !isHolder(folder)),
      [],
      'there, not named',
    );
  });
  function isHolder(folder: string): boolean {
    return folder === 'client' || folder === 'server';
  }
});

describe('imports', () => {
  /** Which parts of the core each part may import. */
  const ALLOWED: Readonly<Record<string, readonly string[]>> = {
    syntax: [],
    catalog: [],
    values: ['syntax', 'catalog'],
    units: ['syntax', 'catalog', 'values'],
    rules: ['syntax', 'catalog', 'values', 'units'],
    features: ['syntax', 'catalog', 'values', 'units', 'rules'],
    cli: ['syntax', 'catalog', 'values', 'units', 'rules', 'features'],
  };
  const PURE = ['syntax', 'catalog', 'values', 'units', 'rules', 'features'];
  /** Packages that are plain data and functions. */
  const PLAIN_PACKAGES = ['vscode-languageserver-types', 'vscode-languageserver-textdocument'];

  for (const file of files.filter((each) => /^server\/src\/[a-z]+\/.*\.ts$/.test(each))) {
    const part = file.split('/')[2]!;
    test(file, () => {
      for (const [, from] of read(file).matchAll(/(?:from|import\()\s*'([^']+)'/g)) {
        if (from!.startsWith('.')) {
          const target = path.join(path.dirname(file), from!);
          const targetPart = path.relative('server/src', target).split('/')[0]!;
          const isEntry = targetPart.endsWith('.ts');
          assert.ok(
            targetPart === part || ALLOWED[part]?.includes(targetPart) || (part === 'cli' && isEntry),
            `${part} must not import ${from}`,
          );
        } else if (PURE.includes(part)) {
          assert.ok(PLAIN_PACKAGES.includes(from!), `the core must not import ${from}`);
        }
      }
    });
  }
});

describe('the manifest', () => {
  const manifest = JSON.parse(read('package.json'));
  test('has the settings of server/src/settings.ts, with the same defaults', () => {
    const properties = manifest.contributes.configuration.properties as Record<string, { default: unknown }>;
    assert.deepEqual(
      Object.entries(properties).map(([name, { default: preset }]) => [name, preset]),
      SETTINGS.map(({ name, default: preset }) => [name, preset]),
    );
  });
  test('activates by language only, and runs nothing in untrusted workspaces', () => {
    assert.equal(manifest.activationEvents, undefined);
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, true);
    assert.equal(manifest.capabilities.virtualWorkspaces, true);
  });
  test('has the version of the npm package', () => {
    assert.equal(JSON.parse(read('server/package.json')).version, manifest.version);
  });
});
