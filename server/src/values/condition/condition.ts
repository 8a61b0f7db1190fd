/**
 * What conditions look for, judged as far as it can be told without the machine (`src/shared/condition.c`).
 *
 * systemd takes nearly any value when it loads a unit, and looks at it only when the unit starts. So all that is found
 * here are surely mistakes, but nothing that systemd complains of when it loads the unit.
 */

import { isVariableName } from '../command/environment.ts';
import { parseBoolean } from '../common/boolean.ts';
import { extractWords } from '../common/extract-word.ts';
import { quoted } from '../common/items.ts';
import { nearest } from '../common/nearest.ts';
import { FieldReader, isUnreadable, wholePiece, wordsIn } from '../common/piece.ts';
import { isValidSliceName } from '../name/unit-name.ts';
import { isValidUserName } from '../name/user-name.ts';
import { parsePermyriad } from '../number/percent.ts';
import { isValidFilename } from '../path/path.ts';
import { capabilityNumber } from '../security/capability.ts';
import { cpusFaults, firmwareFaults, memoryFaults, osReleaseFaults, versionFaults } from './condition-comparison.ts';
import { type ConditionFault, faultAt, faultOf } from './condition-fault.ts';
import {
  architectures,
  armFeatures,
  capabilityNames,
  controllers,
  securities,
  virtualizations,
  type WordSet,
  x86Features,
} from './condition-words.ts';

/**
 * What is surely a mistake in the parameter of a condition.
 *
 * @param kind the argument of the parser: `CONDITION_ARCHITECTURE` …
 * @param text what stands behind the signs, not empty, specifiers replaced
 */
export function conditionFaults(kind: string, text: string): ConditionFault[] {
  const { start, end } = secondSign(text);
  if (end > start) {
    const why =
      text[start] === '|' ? 'The “|” has to stand before the “!”.' : 'One “!” is a sign, a second one is looked for.';
    return [faultAt({ start, end }, FAILING.has(kind) ? 'fails' : 'never', why)];
  }
  return KINDS[kind]?.(text) ?? [];
}

/** Kinds that cannot be evaluated with a sign in them; the others go on and look for it. */
const FAILING: ReadonlySet<string> = new Set(
  ['CAPABILITY', 'AC_POWER', 'FIRST_BOOT', 'MEMORY', 'CPUS', 'FRACTION', 'OS_RELEASE'].map(
    (kind) => `CONDITION_${kind}`,
  ),
);

/** A sign that stands where it is part of the parameter; operators may start with one, too. */
function secondSign(text: string): { start: number; end: number } {
  const isSign = text.startsWith('|') || (text.startsWith('!') && !/^!\$?=/.test(text));
  return { start: 0, end: isSign ? 1 : 0 };
}

const KINDS: Readonly<Record<string, (text: string) => ConditionFault[]>> = {
  __proto__: null as never,
  CONDITION_VIRTUALIZATION: (text) =>
    parseBoolean(text) === undefined ? wordFaults(text, virtualizations(), 'virtualization') : [],
  CONDITION_ARCHITECTURE: (text) => wordFaults(text, architectures(), 'architecture'),
  CONDITION_SECURITY: (text) => wordFaults(text, securities(), 'security feature'),
  CONDITION_FIRMWARE: firmwareFaults,
  CONDITION_CAPABILITY: capabilityFaults,
  CONDITION_AC_POWER: booleanFaults,
  CONDITION_FIRST_BOOT: booleanFaults,
  CONDITION_HOST: hostFaults,
  CONDITION_FRACTION: fractionFaults,
  CONDITION_KERNEL_COMMAND_LINE: kernelOptionFaults,
  CONDITION_VERSION: (text) => versionFaults(text, true),
  CONDITION_KERNEL_VERSION: (text) => versionFaults(text, false),
  CONDITION_CREDENTIAL: credentialFaults,
  CONDITION_MEMORY: memoryFaults,
  CONDITION_CPUS: cpusFaults,
  CONDITION_CPU_FEATURE: cpuFeatureFaults,
  CONDITION_ENVIRONMENT: environmentFaults,
  CONDITION_USER: (text) => userFaults(text, '@system'),
  CONDITION_GROUP: (text) => userFaults(text, undefined),
  CONDITION_CONTROL_GROUP_CONTROLLER: controllerFaults,
  CONDITION_OS_RELEASE: osReleaseFaults,
  CONDITION_MACHINE_TAG: machineTagFaults,
  CONDITION_MEMORY_PRESSURE: pressureFaults,
  CONDITION_CPU_PRESSURE: pressureFaults,
  CONDITION_IO_PRESSURE: pressureFaults,
  CONDITION_KERNEL_MODULE_LOADED: moduleFaults,
};

