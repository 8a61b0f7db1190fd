/** Conditions and asserts in a sentence. */
import { parseBoolean } from '../common/boolean.ts';
import { extractWords } from '../common/extract-word.ts';
import { code } from '../common/markdown.ts';
import { compareOperator, operatorInWords } from './compare-operator.ts';
import { VERSIONED } from './condition-comparison.ts';
import { architectures, securities, virtualizations } from './condition-words.ts';

/** A condition, taken apart: `|!PARAMETER`. */
export interface Condition {
  /** `CONDITION_PATH_EXISTS` … */
  readonly kind: string;
  readonly isAssert: boolean;
  readonly isTrigger: boolean;
  readonly isNegated: boolean;
  /** With specifiers replaced. */
  readonly parameter: string;
}

/** What a condition does, in Markdown; undefined where what it looks for has no meaning. */
export function sentenceFor(condition: Condition): string | undefined {
  const { kind, isAssert, isTrigger, isNegated, parameter } = condition;
  const clause = parameter === '' ? undefined : clauseFor(kind, parameter, isNegated);
  if (clause === undefined) return undefined;
  const start = isAssert ? `Starting fails unless ${clause}.` : `Started only if ${clause}.`;
  const lines = isAssert ? 'asserts' : 'conditions';
  return isTrigger ? `${start}\n\nOf all ${lines} with “|”, one that holds is enough.` : start;
}

function clauseFor(kind: string, parameter: string, isNegated: boolean): string | undefined {
  const name = code(parameter);
  const plain = PLAIN[kind];
  if (plain) return plain[isNegated ? 1 : 0].replaceAll('@', () => name);
  const special = SPECIAL[kind]?.(parameter);
  return special === undefined ? undefined : isNegated ? special[1] : special[0];
}

/** What holds, and what holds with “!”. */
type Clauses = readonly [string, string];

/** `@` stands for what is looked for. */
const PLAIN: Readonly<Record<string, Clauses>> = {
  __proto__: null as never,
  CONDITION_PATH_EXISTS: ['@ exists', '@ does not exist'],
  CONDITION_PATH_EXISTS_GLOB: ['some path matches @', 'no path matches @'],
  CONDITION_PATH_IS_DIRECTORY: ['@ is a directory', '@ is not a directory'],
  CONDITION_PATH_IS_SYMBOLIC_LINK: ['@ is a symbolic link', '@ is not a symbolic link'],
  CONDITION_PATH_IS_MOUNT_POINT: ['something is mounted at @', 'nothing is mounted at @'],
  CONDITION_PATH_IS_READ_WRITE: ['the file system of @ is writable', '@ is missing or its file system is read-only'],
  CONDITION_PATH_IS_ENCRYPTED: ['@ lies on an encrypted device', '@ does not lie on an encrypted device'],
  CONDITION_PATH_IS_SOCKET: ['@ is a socket', '@ is not a socket'],
  CONDITION_DIRECTORY_NOT_EMPTY: ['@ is a directory with something in it', '@ is empty or not a directory'],
  CONDITION_FILE_NOT_EMPTY: ['@ is a file with something in it', '@ is empty or not a file'],
  CONDITION_FILE_IS_EXECUTABLE: ['@ is an executable file', '@ is not an executable file'],
  CONDITION_NEEDS_UPDATE: ['`/usr` was updated after @', '`/usr` was not updated after @'],
  CONDITION_HOST: [
    'the host name matches @, or it is an ID of the machine',
    'the host name does not match @, nor is it an ID of the machine',
  ],
  CONDITION_KERNEL_COMMAND_LINE: ['@ is on the kernel command line', '@ is not on the kernel command line'],
  CONDITION_CREDENTIAL: ['the manager got a credential @', 'the manager got no credential @'],
  CONDITION_CAPABILITY: ['the manager can hand out @', 'the manager cannot hand out @'],
  CONDITION_CPU_FEATURE: ['the processor has @', 'the processor does not have @'],
  CONDITION_MACHINE_TAG: ['a tag of the machine matches @', 'no tag of the machine matches @'],
  CONDITION_KERNEL_MODULE_LOADED: ['the kernel module @ is loaded', 'the kernel module @ is not loaded'],
};

