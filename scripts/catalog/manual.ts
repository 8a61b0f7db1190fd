/**
 * Reads systemd's manual (`man/*.xml`): which page describes a directive, since which version, and under which anchor
 * the HTML edition of the page (`man/custom-html.xsl`) has it.
 */
import { fail, type Tree } from './source.ts';

export interface Entry {
  /** The page without the section number, for example `systemd.exec`. */
  readonly page: string;
  /** The version that the page names; the manual keeps no count of what came before 183. */
  readonly since?: number;
  /** The `id` of the term in the HTML page. */
  readonly anchor: string;
}

/** Which page describes the directives of which sections; the first that has the name wins. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  Unit: ['systemd.unit'],
  Install: ['systemd.unit'],
  Service: ['systemd.service', 'systemd.exec', 'systemd.kill', 'systemd.resource-control'],
  Socket: ['systemd.socket', 'systemd.exec', 'systemd.kill', 'systemd.resource-control'],
  Mount: ['systemd.mount', 'systemd.exec', 'systemd.kill', 'systemd.resource-control'],
  Swap: ['systemd.swap', 'systemd.exec', 'systemd.kill', 'systemd.resource-control'],
  Automount: ['systemd.automount'],
  Timer: ['systemd.timer'],
  Path: ['systemd.path'],
  Slice: ['systemd.slice', 'systemd.resource-control'],
  Scope: ['systemd.scope', 'systemd.kill', 'systemd.resource-control'],
};

/** A term in a list of directives, before its page is known. */
export interface Term {
  readonly names: readonly string[];
  /** The section that the heading above names, as in `[Install] Section Options`. */
  readonly heading?: string;
  readonly since?: number;
  readonly anchor: string;
}

/** The manual of one version: `entry()` finds the description of a directive. */
export class Manual {
  private readonly pages = new Map<string, readonly Term[]>();

  constructor(tree: Tree) {
    for (const page of new Set(Object.values(PAGES).flat())) {
      this.pages.set(page, readTerms(tree.read(`man/${page}.xml`), page));
    }
  }

  entry(section: string, name: string): Entry | undefined {
    const pages = PAGES[section] ?? fail('manual.ts', `say which manual pages describe the section [${section}]`);
    for (const page of pages) {
      const described = this.pages
        .get(page)!
        .filter(({ names, heading }) => names.includes(name) && (heading ?? section) === section);
      if (described.length > 1) fail(`man/${page}.xml`, `${name}= of [${section}] is described twice`);
      const [term] = described;
      if (term) return { page, anchor: term.anchor, ...(term.since === undefined ? {} : { since: term.since }) };
    }
    return undefined;
  }

  /** Everything that the pages describe, to find what no section has. */
  *described(): Generator<{ page: string; sections: string[]; name: string }> {
    for (const [page, terms] of this.pages) {
      const sections = Object.keys(PAGES).filter((section) => PAGES[section]!.includes(page));
      for (const { names, heading } of terms) {
        for (const name of names) yield { page, sections: heading === undefined ? sections : [heading], name };
      }
    }
  }
}

/** The terms of a page's `<variablelist class='unit-directives'>` lists. */
export function readTerms(xml: string, page: string): Term[] {
  const where = `man/${page}.xml`;
  const root = parseXml(xml, where);
  const terms: Term[] = [];
  // The HTML edition numbers a heading or first term that says the same as an earlier one.
  const seen = new Map<string, number>();
  const anchorOf = (element: Element): string => {
    const text = textOf(element);
    const count = seen.get(text) ?? 0;
    seen.set(text, count + 1);
    return text.replace(/\s+/g, ' ').trim() + (count === 0 ? '' : String(count));
  };

  const visit = (element: Element, heading: string | undefined, directives: boolean): void => {
    let under = heading;
    for (const child of element.children) {
      if (typeof child === 'string') continue;
      if (child.name === 'title' && /^refsect[12]$/.test(element.name)) {
        anchorOf(child);
        const section = /^\[(\w+)\]/.exec(textOf(child).trim())?.[1];
        if (section !== undefined) under = section;
      } else if (child.name === 'varlistentry') {
        const own = elements(child, 'term');
        if (own.length === 0) fail(where, 'an entry of a list has no term');
        const anchor = anchorOf(own[0]!);
        const items = elements(child, 'listitem');
        if (items.length !== 1) fail(where, `${anchor} has ${items.length} descriptions`);
        if (directives) terms.push(readEntry(own, items[0]!, anchor, under, where));
        visit(items[0]!, under, false);
      } else {
        const list = child.name === 'variablelist';
        visit(child, under, list ? /\bunit-directives\b/.test(child.attributes.class ?? '') : directives);
      }
    }
  };
  visit(root, undefined, false);
  return terms;
}

function readEntry(own: Element[], item: Element, anchor: string, heading: string | undefined, where: string): Term {
  const names = own.flatMap((term) =>
    elements(term, 'varname').map((varname) => {
      const name = /^([A-Z]\w*)=/.exec(textOf(varname).trim())?.[1];
      return name ?? fail(where, `unknown term '${textOf(term).trim()}' among the directives`);
    }),
  );
  if (names.length === 0) fail(where, `unknown term '${anchor}' among the directives`);
  const versions = elements(item, 'xi:include').filter(({ attributes }) => attributes.href === 'version-info.xml');
  if (versions.length > 1) fail(where, `${names[0]}= has ${versions.length} versions`);
  const pointer = versions[0]?.attributes.xpointer;
  if (pointer !== undefined && !/^v\d+$/.test(pointer)) fail(where, `unknown version '${pointer}' of ${names[0]}=`);
  return {
    names,
    anchor,
    ...(heading === undefined ? {} : { heading }),
    ...(pointer === undefined ? {} : { since: Number(pointer.slice(1)) }),
  };
}

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

/** As much of XML as the manual uses: elements, attributes, comments, CDATA, a document type, five entities. */
export function parseXml(xml: string, where: string): Element {
  interface Open {
    name: string;
    attributes: Record<string, string>;
    children: (Element | string)[];
  }
  const root: Open = { name: '', attributes: {}, children: [] };
  const open: Open[] = [root];
  const tokens =
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*(?:\[[\s\S]*?\]\s*)?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w:-]+)\s*>|<([\w:-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)|</g;
  for (const token of xml.matchAll(tokens)) {
    const [whole, data, closing, opening, attributes, empty, text] = token;
    const top = open.at(-1)!;
    if (data !== undefined) top.children.push(data);
    else if (text !== undefined)
      top.children.push(text.replace(/&([\w#]+);/g, (entity, name) => ENTITIES[name] ?? entity));
    else if (opening !== undefined) {
      const element: Open = { name: opening, attributes: {}, children: [] };
      for (const [, key, value] of (attributes ?? '').matchAll(/([\w:-]+)\s*=\s*["']([^"']*)["']/g)) {
        element.attributes[key!] = value!;
      }
      top.children.push(element);
      if (empty === '') open.push(element);
    } else if (closing !== undefined) {
      if (open.length < 2 || top.name !== closing) fail(where, `</${closing}> does not close <${top.name}>`);
      open.pop();
    } else if (whole === '<') {
      fail(where, `unknown markup '${xml.slice(token.index, token.index + 30).replace(/\s+/g, ' ')}'`);
    }
  }
  if (open.length > 1) fail(where, `<${open.at(-1)!.name}> is never closed`);
  const [first] = elements(root);
  return first ?? fail(where, 'there is no element');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The child elements, all of them or those of one name. */
export function elements(parent: Element, name?: string): Element[] {
  return parent.children.filter(
    (child): child is Element => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
