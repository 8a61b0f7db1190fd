/**
 * What systemd knows about unit files: sections, directives, the words that values may be, and since when.
 *
 * This is the only door to the facts in `facts/units.json`. Names are case-sensitive, as in systemd. Nothing is decoded
 * before it is asked for, and nothing twice.
 */
import { decodeReplacement, decodeRow, decodeWord, FACTS, NONE, nameOfRow, type ParserFact } from './facts.ts';

export type UnitType =
  | 'service'
  | 'socket'
  | 'target'
  | 'device'
  | 'mount'
  | 'automount'
  | 'swap'
  | 'timer'
  | 'path'
  | 'slice'
  | 'scope';

/** All unit types, the ones that people write most first. */
export const UNIT_TYPES: readonly UnitType[] = [
  'service',
  'socket',
  'target',
  'device',
  'mount',
  'automount',
  'swap',
  'timer',
  'path',
  'slice',
  'scope',
];

/** The systemd version that the facts are of. */
export const NEWEST: number = FACTS.systemd;

/** The older versions that the facts were compared with, newest first. What is between two of them is inferred. */
export const COMPARED: readonly number[] = FACTS.compared;

/** One word of an enumeration. */
export interface Word {
  readonly name: string;
  /** Compared versions that do not know the word. */
  readonly absentIn?: readonly number[];
  /** Accepted, but translated into a word of today with a notice: not to be proposed. */
  readonly obsolete?: true;
}

/** The words that a parser accepts as a whole value. */
export interface Words {
  /** In systemd's own order. */
  readonly words: readonly Word[];
  /** `yes`, `no`, `true`, `1`, … are accepted as well. */
  readonly booleanToo: boolean;
  /** Other values are accepted as well (numbers, `file:…`), so an unknown word need not be a mistake. */
  readonly open: boolean;
  /** An empty value is accepted and means the default. */
  readonly emptyResets: boolean;
}

/** What to write instead of an old name. */
export interface Replacement {
  readonly section: string;
  readonly name: string;
  /** The value keeps its meaning, so that only the name has to change. */
  readonly sameValue: boolean;
}

/** A directive of a section, as `src/core/load-fragment-gperf.gperf.in` lists it. */
export interface Directive {
  readonly section: string;
  readonly name: string;
  /** The function that judges the value, without `config_parse_`. */
  readonly parser: string;
  /** What tells several uses of a parser apart: the `ltype` column. */
  readonly argument?: string;
  /** The manual page without its section number; absent for what the manual leaves out, old names above all. */
  readonly page?: string;
  /** The anchor of the description in the HTML edition of the page, when it is not `Name=`. */
  readonly anchor?: string;
  /** The version that brought the directive, by the manual; it keeps no count of what came before 183. */
  readonly since?: number;
  /** Something beside the manual agrees with `since`; the manual alone is often some versions late. */
  readonly sinceConfirmed: boolean;
  /** Compared versions that do not know the directive. */
  readonly absentIn: readonly number[];
  /** Compared versions in which another parser, or the same with another argument, judged the value. */
  readonly parserIn?: Readonly<Record<number, ParserFact>>;
  /** Accepted with a warning and without effect. */
  readonly removed: boolean;
  /** For legacy and removed names only. */
  readonly replacement?: Replacement;
}

/** A name that systemd does not know any more, but units in the wild still carry. */
export interface DroppedDirective {
  readonly section: string;
  readonly name: string;
  /** The first version without it. */
  readonly droppedIn: number;
  readonly replacement?: Replacement;
}

/** The sections of a unit type, in systemd's order; `X-` sections are allowed beside them. */
export function sectionsOf(type: UnitType): readonly string[] {
  return types().get(type)!;
}

/** The unit types that have a section: one for `Service`, all for `Install`, none for an unknown one. */
export function typesWith(section: string): readonly UnitType[] {
  return UNIT_TYPES.filter((type) => sectionsOf(type).includes(section));
}

