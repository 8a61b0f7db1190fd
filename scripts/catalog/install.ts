/**
 * The [Install] section. The unit file loader ignores it (`NULL` in its table); `systemctl enable` reads it with a
 * table of its own, `ConfigTableItem items[]` in `src/shared/install.c`.
 */
import type { Row } from './gperf.ts';
import { bracketed, fail, splitArguments, stringLiteral, stripComments } from './source.ts';

export const INSTALL = 'src/shared/install.c';

export function readInstall(source: string): Row[] {
  const code = stripComments(source);
  const start = /\bConfigTableItem\s+items\[\]\s*=\s*\{/.exec(code);
  if (!start) fail(INSTALL, 'the table of [Install] is not there');
  const rows: Row[] = [];
  for (const item of splitArguments(bracketed(code, start.index + start[0].length - 1, INSTALL))) {
    if (item === '{}') break;
    const columns = splitArguments(/^\{([\s\S]*)\}$/.exec(item)?.[1] ?? '');
    const [section, name] = columns.slice(0, 2).map(stringLiteral);
    const parser = /^config_parse_(\w+)$/.exec(columns[2] ?? '')?.[1];
    if (columns.length !== 5 || section !== 'Install' || name === undefined || parser === undefined) {
      fail(INSTALL, `not a row of the [Install] table: '${item}'`);
    }
    const argument = columns[3]!;
    rows.push({ section, name, parser, ...(argument === '0' ? {} : { argument }) });
  }
  return rows;
}

/** The rows of the loader with those of [Install] taken from the table that really reads them. */
export function withInstall(loader: readonly Row[], install: readonly Row[]): Row[] {
  const ignored = loader.filter(({ parser }) => parser === 'NULL').map(({ section, name }) => `${section}.${name}`);
  const read = install.map(({ section, name }) => `${section}.${name}`);
  for (const key of ignored) if (!read.includes(key)) fail(INSTALL, `nothing reads ${key}, which the loader ignores`);
  for (const key of read) if (!ignored.includes(key)) fail(INSTALL, `the loader does not know ${key}`);
  return [...loader.filter(({ parser }) => parser !== 'NULL'), ...install];
}
