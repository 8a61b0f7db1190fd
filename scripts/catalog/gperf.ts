/**
 * Reads `src/core/load-fragment-gperf.gperf.in`: the table of every directive that the unit file loader knows.
 *
 * The file is gperf input made by Jinja. Of Jinja it uses comments, three macros with one parameter, calls of them, and
 * `{% if HAVE_… %}` around what needs a library; the enabled branch is taken, as distributions build it.
 */
import { fail, splitArguments } from './source.ts';

export const GPERF = 'src/core/load-fragment-gperf.gperf.in';

export interface Row {
  readonly section: string;
  readonly name: string;
  /** Without `config_parse_`; `NULL` for [Install], which another loader reads. */
  readonly parser: string;
  /** The `ltype` column, when it is not 0. */
  readonly argument?: string;
  /** The field that the value lands in, as written: `offsetof(Unit, description)`; absent when the parser decides. */
  readonly target?: string;
  /** The macro that made the row, shared by several sections. */
  readonly macro?: string;
}

interface Line {
  readonly text: string;
  readonly where: string;
}

const NO_PARSER = 'NULL';

export function readGperf(source: string): Row[] {
  const macros = new Map<string, { parameter: string; lines: Line[] }>();
  const plain: Line[] = [];
  let into = plain;
  let macro: string | undefined;
  const branches: boolean[] = [];

  for (const line of numberedLines(source)) {
    const tag = /^\{%-?\s*(.*?)\s*-?%\}$/.exec(line.text)?.[1];
    if (tag === undefined) {
      if (branches.every((taken) => taken)) into.push(line);
      continue;
    }
    const opening = /^macro (\w+)\((\w+)\)$/.exec(tag);
    if (opening) {
      if (macro !== undefined) fail(line.where, `the macro ${opening[1]} starts inside ${macro}`);
      macro = opening[1]!;
      into = [];
      macros.set(macro, { parameter: opening[2]!, lines: into });
    } else if (tag === 'endmacro') {
      if (macro === undefined) fail(line.where, 'endmacro without a macro');
      macro = undefined;
      into = plain;
    } else if (/^if (HAVE|ENABLE)_\w+$/.test(tag)) {
      branches.push(true);
    } else if (tag === 'else') {
      if (branches.pop() !== true) fail(line.where, 'else without an if');
      branches.push(false);
    } else if (tag === 'endif') {
      if (branches.pop() === undefined) fail(line.where, 'endif without an if');
    } else {
      fail(line.where, `unknown template construct '${line.text}'`);
    }
  }
  if (macro !== undefined) fail(GPERF, `the macro ${macro} is never ended`);
  if (branches.length > 0) fail(GPERF, 'an if is never ended');

  const rows: Row[] = [];
  for (const line of afterMarker(plain)) {
    const call = /^\{\{\s*(\w+)\('(\w+)'\)\s*\}\}$/.exec(line.text);
    if (!call) {
      rows.push(readRow(line));
      continue;
    }
    const [, name, section] = call as unknown as [string, string, string];
    const called = macros.get(name) ?? fail(line.where, `the macro ${name} is not defined`);
    const parameter = new RegExp(`\\{\\{\\s*${called.parameter}\\s*\\}\\}`, 'g');
    for (const inner of called.lines) {
      rows.push({ ...readRow({ where: inner.where, text: inner.text.replace(parameter, section) }), macro: name });
    }
  }

  const seen = new Set<string>();
  for (const { section, name } of rows) {
    if (seen.has(`${section}.${name}`)) fail(GPERF, `${section}.${name} is listed twice`);
    seen.add(`${section}.${name}`);
  }
  return rows;
}

/** The lines with something on them, comments taken out. */
function numberedLines(source: string): Line[] {
  const withoutComments = source.replace(/\{#[\s\S]*?#\}/g, (comment) => comment.replace(/[^\n]/g, ''));
  return withoutComments
    .split('\n')
    .map((text, index) => ({ text: text.trim(), where: `${GPERF}:${index + 1}` }))
    .filter(({ text }) => text !== '');
}

/** gperf's declarations end at `%%`; only what follows are rows. */
function afterMarker(lines: Line[]): Line[] {
  const marker = lines.findIndex(({ text }) => text === '%%');
  if (marker < 0) fail(GPERF, 'no %% line before the rows');
  return lines.slice(marker + 1);
}

function readRow({ text, where }: Line): Row {
  const columns = splitArguments(text);
  const [key, parse, argument, target] = columns;
  const path = /^([A-Z]\w*)\.([A-Z]\w*)$/.exec(key ?? '');
  const parser = parse === NO_PARSER ? NO_PARSER : /^config_parse_(\w+)$/.exec(parse ?? '')?.[1];
  if (columns.length !== 4 || !path || parser === undefined) fail(where, `not a row of four columns: '${text}'`);
  if (!/^\w+$/.test(argument!)) fail(where, `unknown ltype '${argument}'`);
  if (!/^(0|offsetof\(\w+, [\w.[\]]+\))$/.test(target!)) fail(where, `unknown data column '${target}'`);
  return {
    section: path[1]!,
    name: path[2]!,
    parser,
    ...(argument === '0' ? {} : { argument: argument! }),
    ...(target === '0' ? {} : { target: target! }),
  };
}
