import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { capture } from './progress.ts';
import { root } from './root.ts';

interface Check {
  readonly name: string;
  /** A script for Node, and its arguments. */
  readonly command: readonly string[];
}

/** Runs all checks at once, shows a line for each and what the failed ones say. Gives an exit status. */
export async function check(): Promise<number> {
  const results = await Promise.all(
    checks().map(async ({ name, command }) => {
      const begun = Date.now();
      const { code, output } = await capture(process.execPath, command, { cwd: root });
      const seconds = ((Date.now() - begun) / 1000).toFixed(1);
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
      return { name, code, output };
    }),
  );
  const failed = results.filter(({ code }) => code !== 0);
  for (const { name, output } of failed) console.log(`\n── ${name} ──\n${output.trim()}`);
  if (failed.length > 0)
    console.log(`\n${failed.length} of ${results.length} checks failed. npm run fix mends format and simple lint.`);
  return failed.length > 0 ? 1 : 0;
}

function checks(): Check[] {
  const modules = path.join(root, 'node_modules');
  const tsc = path.join(modules, 'typescript/bin/tsc');
  const biome = path.join(modules, '@biomejs/biome/bin/biome');
  const tty = process.stdout.isTTY === true;
  const list: Check[] = projects().map((project) => ({
    name: `types of ${project}`,
    command: [tsc, '--pretty', String(tty), '-p', project],
  }));
  // Without --error-on-warnings, a warning would be seen by nobody.
  list.push({
    name: 'format and lint',
    command: [biome, 'ci', '--error-on-warnings', '--diagnostic-level=warn', ...(tty ? [] : ['--colors=off'])],
  });
  if (existsSync(path.join(root, 'scripts/generate.ts'))) {
    list.push({ name: 'generated files', command: ['scripts/generate.ts', '--check'] });
  }
  return list;
}

/** The parts of the project, each with its own view of the world: what the root tsconfig.json lists. */
function projects(): string[] {
  const text = readFileSync(path.join(root, 'tsconfig.json'), 'utf8');
  return [...text.matchAll(/"path":\s*"\.\/([^"]+)"/g)].map((match) => match[1] ?? '');
}
