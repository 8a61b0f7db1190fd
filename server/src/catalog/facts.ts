/**
 * The generated facts (`facts/units.json`) and how to read them.
 *
 * The file keeps one string a row, so that it stays small, can be reviewed as a diff, and costs nothing to load: a row
 * is taken apart when somebody asks for it. `scripts/catalog/encode.ts` writes what this file reads.
 */
import data from './facts/units.json' with { type: 'json' };

export interface Facts {
  readonly about: string;
  /** The version that the facts are of. */
  readonly systemd: number;
  /** The older versions that it was compared with, newest first. */
  readonly compared: readonly number[];
  /** `service Unit Service Install`: a unit type and its sections. */
  readonly types: readonly string[];
  /** Rows that one or several sections share; a section has the rows of all groups that name it. */
  readonly groups: readonly { readonly sections: string; readonly rows: readonly string[] }[];
  /** `job_mode | fail lenient!257,252 syslog:obsolete …`, flags before the bar: `boolean`, `open`, `empty`. */
  readonly words: readonly string[];
  /** `Unit.Names 186`, perhaps with `now:Name`: what systemd no longer knows, and the first version without it. */
  readonly dropped: readonly string[];
  /** For each context its letters: `i:instance`, `c:deprecated`, `D!252`. */
  readonly specifiers: { readonly unit: string; readonly name: string; readonly install: string };
  /** `network.target system passive`, perhaps with the version that brought it. */
  readonly specialUnits: readonly string[];
}

/**
 * A row of a group, taken apart. As text:
 *
 *     Name parser[:argument] page since [!257,252] [257=parser[:argument]] [removed] [same:Name] [now:Name] [#anchor]
 *
 * `-` stands for no page and no version; `244~` is a version that the manual alone gives; `same:` and `now:` name the
 * replacement, as `Section.Name` when it is in another section; the anchor is there when it is not `Name=`, and is last
 * because it may have spaces.
 */
export interface FactRow {
  readonly name: string;
  readonly parser: string;
  readonly argument?: string;
  readonly page?: string;
  readonly since?: number;
  readonly sinceConfirmed: boolean;
  readonly absentIn: readonly number[];
  readonly parserIn?: Readonly<Record<number, ParserFact>>;
  readonly removed: boolean;
  readonly replacement?: { readonly name: string; section?: string; readonly sameValue: boolean };
  readonly anchor?: string;
}

export interface ParserFact {
  readonly parser: string;
  readonly argument?: string;
}

export const FACTS: Facts = data;

export const NONE: readonly never[] = Object.freeze([]);

export function nameOfRow(row: string): string {
  return row.slice(0, row.indexOf(' '));
}

export function decodeRow(text: string): FactRow {
  const hash = text.indexOf(' #');
  const tokens = (hash < 0 ? text : text.slice(0, hash)).split(' ');
  const [name, parser, page, since] = tokens as [string, string, string, string];
  const sinceConfirmed = since !== '-' && !since.endsWith('~');
  const row: Mutable<FactRow> = { name, parser, sinceConfirmed, absentIn: NONE, removed: false };
  setParser(row, parser);
  if (page !== '-') row.page = page;
  if (since !== '-') row.since = Number.parseInt(since, 10);
  for (let at = 4; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token.startsWith('!')) row.absentIn = versions(token.slice(1));
    else if (token === 'removed') row.removed = true;
    else if (token.startsWith('same:') || token.startsWith('now:')) row.replacement = decodeReplacement(token);
    else {
      row.parserIn = {
        ...row.parserIn,
        [Number.parseInt(token, 10)]: setParser({ parser }, token.slice(token.indexOf('=') + 1)),
      };
    }
  }
  if (hash >= 0) row.anchor = text.slice(hash + 2);
  return row;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Takes `parser` or `parser:argument` apart. */
function setParser<T extends Mutable<ParserFact>>(into: T, text: string): T {
  const colon = text.indexOf(':');
  into.parser = colon < 0 ? text : text.slice(0, colon);
  if (colon >= 0) into.argument = text.slice(colon + 1);
  return into;
}

/** `same:Name` or `now:Section.Name`. */
export function decodeReplacement(token: string): { name: string; section?: string; sameValue: boolean } {
  const path = token.slice(token.indexOf(':') + 1);
  const dot = path.indexOf('.');
  const sameValue = token.startsWith('same:');
  return dot < 0 ? { name: path, sameValue } : { section: path.slice(0, dot), name: path.slice(dot + 1), sameValue };
}

/** `257,252` */
export function versions(text: string): readonly number[] {
  return text.split(',').map(Number);
}

/** `word!257,252:flag` taken apart. */
export function decodeWord(text: string): { name: string; absentIn?: readonly number[]; flag?: string } {
  const [, name, absent, flag] = /^([^!:]+)(?:!([\d,]+))?(?::(\w+))?$/.exec(text) as unknown as [
    string,
    string,
    string | undefined,
    string | undefined,
  ];
  return {
    name,
    ...(absent === undefined ? {} : { absentIn: versions(absent) }),
    ...(flag === undefined ? {} : { flag }),
  };
}