/** One word out of a list; words of any version are let pass, for a unit may be meant for several. */
function wordFaults(text: string, set: WordSet, what: string): ConditionFault[] {
  if (set.words.some(({ name }) => name === text)) return [];
  const instead = insteadOf(text, set);
  const hint = instead[0] === undefined ? '' : ` Did you mean “${instead[0]}”?`;
  return [faultOf(text, 'never', `systemd knows no ${what} ${quoted(text)}.${hint}`, instead)];
}

function insteadOf(text: string, set: WordSet): readonly string[] {
  const meant = set.meantBy(text.toLowerCase());
  if (meant !== undefined) return [meant];
  return nearest(
    text,
    set.words.map(({ name }) => name),
  );
}

/** `condition_test_capability` */
function capabilityFaults(text: string): ConditionFault[] {
  if (capabilityNumber(text) !== undefined) return [];
  const names = capabilityNames();
  const full = `CAP_${text.toUpperCase()}`;
  const instead = names.includes(full) ? [full] : nearest(text, names);
  return [faultOf(text, 'fails', `There is no capability ${quoted(text)}.`, instead)];
}

function booleanFaults(text: string): ConditionFault[] {
  return parseBoolean(text) === undefined
    ? [faultOf(text, 'fails', `Write yes or no, not ${quoted(text)}.`, ['yes', 'no'])]
    : [];
}

/** A name with wildcards, or an ID (`condition_test_host`). */
function hostFaults(text: string): ConditionFault[] {
  return /[\s/]/.test(text) || (/[,;]/.test(text) && !text.includes('['))
    ? [
        faultOf(
          text,
          'never',
          'A host name has no blanks, commas or slashes. For several hosts, write a line for each with “|” before it.',
        ),
      ]
    : [];
}

/** A percentage with a tag before it or without (`condition_test_fraction`). */
function fractionFaults(text: string): ConditionFault[] {
  const { words, invalidAt } = extractWords(text.slice(0, 10_000));
  const form = 'Write a percentage such as 30%, with one word before it or without.';
  if (invalidAt !== undefined || words.length < 1 || words.length > 2) return [faultOf(text, 'fails', form)];
  const percent = words.at(-1)!;
  if (parsePermyriad(percent.value) !== undefined) return [];
  const instead = /^[0-9]{1,2}(?:\.[0-9]{1,2})?$|^100$/.test(percent.value) ? [`${percent.value}%`] : [];
  return [faultAt(percent, 'fails', `${quoted(percent.value)} is no percentage from 0% to 100%.`, instead)];
}

/** A word of the kernel's command line (`condition_test_kernel_command_line`). */
function kernelOptionFaults(text: string): ConditionFault[] {
  if (isQuoted(text)) return [quotes(text)];
  const name = text.split('=', 1)[0]!;
  return /[ \t\n\r]/.test(name)
    ? [faultOf(text, 'never', 'One option a line: no option has a blank in its name.')]
    : [];
}

/** `src/shared/creds-util.c: credential_name_valid` */
function credentialFaults(text: string): ConditionFault[] {
  const isValid = isValidFilename(text) && /^[\x20-\x7e]*$/.test(text) && !text.includes(':');
  if (!isValid)
    return [faultOf(text, 'never', 'A credential has a name of up to 255 ASCII letters, without “/” and “:”.')];
  return isQuoted(text) ? [quotes(text)] : [];
}

/** A feature, in any case, with an architecture before it or without (`condition_test_cpufeature`). */
function cpuFeatureFaults(text: string): ConditionFault[] {
  const dot = text.indexOf('.');
  const prefix = dot < 0 ? '' : text.slice(0, dot);
  const isPrefixed = architectures().words.some(({ name }) => name === prefix);
  // Other architectures may have features of their own one day.
  if (isPrefixed && !/^(?:x86|x86-64|arm64|native)$/.test(prefix)) return [];
  const start = isPrefixed ? dot + 1 : 0;
  const feature = text.slice(start).toLowerCase();
  const sets =
    prefix === 'arm64' ? [armFeatures()] : prefix.startsWith('x86') ? [x86Features()] : [x86Features(), armFeatures()];
  if (sets.some(({ words }) => words.some(({ name }) => name === feature))) return [];
  const meant = sets.flatMap((set) => set.meantBy(feature) ?? []);
  const near = sets.flatMap((set) => insteadOf(feature, set)).slice(0, 3);
  const instead = meant.length > 0 ? meant : near;
  const hint = instead[0] === undefined ? '' : ` Did you mean “${instead[0]}”?`;
  return [
    faultAt(
      { start, end: text.length },
      'never',
      `systemd knows no processor feature ${quoted(text.slice(start))}.${hint}`,
      instead,
    ),
  ];
}

/** A variable by its name, or with its value (`condition_test_environment`). */
function environmentFaults(text: string): ConditionFault[] {
  const name = text.split('=', 1)[0]!;
  if (isVariableName(name)) return [];
  const meant = text.replace(/^\$\{?/, '').replace(/\}$/, '');
  const instead = text.startsWith('$') && isVariableName(meant) ? [meant] : [];
  return [faultOf(text, 'never', `No variable of the manager can be called ${quoted(name)}.`, instead)];
}