/** Is this a section of any unit type? */
export function isSection(name: string): boolean {
  return sections().includes(name);
}

/** All directives of a section: its own first, then those it shares with others. */
export function directivesOf(section: string): readonly Directive[] {
  let directives = inSection.get(section);
  if (!directives) {
    directives = groupsOf(section).flatMap((group) => [...group.keys()].map((name) => directive(section, name)!));
    inSection.set(section, directives);
  }
  return directives;
}

/** The directive of this name in this section, if systemd knows it. */
export function directive(section: string, name: string): Directive | undefined {
  const key = `${section}.${name}`;
  let found = decoded.get(key);
  if (found) return found;
  for (const group of groupsOf(section)) {
    const row = group.get(name);
    if (row === undefined) continue;
    found = makeDirective(section, row);
    decoded.set(key, found);
    return found;
  }
  return undefined;
}

/** The sections that have a directive of this name. */
export function sectionsWith(name: string): readonly string[] {
  return sections().filter((section) => groupsOf(section).some((group) => group.has(name)));
}

/** A name that systemd once knew in this section and does not know any more. */
export function droppedDirective(section: string, name: string): DroppedDirective | undefined {
  return dropped().get(`${section}.${name}`);
}

/** The words that a parser accepts, when it takes one word; a plain boolean has none. */
export function wordsOf(parser: string): Words | undefined {
  return words().get(parser);
}

/** All parsers that judge values, in the newest version and in the compared ones, sorted. */
export function parsers(): readonly string[] {
  const found = new Set<string>();
  for (const section of sections()) {
    for (const { parser, parserIn } of directivesOf(section)) {
      found.add(parser);
      for (const fact of Object.values(parserIn ?? {})) found.add(fact.parser);
    }
  }
  return [...found].sort();
}

/** Does this version know the directive? False only when that is sure. */
export function knownIn(directive: Directive, version: number): boolean {
  if (directive.absentIn.some((without) => version <= without)) return false;
  return !(directive.sinceConfirmed && version < directive.since!);
}

/** Does this version know the word? False only when that is sure. */
export function wordKnownIn(word: Word, version: number): boolean {
  return !word.absentIn?.some((without) => version <= without);
}

/**
 * What judges the value in this version. Between two compared versions the newer one speaks: parsers get more generous
 * with time, and a warning too few is better than a false one.
 */
export function parserFor(directive: Directive, version: number): ParserFact {
  const { parser, argument, parserIn } = directive;
  const judge = Math.min(...[NEWEST, ...COMPARED].filter((compared) => compared >= version));
  return parserIn?.[judge] ?? (argument === undefined ? { parser } : { parser, argument });
}

/** The place in the HTML edition of the manual that describes the directive. */
export function manualUrl(directive: Directive): string | undefined {
  const { name, page, anchor = `${name}=` } = directive;
  return page && `https://www.freedesktop.org/software/systemd/man/latest/${page}.html#${encodeURI(anchor)}`;
}

/** A specifier: the letter after `%`. */
export interface Specifier {
  readonly letter: string;
  /** Empty unless the unit is an instance of a template. */
  readonly needsInstance: boolean;
  /** systemd warns of it. */
  readonly deprecated: boolean;
  /** Compared versions that do not know it. */
  readonly absentIn: readonly number[];
}

/**
 * The specifiers by where they are expanded: in most values of a unit (`src/core/unit-printf.c`), in names of other
 * units (the same file), and in [Install] (`src/shared/install-printf.c`). `%%` is a percent sign everywhere.
 */
export const SPECIFIERS = {
  get unit(): readonly Specifier[] {
    return specifiers('unit');
  },
  get name(): readonly Specifier[] {
    return specifiers('name');
  },
  get install(): readonly Specifier[] {
    return specifiers('install');
  },
};

/** A unit that systemd.special(7) describes. */
export interface SpecialUnit {
  readonly name: string;
  /** The system manager has it. */
  readonly system: boolean;
  /** User managers have it. */
  readonly user: boolean;
  /** Pulled in by whoever provides it: `After=` alone is right for those who need it, `Wants=` is not. */
  readonly passive: boolean;
  readonly since?: number;
}

