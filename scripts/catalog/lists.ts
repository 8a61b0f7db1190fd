/** Word lists beside the directives: specifiers and special units. */

import { type Element, elements, parseXml, textOf } from './manual.ts';
import { bracketed, fail, functionBody, splitArguments, stripComments, type Tree } from './source.ts';

/** Where specifiers are expanded, and the function with the table: the three do not know the same letters. */
const SPECIFIER_TABLES = {
  unit: { path: 'src/core/unit-printf.c', name: 'unit_full_printf_full' },
  name: { path: 'src/core/unit-printf.c', name: 'unit_name_printf' },
  install: { path: 'src/shared/install-printf.c', name: 'install_name_printf' },
} as const;

export type SpecifierContext = keyof typeof SPECIFIER_TABLES;
export const SPECIFIER_CONTEXTS = Object.keys(SPECIFIER_TABLES) as SpecifierContext[];

export interface SpecifierFact {
  readonly letter: string;
  /** Empty unless the unit is an instance of a template. */
  readonly needsInstance: boolean;
  /** systemd warns of it. */
  readonly deprecated: boolean;
}

export function readSpecifiers(tree: Tree, context: SpecifierContext): SpecifierFact[] {
  const { path, name } = SPECIFIER_TABLES[context];
  return specifierTable(stripComments(tree.read(path)), name, stripComments(tree.read('src/shared/specifier.h')), path);
}

/** The entries of `const Specifier table[]` in a function, with the macros of `src/shared/specifier.h` in place. */
export function specifierTable(code: string, name: string, header: string, where: string): SpecifierFact[] {
  const body = functionBody(code, name) ?? fail(where, `${name}() is not there`);
  const start = /\bSpecifier\s+table\[\]\s*=\s*\{/.exec(body);
  if (!start) fail(where, `${name}() has no table of specifiers`);
  const found: SpecifierFact[] = [];
  const add = (entries: string): void => {
    for (const entry of splitArguments(entries)) {
      if (entry === '{}') continue;
      const specifier = /^\{\s*'(\w)',\s*(\w+),\s*([^}]*)\}$/.exec(entry);
      const macro = /^(COMMON_\w+)(?:\(.*\))?$/.exec(entry)?.[1];
      if (specifier) {
        const [, letter, callback, data] = specifier as unknown as [string, string, string, string];
        const needsInstance = /^specifier_instance/.test(callback) || /->instance\b/.test(data);
        const deprecated = /\bbad_specifier\(/.test(functionBody(code, callback) ?? '');
        found.push({ letter, needsInstance, deprecated });
      } else if (macro !== undefined) {
        const definition = new RegExp(`#define ${macro}\\b(?:\\([^)]*\\))?((?:.*\\\\\\n)*.*)`).exec(header)?.[1];
        add((definition ?? fail(where, `the macro ${macro} is not in specifier.h`)).replaceAll('\\\n', '\n'));
      } else {
        fail(where, `unknown entry '${entry}' in the specifiers of ${name}()`);
      }
    }
  };
  add(bracketed(body, start.index + start[0].length - 1, where));
  return found;
}

export interface SpecialUnitFact {
  readonly name: string;
  readonly system: boolean;
  readonly user: boolean;
  /** Pulled in by the unit that provides it, not by those that need it. */
  readonly passive: boolean;
  readonly since?: number;
}

const SPECIAL = 'man/systemd.special.xml';

/** The headings of systemd.special(7): which manager has the units below, and whether they are passive. */
const HEADINGS: Readonly<Record<string, { manager: 'system' | 'user'; passive: boolean }>> = {
  'Special System Units': { manager: 'system', passive: false },
  'Special System Units for Devices': { manager: 'system', passive: false },
  'Special Passive System Units': { manager: 'system', passive: true },
  'Special Slice Units': { manager: 'system', passive: false },
  'Special User Units': { manager: 'user', passive: false },
  'Special Passive User Units': { manager: 'user', passive: true },
  'Special User Slice Units': { manager: 'user', passive: false },
};

export function readSpecialUnits(xml: string): SpecialUnitFact[] {
  const root = parseXml(xml, SPECIAL);
  const units = new Map<string, { system: boolean; user: boolean; passive: boolean; since?: number }>();
  const add = (name: string, manager: 'system' | 'user', passive: boolean, since?: number): void => {
    if (!/^[-@\w]+\.(service|socket|target|mount|slice|scope)$/.test(name)) fail(SPECIAL, `unknown unit '${name}'`);
    const unit = units.get(name);
    if (unit) unit[manager] = true;
    else {
      const managers = { system: manager === 'system', user: manager === 'user' };
      units.set(name, { ...managers, passive, ...(since === undefined ? {} : { since }) });
    }
  };
  const sections = elements(root, 'refsect1').flatMap((section) => elements(section, 'refsect2'));
  if (sections.length === 0) fail(SPECIAL, 'there are no sections');
  for (const section of sections) {
    const title = elements(section, 'title').map(textOf).join('').trim();
    const { manager, passive } = HEADINGS[title] ?? fail(SPECIAL, `unknown heading '${title}'`);
    for (const entry of elements(section, 'variablelist').flatMap((list) => elements(list, 'varlistentry'))) {
      const since = elements(entry, 'listitem').flatMap(versions)[0];
      for (const term of elements(entry, 'term')) add(textOf(term).trim(), manager, passive, since);
    }
    // The user manager's list continues in a sentence that names units of the system manager.
    if (manager === 'user') {
      for (const file of elements(section, 'para').flatMap((para) => elements(para, 'filename'))) {
        if (units.has(textOf(file))) add(textOf(file), 'user', passive);
      }
    }
  }
  // A few are named in the synopsis only.
  for (const para of elements(root, 'refsynopsisdiv').flatMap((synopsis) => elements(synopsis, 'para'))) {
    for (const file of elements(para, 'filename')) {
      if (!units.has(textOf(file))) add(textOf(file), 'system', false);
    }
  }
  return [...units].map(([name, unit]) => ({ name, ...unit })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function versions(item: Element): number[] {
  return elements(item, 'xi:include')
    .filter(({ attributes }) => attributes.href === 'version-info.xml')
    .map(({ attributes }) =>
      Number(/^v(\d+)$/.exec(attributes.xpointer ?? '')?.[1] ?? fail(SPECIAL, 'unknown version')),
    );
}
