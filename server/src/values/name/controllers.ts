/** Control group controllers: `Delegate=`, `DisableControllers=`. */
import { parseBoolean } from '../common/boolean.ts';
import type { Word } from '../common/extract-word.ts';
import { itemAt, MOST_PROBLEMS, otherItems, quoted, quotingProblem, readWords, suggest } from '../common/items.ts';
import { nearest } from '../common/nearest.ts';
import type { Context, Description, Problem, ValueType } from '../value-type.ts';

interface Controller {
  readonly name: string;
  readonly documentation: string;
  /** The newest compared version that does not know it. */
  readonly absentUpTo?: number;
}

/** `src/basic/cgroup-util.c: cgroup_controller_table` */
const CONTROLLERS: readonly Controller[] = [
  { name: 'cpu', documentation: 'Shares out processor time: `CPUWeight=`, `CPUQuota=`.' },
  { name: 'cpuset', documentation: 'Ties processes to processors and memory nodes: `AllowedCPUs=`.' },
  { name: 'io', documentation: 'Shares out disk traffic: `IOWeight=`, `IOReadBandwidthMax=`.' },
  { name: 'memory', documentation: 'Limits memory: `MemoryMax=`, `MemoryHigh=`.' },
  { name: 'pids', documentation: 'Limits the number of processes and threads: `TasksMax=`.' },
  { name: 'bpf-firewall', documentation: 'Filters and counts IP traffic: `IPAddressDeny=`, `IPAccounting=`.' },
  { name: 'bpf-devices', documentation: 'Controls access to devices: `DeviceAllow=`.' },
  { name: 'bpf-foreign', documentation: 'Attaches BPF programs of others: `BPFProgram=`.' },
  { name: 'bpf-socket-bind', documentation: 'Controls which ports may be bound: `SocketBindDeny=`.' },
  {
    name: 'bpf-restrict-network-interfaces',
    documentation: 'Controls which network interfaces are used: `RestrictNetworkInterfaces=`.',
  },
  {
    name: 'bpf-bind-network-interface',
    documentation: 'Ties sockets to a network interface: `BindNetworkInterface=`.',
    absentUpTo: 257,
  },
  { name: 'cpuacct', documentation: 'Counts processor time. Only in control groups of version 1.' },
  { name: 'blkio', documentation: 'Shares out disk traffic. Only in control groups of version 1: now `io`.' },
  { name: 'devices', documentation: 'Controls access to devices. Only in control groups of version 1.' },
];

/** Not offered: they do nothing on the machines of today. */
const OLD = new Set(['cpuacct', 'blkio', 'devices']);

/** Types whose units may pass their part of the tree on (`can_delegate`). */
const MAY_DELEGATE = new Set(['service', 'scope']);

/** `src/core/load-fragment.c: config_parse_delegate` */
export const delegate: ValueType = {
  check(value, context) {
    const text = value.value;
    if (context.type !== undefined && !MAY_DELEGATE.has(context.type)) {
      const message = `systemd ignores this line: .${context.type} units cannot delegate; services and scopes can.`;
      return [{ code: 'ineffective-for-type', start: 0, end: text.length, message }];
    }
    if (text === '' || parseBoolean(text) !== undefined) return [];
    const { words, invalidAt } = readWords(text, { unquote: true });
    if (invalidAt !== undefined) return [quotingProblem(text, invalidAt, 'systemd ignores this line')];
    return words
      .filter((word) => !isKnown(word.value, context))
      .slice(0, MOST_PROBLEMS)
      .map((word) => unknown(word, ['yes', 'no'], context));
  },
  complete(value, offset, context) {
    const item = itemAt(value.value, offset);
    const isAlone = item.text.length === value.length;
    return [
      ...(isAlone ? suggest(item, 'boolean', [{ label: 'yes' }, { label: 'no' }]) : []),
      ...suggest(item, 'word', offered(value.value, offset, context)),
    ];
  },
  describe: (value, offset) => describe(value.value, offset),
};

/** `src/core/load-fragment.c: config_parse_disable_controllers`, `src/basic/cgroup-util.c: cg_mask_from_string` */
export const disabledControllers: ValueType = {
  check(value, context) {
    const text = value.value;
    if (text === '') return [];
    const { words, invalidAt } = readWords(text);
    if (invalidAt !== undefined) return [quotingProblem(text, invalidAt, 'systemd ignores this line')];
    const strangers = words.filter((word) => !isKnown(word.value, context));
    const isAnyKnown = strangers.length < words.length;
    const strange = strangers.slice(0, MOST_PROBLEMS).map((word) => unknown(word, [], context));
    if (isAnyKnown) {
      // Beside a word that counts, systemd skips the others in silence.
      return strange.map((problem) => ({ ...problem, code: 'misspelt-word' }));
    }
    return strange.map((problem) => ({ ...problem, message: problem.message.replace(/“.*?”/s, 'this line') }));
  },
  complete: (value, offset, context) =>
    suggest(itemAt(value.value, offset), 'word', offered(value.value, offset, context)),
  describe: (value, offset) => describe(value.value, offset),
};

function isKnown(name: string, { version }: Context): boolean {
  return CONTROLLERS.some((each) => each.name === name && !(version <= (each.absentUpTo ?? 0)));
}

function unknown(
  { value: word, start, end }: Word,
  besides: readonly string[],
  { directive, version }: Context,
): Problem {
  const verdict = `systemd ignores ${quoted(word)}`;
  if (CONTROLLERS.some(({ name }) => name === word)) {
    const message = `systemd ${version} ignores “${word}”: it does not know this controller yet.`;
    return { code: 'word-too-new', start, end, message };
  }
  const names = CONTROLLERS.filter(({ name }) => !OLD.has(name)).map(({ name }) => name);
  const instead = nearest(word, [...besides, ...names]);
  const hint =
    instead[0] === undefined ? ' Common ones are cpu, io, memory and pids.' : ` Did you mean “${instead[0]}”?`;
  const message = `${verdict}: ${directive}= takes names of controllers, separated by blanks.${hint}`;
  return { code: 'invalid-list-item', start, end, message, instead };
}

function offered(text: string, offset: number, { version }: Context): { label: string; documentation: string }[] {
  const others = otherItems(text, offset);
  return CONTROLLERS.filter(({ name }) => !OLD.has(name) && !others.has(name)).map(
    ({ name, documentation, absentUpTo }) => ({
      label: name,
      documentation,
      ...(version <= (absentUpTo ?? 0) ? { tooNew: true } : {}),
    }),
  );
}

function describe(text: string, offset: number): Description | undefined {
  const item = itemAt(text, offset);
  const controller = CONTROLLERS.find(({ name }) => name === item.text);
  if (!controller) return undefined;
  return { start: item.start, end: item.end, text: `**${controller.name}**\n\n${controller.documentation}` };
}