const SPECIAL: Readonly<Record<string, (parameter: string) => Clauses | undefined>> = {
  __proto__: null as never,
  CONDITION_FIRST_BOOT: (text) => yesNo(text, ['the system boots for the first time', 'this is not the first boot']),
  CONDITION_AC_POWER: (text) => yesNo(text, ['the machine is on mains power', 'the machine runs on battery']),
  CONDITION_VIRTUALIZATION: virtualization,
  CONDITION_ARCHITECTURE(text) {
    const name = text === 'native' ? 'the one that systemd was built for' : code(text);
    if (!architectures().words.some((word) => word.name === text)) return undefined;
    return [`the processor architecture is ${name}`, `the processor architecture is not ${name}`];
  },
  CONDITION_SECURITY(text) {
    const meaning = securities().meaning(text);
    return meaning === undefined
      ? undefined
      : [`${code(text)} holds: ${meaning}`, `${code(text)} does not hold: ${meaning}`];
  },
  CONDITION_FIRMWARE: firmware,
  CONDITION_FRACTION: fraction,
  CONDITION_VERSION: (text) => version(text),
  CONDITION_KERNEL_VERSION: (text) => version(text),
  CONDITION_OS_RELEASE: osRelease,
  CONDITION_MEMORY: (text) => amount('the memory of the machine', text),
  CONDITION_CPUS: (text) => amount('the number of CPUs', text),
  CONDITION_ENVIRONMENT(text) {
    const equals = text.indexOf('=');
    const name = code(equals < 0 ? text : text.slice(0, equals));
    if (equals < 0) return [`the manager has the variable ${name}`, `the manager does not have the variable ${name}`];
    const value = code(text.slice(equals + 1));
    return [`the variable ${name} of the manager is ${value}`, `the variable ${name} of the manager is not ${value}`];
  },
  CONDITION_USER(text) {
    const name = text === '@system' ? 'a system user' : `the user ${code(text)}`;
    return [`the manager runs as ${name}`, `the manager does not run as ${name}`];
  },
  CONDITION_GROUP: (text) => [
    `the manager is in the group ${code(text)}`,
    `the manager is not in the group ${code(text)}`,
  ],
  CONDITION_CONTROL_GROUP_CONTROLLER(text) {
    if (text === 'v1' || text === 'v2') return [`cgroup ${text} is in use`, `cgroup ${text} is not in use`];
    const names = joined(
      text
        .slice(0, 1000)
        .split(/[ \t]+/)
        .map((word) => code(word)),
    );
    return [`the cgroup controllers ${names} are there`, `not all of the cgroup controllers ${names} are there`];
  },
  CONDITION_MEMORY_PRESSURE: (text) => pressure('memory', text),
  CONDITION_CPU_PRESSURE: (text) => pressure('CPU', text),
  CONDITION_IO_PRESSURE: (text) => pressure('I/O', text),
};

function yesNo(text: string, [yes, no]: Clauses): Clauses | undefined {
  const meant = parseBoolean(text);
  return meant === undefined ? undefined : meant ? [yes, no] : [no, yes];
}

function virtualization(text: string): Clauses | undefined {
  const yes = 'the system runs in a virtual machine or container';
  const no = 'the system runs on the hardware itself';
  if (parseBoolean(text) !== undefined) return yesNo(text, [yes, no]);
  const meaning = virtualizations().meaning(text);
  return meaning === undefined ? undefined : [`the system runs in ${meaning}`, `the system does not run in ${meaning}`];
}

