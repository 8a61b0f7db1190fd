/** Specifiers in values: what `%n`, `%i` … become (`src/shared/specifier.c`, `src/core/unit-printf.c`). */
import { SPECIFIERS, UNIT_TYPES } from '../../catalog/lookup.ts';
import type { Text } from '../../syntax/text.ts';
import type { Context, Problem } from '../value-type.ts';

/** Where specifiers are expanded: in most values, in names of other units, in [Install]. */
export type SpecifierPlace = 'unit' | 'name' | 'install';

/** `src/shared/specifier.h: POSSIBLE_SPECIFIERS`: what must not follow a percent sign unless it is known. */
const POSSIBLE = /[A-Za-z0-9%]/;

/** A name for units that have none yet: they may become an instance. */
const SOME_UNIT = 'unit@instance.service';

/** A template is judged as one of its instances, for it is never loaded as it stands. */
const SOME_INSTANCE = 'instance';

export interface Expansion {
  /** The text with specifiers replaced; a plausible value stands for what only the machine knows. */
  readonly value: string;
  /** Offset of the percent sign of the first specifier that is not known there; systemd refuses the text then. */
  readonly unknownAt: number | undefined;
}

/** Replaces specifiers (`specifier_printf`, `unit_full_printf`, `unit_name_printf`, `install_name_printf`). */
export function expandSpecifiers(text: string, place: SpecifierPlace, context: Context): Expansion {
  if (!text.includes('%')) return { value: text, unknownAt: undefined };
  const known = new Map<string, string>();
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf('%'); at >= 0 && at + 1 < text.length; at = text.indexOf('%', from)) {
    const letter = text[at + 1]!;
    let replacement = letter === '%' ? '%' : known.get(letter);
    if (replacement === undefined) {
      if (isKnown(letter, place, context.version)) replacement = replacementOf(letter, context);
      else if (POSSIBLE.test(letter)) return { value: text, unknownAt: at };
      else replacement = `%${letter}`;
      known.set(letter, replacement);
    }
    parts.push(text.slice(from, at), replacement);
    from = at + 2;
  }
  parts.push(text.slice(from));
  return { value: parts.join(''), unknownAt: undefined };
}

/** The problem of an unknown specifier in a value, for value types that expand the whole of it. */
export function specifierProblem(value: Text, offset: number, unknownAt: number, context: Context): Problem {
  const start = offset + unknownAt;
  const specifier = value.value.slice(start, start + 2);
  return {
    code: 'invalid-specifier',
    start,
    end: start + 2,
    message: `systemd ${context.section === 'Install' ? 'cannot enable the unit' : 'ignores this line'}: it knows no specifier “${specifier}” here. A plain percent sign is “%%”.`,
    instead: [`%${specifier}`],
  };
}

function isKnown(letter: string, place: SpecifierPlace, version: number): boolean {
  return SPECIFIERS[place].some(
    (each) => each.letter === letter && !each.absentIn.some((without) => version <= without),
  );
}

function replacementOf(letter: string, context: Context): string {
  const id = (context.unitName ?? SOME_UNIT).replace(/^([^@]*@)(?=\.[a-z]+$)/, `$1${SOME_INSTANCE}`);
  const stem = UNIT_TYPES.some((type) => id.endsWith(`.${type}`)) ? id.slice(0, id.lastIndexOf('.')) : id;
  const at = stem.indexOf('@');
  const prefix = at < 0 ? stem : stem.slice(0, at);
  const instance = at < 0 ? '' : stem.slice(at + 1);
  const isUser = context.scope === 'user';
  switch (letter) {
    case 'n':
      return id;
    case 'N':
      return stem;
    case 'p':
      return prefix;
    case 'P':
      return unescapeName(prefix);
    case 'i':
      return instance;
    case 'I':
      return unescapeName(instance);
    case 'j':
      return prefix.slice(prefix.lastIndexOf('-') + 1);
    case 'J':
      return unescapeName(prefix.slice(prefix.lastIndexOf('-') + 1));
    case 'f':
      return `/${unescapeName(instance === '' ? prefix : instance)}`;
    case 'y':
      return `/etc/systemd/${context.scope}/${id}`;
    case 'Y':
      return `/etc/systemd/${context.scope}`;
    default:
      return (isUser ? USER_VALUES[letter] : undefined) ?? SYSTEM_VALUES[letter] ?? 'x';
  }
}

/** What the system manager makes of them on a plausible machine; only their shape matters. */
const SYSTEM_VALUES: Readonly<Record<string, string>> = {
  a: 'x86-64',
  A: '',
  b: '22c732b485384947b5c7881836666b15',
  B: '',
  c: '/system.slice/unit.service',
  C: '/var/cache',
  d: '/run/credentials/unit.service',
  D: '/usr/share',
  E: '/etc',
  g: 'root',
  G: '0',
  h: '/root',
  H: 'host',
  l: 'host',
  L: '/var/log',
  m: '22c732b485384947b5c7881836666b15',
  M: '',
  o: 'debian',
  q: 'host',
  r: '',
  R: '',
  s: '/bin/sh',
  S: '/var/lib',
  t: '/run',
  T: '/tmp',
  u: 'root',
  U: '0',
  v: '6.12.0',
  V: '/var/tmp',
  w: '13',
  W: '',
};

const USER_VALUES: Readonly<Record<string, string>> = {
  C: '/home/user/.cache',
  d: '/run/user/1000/credentials/unit.service',
  D: '/home/user/.local/share',
  E: '/home/user/.config',
  g: 'user',
  G: '1000',
  h: '/home/user',
  L: '/home/user/.local/state/log',
  S: '/home/user/.local/state',
  t: '/run/user/1000',
  u: 'user',
  U: '1000',
};

/** `\x2d` → `-`, and `-` → `/` (`src/basic/unit-name.c: unit_name_unescape`). */
export function unescapeName(name: string): string {
  return name
    .replaceAll('-', '/')
    .replace(/\\x([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
