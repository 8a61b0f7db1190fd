import { UNIT_TYPES, type UnitType } from '../catalog/lookup.ts';

/** What a file is, as far as its path tells. */
export interface FileIdentity {
  /**
   * - `unit`: a whole unit (`nginx.service`);
   * - `drop-in`: a file that adds to units (`nginx.service.d/override.conf`, `service.d/10-all.conf`);
   * - `unknown`: nothing that systemd would read as one of them.
   */
  readonly kind: 'unit' | 'drop-in' | 'unknown';
  /** Unit type by the ending of the name. */
  readonly type: UnitType | undefined;
  /**
   * Name of the unit (`getty@tty1.service`); for a drop-in that of the unit it belongs to. Undefined for drop-ins of a
   * whole type (`service.d/`).
   */
  readonly unitName: string | undefined;
  /** The build or deployment tool whose placeholders the file holds (`foo.service.in`, `foo.service.j2`). */
  readonly templating: Templating | undefined;
}

/** Kinds of files that a tool turns into units: their placeholders can stand for anything. */
export type Templating = 'autoconf' | 'jinja' | 'go' | 'erb' | 'mustache';

const TEMPLATING: Readonly<Record<string, Templating>> = {
  in: 'autoconf',
  j2: 'jinja',
  jinja: 'jinja',
  jinja2: 'jinja',
  tmpl: 'go',
  erb: 'erb',
  mustache: 'mustache',
};

/**
 * Tells what a file is from its path, which may use `/` or `\` and need not exist.
 *
 * Knows the temporary files of `systemctl edit`: `.#override.conf1a2b3c` in a drop-in folder and
 * `.#nginx.service1a2b3c` for `--full` (`src/systemctl/systemctl-edit.c: create_edit_temp_file`).
 */
export function identify(path: string): FileIdentity {
  const parts = path.split(/[/\\]/);
  const { name, templating } = withoutTemplating(withoutEditDecoration(parts.at(-1) ?? ''));
  const folder = /^(.+)\.d$/.exec(parts.at(-2) ?? '')?.[1];
  if (name.endsWith('.conf') && folder !== undefined) {
    const type = typeOf(folder) ?? typeOf(`x.${folder}`);
    if (type) return { kind: 'drop-in', type, unitName: folder === type ? undefined : folder, templating };
  }
  const type = typeOf(name);
  if (type) return { kind: 'unit', type, unitName: name, templating };
  return { kind: 'unknown', type: undefined, unitName: undefined, templating };
}

/** The unit type that a name ends in, if there is something before the ending. */
export function typeOf(name: string): UnitType | undefined {
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return undefined;
  const ending = name.slice(dot + 1);
  return UNIT_TYPES.find((type) => type === ending);
}

/** `getty@tty1.service` → prefix `getty`, instance `tty1`; a template has the instance `''`, a plain unit none. */
export function splitUnitName(name: string): { prefix: string; instance: string | undefined } {
  const stem = name.slice(0, Math.max(0, name.lastIndexOf('.')));
  const at = stem.indexOf('@');
  return at < 0 ? { prefix: stem, instance: undefined } : { prefix: stem.slice(0, at), instance: stem.slice(at + 1) };
}

function withoutEditDecoration(name: string): string {
  if (!name.startsWith('.#')) return name;
  const types = UNIT_TYPES.join('|');
  const match = new RegExp(`^\\.#(.+\\.(?:conf|${types}))[0-9a-f]*$`).exec(name);
  return match?.[1] ?? name;
}

function withoutTemplating(name: string): { name: string; templating: Templating | undefined } {
  const dot = name.lastIndexOf('.');
  const templating = dot > 0 ? TEMPLATING[name.slice(dot + 1).toLowerCase()] : undefined;
  return templating ? { name: name.slice(0, dot), templating } : { name, templating: undefined };
}
