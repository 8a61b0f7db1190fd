/** Which sections does a unit type have? Reads `.sections` of each `UnitVTable` in `src/core/*.c`. */
import { bracketed, fail, splitArguments, stripComments, type Tree } from './source.ts';
import type { Sources } from './tables.ts';

/** Unit type → its sections, in systemd's order, for every word of the table `unit_type` (`src/basic/unit-def.c`). */
export function readUnitTypes(tree: Tree, sources: Sources): Map<string, readonly string[]> {
  const types = sources.table('unit_type') ?? fail('src/basic/unit-def.c', 'there is no string table unit_type');
  return new Map(
    types.words.map((type) => {
      const path = `src/core/${type}.c`;
      return [type, readSections(stripComments(tree.read(path)), type, path)];
    }),
  );
}

/** The sections in `const UnitVTable TYPE_vtable = { .sections = "Unit\0" "Service\0" … }`. */
export function readSections(code: string, type: string, where: string): string[] {
  const start = new RegExp(`\\bUnitVTable\\s+${type}_vtable\\s*=\\s*\\{`).exec(code);
  if (!start) fail(where, `${type}_vtable is not there`);
  const members = splitArguments(bracketed(code, start.index + start[0].length - 1, where));
  const value = members.map((member) => /^\.sections\s*=\s*([\s\S]+)$/.exec(member)?.[1]).find((found) => found);
  if (value === undefined) fail(where, `${type}_vtable names no sections`);
  const sections = [...value.matchAll(/"(\w+)\\0"/g)].map((match) => match[1]!);
  if (sections.map((section) => `"${section}\\0"`).join('') !== value.replace(/\s+/g, '') || sections.length === 0) {
    fail(where, `unknown list of sections '${value.trim()}'`);
  }
  return sections;
}