/** The units of systemd.special(7) by name. */
export const SPECIAL_UNITS: { readonly all: readonly SpecialUnit[]; get(name: string): SpecialUnit | undefined } = {
  get all(): readonly SpecialUnit[] {
    return [...specialUnits().values()];
  },
  get(name: string): SpecialUnit | undefined {
    return specialUnits().get(name);
  },
};

const inSection = new Map<string, readonly Directive[]>();
const decoded = new Map<string, Directive>();
const bySpecifierContext = new Map<string, readonly Specifier[]>();

const types = once(
  () => new Map(FACTS.types.map((line) => line.split(' ')).map(([type, ...names]) => [type as UnitType, names])),
);

const sections = once(() => [...new Set(UNIT_TYPES.flatMap((type) => sectionsOf(type)))]);

/** The groups of rows, each by name. */
const groups = once(() =>
  FACTS.groups.map((group) => ({
    sections: group.sections.split(' '),
    rows: new Map(group.rows.map((row) => [nameOfRow(row), row])),
  })),
);

const groupsBySection = once(
  () =>
    new Map(
      sections().map((section) => [
        section,
        groups()
          .filter((group) => group.sections.includes(section))
          .map((group) => group.rows),
      ]),
    ),
);

const words = once(
  () =>
    new Map(
      FACTS.words.map((line): [string, Words] => {
        const [head, list] = line.split(' | ') as [string, string];
        const [parser, ...flags] = head.split(' ') as [string, ...string[]];
        return [
          parser,
          {
            words: list.split(' ').map(makeWord),
            booleanToo: flags.includes('boolean'),
            open: flags.includes('open'),
            emptyResets: flags.includes('empty'),
          },
        ];
      }),
    ),
);

const dropped = once(
  () =>
    new Map(
      FACTS.dropped.map((line): [string, DroppedDirective] => {
        const [key, version, instead] = line.split(' ') as [string, string, string | undefined];
        const [section, name] = key.split('.') as [string, string];
        const replacement = instead === undefined ? {} : { replacement: { section, ...decodeReplacement(instead) } };
        return [key, { section, name, droppedIn: Number(version), ...replacement }];
      }),
    ),
);

const specialUnits = once(
  () =>
    new Map(
      FACTS.specialUnits.map((line): [string, SpecialUnit] => {
        const [name, ...rest] = line.split(' ') as [string, ...string[]];
        const since = rest.find((token) => /^\d/.test(token));
        return [
          name,
          {
            name,
            system: rest.includes('system'),
            user: rest.includes('user'),
            passive: rest.includes('passive'),
            ...(since === undefined ? {} : { since: Number(since) }),
          },
        ];
      }),
    ),
);

function specifiers(context: keyof typeof FACTS.specifiers): readonly Specifier[] {
  let list = bySpecifierContext.get(context);
  if (!list) {
    list = FACTS.specifiers[context].split(' ').map((token) => {
      const { name, absentIn, flag } = decodeWord(token);
      return {
        letter: name,
        needsInstance: flag === 'instance',
        deprecated: flag === 'deprecated',
        absentIn: absentIn ?? NONE,
      };
    });
    bySpecifierContext.set(context, list);
  }
  return list;
}

function groupsOf(section: string): readonly ReadonlyMap<string, string>[] {
  return groupsBySection().get(section) ?? NONE;
}

function makeWord(text: string): Word {
  const { flag, ...word } = decodeWord(text);
  return flag === 'obsolete' ? { ...word, obsolete: true } : word;
}

/** A decoded row becomes the directive itself, not a copy: completion asks for all of a section at once. */
function makeDirective(section: string, text: string): Directive {
  const row = decodeRow(text) as ReturnType<typeof decodeRow> & { section: string };
  row.section = section;
  if (row.replacement) row.replacement.section ??= section;
  return row as Directive;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