/** A name or number (`condition_test_user`, `condition_test_group`). */
function userFaults(text: string, all: string | undefined): ConditionFault[] {
  if (text === all) return [];
  if (text.startsWith('@')) {
    const why = all === undefined ? 'Only ConditionUser= knows words with “@”.' : `The only word with “@” is ${all}.`;
    return [faultOf(text, 'never', why, all === undefined ? [] : [all])];
  }
  if (isValidUserName(text, 'relaxed', { numeric: true }) && !/[\s,]/.test(text)) return [];
  return [faultOf(text, 'never', `${quoted(text)} is no name or number of one user or group.`)];
}

/** Controllers that all have to be there; unknown ones are left out (`cg_mask_from_string`). */
function controllerFaults(text: string): ConditionFault[] {
  if (text === 'v1' || text === 'v2') return [];
  const set = controllers();
  const faults: ConditionFault[] = [];
  let known = 0;
  for (const word of wordsIn(text, {})) {
    if (isUnreadable(word)) return [faultOf(text, 'always', 'Nothing stands behind the backslash.')];
    if (set.words.some(({ name }) => name === word.value)) {
      known++;
      continue;
    }
    const why =
      word.value === 'v1' || word.value === 'v2'
        ? `“${word.value}” has to stand alone.`
        : `systemd knows no cgroup controller ${quoted(word.value)}.`;
    faults.push(faultAt(word, 'skipped', why, insteadOf(word.value, set)));
  }
  return known > 0 ? faults : faults.map((fault) => ({ ...fault, effect: 'always' as const }));
}

/** A pattern for letters, digits, `-`, `.` and `=` (`src/basic/hostname-util.c: machine_tag_is_valid`). */
function machineTagFaults(text: string): ConditionFault[] {
  return /^[A-Za-z0-9.=*?[\]!^\\-]+$/.test(text)
    ? []
    : [faultOf(text, 'never', 'A tag is made of letters, digits, “-”, “.” and “=”; one tag or pattern a line.')];
}

const SPANS: readonly string[] = ['10sec', '1min', '5min'];

/** `[SLICE:]PERCENT[/SPAN]` (`condition_test_psi`) */
function pressureFaults(text: string): ConditionFault[] {
  const form =
    'Write a percentage such as 20%, perhaps with a slice before it and a span behind it: user.slice:20%/1min.';
  const fields = new FieldReader(wholePiece(text), {}, ':').take(2);
  if (fields === 'invalid' || fields.length === 0) return [faultOf(text, 'fails', form)];
  const faults: ConditionFault[] = [];
  const slice = fields.length === 2 ? fields[0]! : undefined;
  if (slice && !isValidSliceName(slice.value.trim())) {
    faults.push(
      faultAt(slice, 'fails', `${quoted(slice.value)} is no name of a slice.`, nearestSlice(slice.value.trim())),
    );
  }
  const limit = new FieldReader(fields.at(-1)!, {}, '/').take(2);
  if (limit === 'invalid' || limit.length === 0) return [...faults, faultOf(text, 'fails', form)];
  const [percent, span] = limit;
  if (parsePermyriad(percent!.value.trim()) === undefined) {
    const instead = /^[0-9]{1,2}(?:\.[0-9]{1,2})?$|^100$/.test(percent!.value) ? [`${percent!.value}%`] : [];
    faults.push(faultAt(percent!, 'fails', `${quoted(percent!.value)} is no percentage from 0% to 100%.`, instead));
  }
  if (span && !SPANS.some((each) => span.value.trimStart().startsWith(each))) {
    faults.push(faultAt(span, 'fails', 'The kernel averages over 10sec, 1min or 5min.', SPANS));
  }
  return faults;
}

function nearestSlice(name: string): readonly string[] {
  return /^[\w-]{1,60}$/.test(name) && isValidSliceName(`${name}.slice`) ? [`${name}.slice`] : [];
}

/** `condition_test_kernel_module_loaded` */
function moduleFaults(text: string): ConditionFault[] {
  const [, name] = /^([\w-]+)\.ko(?:\.\w{1,4})?$/.exec(text.slice(0, 300)) ?? [];
  if (name !== undefined) return [faultOf(text, 'never', `Write the name of the module, without “.ko”.`, [name])];
  return !isValidFilename(text) || /[\s,]/.test(text)
    ? [faultOf(text, 'never', `${quoted(text)} is no name of one kernel module.`)]
    : [];
}

function isQuoted(text: string): boolean {
  return text.length > 2 && /^(["']).*\1$/s.test(text);
}

function quotes(text: string): ConditionFault {
  return faultOf(text, 'never', 'The quotes are part of what is looked for.', [text.slice(1, -1)]);
}
