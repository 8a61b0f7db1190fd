/**
 * Old names and what to write today.
 *
 * A name that the manual does not describe is an old name. Where it fills the same field as a described one, systemd
 * itself says what its new name is, and that is derived. The rest is listed here with the reason; a new one that is
 * neither ends the run.
 */
import type { Row } from './gperf.ts';
import { fail } from './source.ts';

export interface Replacement {
  readonly section: string;
  readonly name: string;
  /** The value can be taken over as it is. */
  readonly sameValue: boolean;
}

type Advice = { readonly name: string; readonly sameValue: boolean } | 'none';

/**
 * Removed or undocumented names, in whatever section they are when none is given, and what to use instead: a directive of
 * the same section when none is given.
 */
const CURATED: Readonly<Record<string, Advice>> = {
  // Both take a boolean.
  BlockIOAccounting: { name: 'IOAccounting', sameValue: true },
  // 10…1000 with the default 500 against 1…10000 with the default 100.
  BlockIOWeight: { name: 'IOWeight', sameValue: false },
  StartupBlockIOWeight: { name: 'StartupIOWeight', sameValue: false },
  BlockIODeviceWeight: { name: 'IODeviceWeight', sameValue: false },
  // A device and bytes per second with suffixes to the base of 1000, in both.
  BlockIOReadBandwidth: { name: 'IOReadBandwidthMax', sameValue: true },
  BlockIOWriteBandwidth: { name: 'IOWriteBandwidthMax', sameValue: true },
  // Was for kdbus, which never became part of the kernel.
  BusPolicy: 'none',
  // The kernel always counts CPU time in the unified hierarchy.
  CPUAccounting: 'none',
  // 2…262144 with the default 1024 against 1…10000 with the default 100.
  CPUShares: { name: 'CPUWeight', sameValue: false },
  StartupCPUShares: { name: 'StartupCPUWeight', sameValue: false },
  // Took the text of cap_from_text(3); the bounding set is a list of names (NEWS of 230).
  Capabilities: { name: 'CapabilityBoundingSet', sameValue: false },
  // Set the default of the units below a slice; the kernel now shares the protection of a slice among them.
  DefaultMemoryLow: 'none',
  DefaultMemoryMin: 'none',
  DefaultStartupMemoryLow: 'none',
  // There are no snapshot units any more (NEWS of 228).
  IgnoreOnSnapshot: 'none',
  // systemd parsed both with the same function as long as it knew both.
  MemoryLimit: { name: 'MemoryMax', sameValue: true },
  // The net_cls controller is not in the unified hierarchy (NEWS of 229).
  NetClass: 'none',
  // Still works; the prefix + of a command line says the same for one command (NEWS of 240).
  PermissionsStartOnly: 'none',
  // The directive only moved to [Unit] (NEWS of 229); its text is used as it is in both places.
  RebootArgument: { name: 'Unit.RebootArgument', sameValue: true },
  // There is no System V compatibility to order against.
  SysVStartPriority: 'none',
  // Not an old name: the manual of scope units leaves it out.
  'Scope.TimeoutStopSec': 'none',
};

/** A name that units in the wild still carry and that systemd no longer knows at all. */
export interface Dropped {
  readonly section: string;
  readonly name: string;
  /** The first version without it, by NEWS. */
  readonly since: number;
  readonly replacement?: Replacement;
}

const EXEC = ['Service', 'Socket', 'Mount', 'Swap'];

export const DROPPED: readonly Dropped[] = [
  ...dropped(['Unit'], 'Names', 186),
  ...dropped(EXEC, 'ControlGroup', 205, 'Slice'),
  ...dropped(EXEC, 'ControlGroupAttribute', 205),
  ...dropped(EXEC, 'ControlGroupModify', 205),
  ...dropped(EXEC, 'ControlGroupPersistent', 205),
  // Its place was taken by DevicePolicy= when the control group settings were rewritten.
  ...dropped(EXEC, 'DeviceDeny', 205, 'DevicePolicy'),
  ...dropped(EXEC, 'MemorySoftLimit', 208),
  ...dropped(['Service', 'Mount'], 'FsckPassNo', 209),
  ...dropped(EXEC, 'TCPWrapName', 212),
  ...dropped(['Unit'], 'ConditionNull', 247),
  ...dropped(['Unit'], 'AssertNull', 247),
];

function dropped(sections: readonly string[], name: string, since: number, instead?: string): Dropped[] {
  return sections.map((section) => ({
    section,
    name,
    since,
    ...(instead === undefined ? {} : { replacement: { section, name: instead, sameValue: false } }),
  }));
}

/** Parsers that only got another name: what they accept stayed the same, so the old name would only split the facts. */
export const RENAMED_PARSERS: Readonly<Record<string, string>> = {
  allowed_cpuset: 'unit_cpu_set',
  exec_mount_apivfs: 'tristate', // a boolean, and an empty value that resets
  exec_mount_flags: 'exec_mount_propagation_flag',
  memory_pressure_watch: 'pressure_watch',
  restrict_namespaces: 'namespace_flags',
  runtime_preserve_mode: 'exec_preserve_mode',
  unit_requires_mounts_for: 'unit_mounts_for',
};

/** Parsers that the newest version has no more. */
export const OLDER_PARSERS: Readonly<Record<string, string>> = {
  blockio_bandwidth: 'a device and bytes per second',
  blockio_device_weight: 'a device and a weight of 10 to 1000',
  blockio_weight: 'a weight of 10 to 1000',
  cpu_shares: 'a number of 2 to 262144',
};

/** A warn_compat row with this argument does nothing any more; with another one it is a matter of the build. */
export const REMOVED = 'DISABLED_LEGACY';

export function isRemoved(row: Row): boolean {
  return row.parser === 'warn_compat' && row.argument === REMOVED;
}

/**
 * What to write instead of each undocumented name; a name with no successor is in the map without one. `documented`
 * says whether the manual describes a row.
 */
export function replacements(
  rows: readonly Row[],
  documented: (row: Row) => boolean,
): Map<Row, Replacement | undefined> {
  const found = new Map<Row, Replacement | undefined>();
  for (const row of rows) {
    if (documented(row)) continue;
    const advice = CURATED[`${row.section}.${row.name}`] ?? CURATED[row.name];
    if (advice === undefined) found.set(row, derived(row, rows.filter(documented)));
    else found.set(row, advice === 'none' ? undefined : resolve(row, rows, advice));
  }
  return found;
}

function resolve(row: Row, rows: readonly Row[], advice: { name: string; sameValue: boolean }): Replacement {
  const dot = advice.name.indexOf('.');
  const section = dot < 0 ? row.section : advice.name.slice(0, dot);
  const name = advice.name.slice(dot + 1);
  if (!rows.some((other) => other.section === section && other.name === name)) {
    fail('legacy.ts', `${advice.name} is to replace ${row.section}.${row.name}, but systemd does not know it`);
  }
  return { section, name, sameValue: advice.sameValue };
}

function derived(row: Row, documented: readonly Row[]): Replacement {
  const candidates = documented.filter((other) =>
    row.target === undefined
      ? // Dependencies have no field of their own; their kind is the argument.
        other.section === row.section && other.parser === 'unit_deps' && other.argument === row.argument
      : other.target === row.target && other.argument === row.argument,
  );
  const [one, ...others] = candidates;
  if (!one || others.length > 0) {
    fail('legacy.ts', `${row.section}.${row.name} is not in the manual: say what it is called today`);
  }
  const sameValue = one.parser === row.parser || row.parser === 'obsolete_unit_deps';
  return { section: one.section, name: one.name, sameValue };
}