function firmware(text: string): Clauses | undefined {
  if (text === 'uefi') return ['the system was started by UEFI', 'the system was not started by UEFI'];
  if (text === 'device-tree') return ['the firmware has a device tree', 'the firmware has no device tree'];
  const [, kind, inner] = /^(device-tree-compatible|smbios-field)\((.*)\)$/s.exec(text) ?? [];
  if (kind === undefined || inner === undefined) return undefined;
  const name = code(inner);
  return kind === 'smbios-field'
    ? [`the firmware says that ${name}`, `the firmware does not say that ${name}`]
    : [`the device tree is compatible with ${name}`, `the device tree is not compatible with ${name}`];
}

function fraction(text: string): Clauses | undefined {
  const { words } = extractWords(text.slice(0, 1000));
  const [first, second] = words;
  if (!first || words.length > 2) return undefined;
  const share = code((second ?? first).value);
  const tag = second ? ` with the tag ${code(first.value)}` : '';
  return [`the machine is among the first ${share}${tag}`, `the machine is not among the first ${share}${tag}`];
}

/** `>=5.4 <6` as “is at least `5.4` and is below `6`”. */
function version(text: string): Clauses | undefined {
  const { words, invalidAt } = extractWords(text.slice(0, 1000), { unquote: true });
  const named = words[0] && VERSIONED.includes(words[0].value) ? words[0].value : undefined;
  const terms: string[] = [];
  let waiting = '';
  for (const { value } of named === undefined ? words : words.slice(1)) {
    const operator = compareOperator(waiting + value, { patterns: true });
    const operand = (waiting + value).slice(operator?.length ?? 0).trim();
    if (operand === '') {
      waiting = value;
      continue;
    }
    waiting = '';
    terms.push(`${operatorInWords(operator ?? '$=')} ${code(operand)}`);
  }
  if (invalidAt !== undefined || terms.length === 0 || waiting !== '') return undefined;
  const subject = `the version of ${named === undefined || named === 'kernel' ? 'the kernel' : named}`;
  const all = joined(terms);
  return [`${subject} ${all}`, `it is not so that ${subject} ${all}`];
}

function osRelease(text: string): Clauses | undefined {
  const { words, invalidAt } = extractWords(text.slice(0, 1000), { unquote: true });
  const terms = words.map(({ value }) => {
    const [, key = '', rest = ''] = /^([A-Za-z_]\w*)([!<=>$].*)$/s.exec(value) ?? [];
    const operator = compareOperator(rest, { patterns: true });
    return operator === undefined
      ? undefined
      : `${code(key)} ${operatorInWords(operator)} ${code(rest.slice(operator.length))}`;
  });
  if (invalidAt !== undefined || terms.length === 0 || terms.includes(undefined)) return undefined;
  const all = joined(terms as string[]);
  return [`in \`/etc/os-release\` ${all}`, `it is not so that in \`/etc/os-release\` ${all}`];
}

function amount(subject: string, text: string): Clauses {
  const operator = compareOperator(text, { patterns: false });
  const value = code(text.slice(operator?.length ?? 0).trim());
  const clause = `${subject} ${operatorInWords(operator ?? '>=')} ${value}`;
  return [clause, `it is not so that ${clause}`];
}

function pressure(what: string, text: string): Clauses | undefined {
  const [, slice, percent, span = '5min'] =
    /^(?:([^:]*):)?([^:/]+)(?:\/\s*(10sec|1min|5min).*)?$/.exec(text.slice(0, 1000)) ?? [];
  if (percent === undefined) return undefined;
  const where = slice === undefined ? '' : ` in ${code(slice.trim())}`;
  const clause = `of the last ${SPANS[span] ?? span} at most ${code(percent.trim())} were lost to ${what} pressure${where}`;
  return [clause, `it is not so that ${clause}`];
}

const SPANS: Readonly<Record<string, string>> = { '10sec': 'ten seconds', '1min': 'minute', '5min': 'five minutes' };

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
