import { NEWEST } from './catalog/lookup.ts';
import type { Target } from './units/unit-file.ts';

/** One setting of the extension; `package.json` and the README's table are checked against these. */
export interface SettingDefinition {
  readonly name: string;
  readonly default: string;
  readonly summary: string;
}

export const SETTINGS = [
  {
    name: 'unitwright.systemdVersion',
    default: 'newest',
    summary: 'The systemd version that your units must run on, for example `252`. What came later is marked.',
  },
  {
    name: 'unitwright.trace.server',
    default: 'off',
    summary: 'What to write of the talk between the editor and the language server into the output channel.',
  },
] as const satisfies readonly SettingDefinition[];

/** The `unitwright` section of the settings, as an editor sends it: anything at all. */
export function targetOf(settings: unknown): Target {
  const version = (settings as { systemdVersion?: unknown } | null | undefined)?.systemdVersion;
  return { version: parseVersion(version) ?? NEWEST, scope: 'system' };
}

/** `252`, `"252"` or `"newest"`; undefined for anything else. */
export function parseVersion(version: unknown): number | undefined {
  if (version === 'newest') return NEWEST;
  const number = typeof version === 'string' && /^\d{3}$/.test(version) ? Number(version) : version;
  return typeof number === 'number' && Number.isInteger(number) && number >= 200 && number < 1000 ? number : undefined;
}
