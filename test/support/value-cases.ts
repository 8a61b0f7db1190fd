/** Values to judge: good ones, those of other directives, and what one gets by mistyping them. */
import {
  type Directive,
  directivesOf,
  knownIn,
  parserFor,
  sectionsOf,
  UNIT_TYPES,
  type UnitType,
  wordsOf,
} from '../../server/src/catalog/lookup.ts';
import type { Case } from './judge.ts';
import type { random } from './random.ts';
import { SAMPLES } from './value-samples.ts';

type Random = ReturnType<typeof random>;

/** Of everything. Each value type adds its own good ones in `value-samples.ts`. */
const COMMON = [
  '',
  'yes',
  'no',
  'true',
  'on',
  '0',
  '1',
  '-1',
  '+1',
  '42',
  '0x10',
  '007',
  '4294967296',
  '18446744073709551616',
  '1.5',
  'infinity',
  'auto',
  'none',
  'default',
  '5s',
  '1min 30s',
  '2h30m',
  '5 minuts',
  '1y',
  'daily',
  '10%',
  '100%',
  '150%',
  '0.5%',
  '1K',
  '4M',
  '2G',
  '1.5G',
  '1Ki',
  '512MB',
  '64:128',
  '/usr',
  '/',
  '/a/../b',
  '/a//b/./c/',
  'a/b',
  '-/etc/x',
  '+/etc/x',
  '-',
  '/tmp/%n',
  '%i',
  '%%',
  '%',
  '%Z',
  '%h/x',
  'a.service',
  'b.socket',
  'c.target',
  'foo',
  'foo@.service',
  'foo@bar.service',
  'a b c',
  '"a b" c',
  "'x'",
  '"unbalanced',
  'a\\x20b',
  'a\\qb',
  'back\\\\slash',
  'x,y,z',
  'a:b',
  'a:b:c',
  'A=b',
  '"A=b c" D=e',
  'root',
  'nobody',
  '0:0',
  '1000',
  'a-b_c.d',
  '@system-service',
  '~@clock',
  'CAP_CHOWN',
  '~CAP_SYS_ADMIN',
  'AF_INET AF_UNIX',
  '127.0.0.1',
  '10.0.0.0/8',
  '::1',
  '[::1]:80',
  '0.0.0.0:80',
  'any',
  'localhost',
  'x86-64',
  'SIGTERM',
  'TERM',
  '15',
  'SIGRTMIN+3',
  'man:foo(1)',
  'https://example.com/',
  'file:/x',
  'file:///x',
  'journal',
  'null',
  'main',
  'é',
  '日本',
  'a\u00a0b',
  '!yes',
  '|no',
  '~',
  '@',
  ';',
];

/** The directives whose values are judged, for a unit type. */
export function directivesFor(type: UnitType): Directive[] {
  return sectionsOf(type)
    .filter((section) => section !== 'Install')
    .flatMap((section) => directivesOf(section));
}

/** Types of which systemd loads files. */
export const JUDGED_TYPES: readonly UnitType[] = UNIT_TYPES.filter((type) => type !== 'device' && type !== 'scope');

export interface CaseOptions {
  readonly version: number;
  /** Values for each directive and unit type. */
  readonly each: number;
  readonly only?: (directive: Directive, parser: string) => boolean;
}

/**
 * Random cases by unit type. What several types share ([Unit], execution, resources) is judged with one of them most of
 * the time, so that the rest gets its share.
 */
export function casesFor(
  { pick, chance, integer }: Random,
  { version, each, only }: CaseOptions,
): Map<UnitType, Case[]> {
  const cases = new Map<UnitType, Case[]>();
  const seen = new Set<string>();
  for (const type of JUDGED_TYPES) {
    const ofType: Case[] = [];
    for (const directive of directivesFor(type)) {
      if (!knownIn(directive, version)) continue;
      const { parser } = parserFor(directive, version);
      if (only && !only(directive, parser)) continue;
      const key = `${directive.section === 'Unit' ? 'Unit.' : ''}${directive.name} ${parser}`;
      const count = seen.has(key) ? Math.ceil(each / 6) : each;
      seen.add(key);
      for (let i = 0; i < count; i++) ofType.push({ type, directive, value: valueFor(parser) });
    }
    if (ofType.length > 0) cases.set(type, ofType);
  }
  return cases;

  function valueFor(parser: string): string {
    const own = [...(SAMPLES[parser] ?? []), ...(wordsOf(parser)?.words.map((word) => word.name) ?? [])];
    let value = own.length > 0 && chance(0.7) ? pick(own) : pick(COMMON);
    if (own.length > 0 && chance(0.15)) value = value + pick([' ', ' ', ',', ':', '  ']) + pick(own);
    const mistakes = chance(0.45) ? 1 + integer(2) : 0;
    for (let i = 0; i < mistakes; i++) value = mistyped(value);
    // A line has no line ends, and white space at its ends is gone; a backslash at its end would join the next line.
    return value
      .replace(/[\r\n\0]/g, '')
      .replace(/[\\\s]+$/, '')
      .trim();
  }

  function mistyped(value: string): string {
    const at = integer(value.length + 1);
    const put = (text: string): string => value.slice(0, at) + text + value.slice(at);
    switch (integer(8)) {
      case 0:
        return value.slice(0, at) + value.slice(at + 1);
      case 1:
        return put(
          pick([' ', '.', '/', '%', ':', ',', '-', '=', '@', '+', '~', '!', '"', "'", '\\', 'x', '0', '9', 'é', '#']),
        );
      case 2:
        return put(
          pick(
            // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of systemd
            ['%n', '%i', '%Q', '%%', '..', '//', '\\x2d', '\\t', '  ', '-1', '/../', '@x', '${A}', '$B'],
          ),
        );
      case 3:
        return (
          value.slice(0, at) +
          value
            .slice(at, at + 2)
            .split('')
            .reverse()
            .join('') +
          value.slice(at + 2)
        );
      case 4:
        return value.toUpperCase();
      case 5:
        return pick(['-', '+', '!', '~', '@', ':', '|', '%', '"', "'", '/']) + value;
      case 6:
        return value + pick(['%', '/', ':', '"', "'", '=', '.', ',', '@', 's', 'K', '0', 'x']);
      default:
        return value + value.slice(at);
    }
  }
}
