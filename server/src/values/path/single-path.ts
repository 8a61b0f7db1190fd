/** Values that are one path, with or without something before it. */

import { extractFirstWord } from '../common/extract-word.ts';
import { nearest } from '../common/nearest.ts';
import { isExact, LONGEST_JUDGED, pieceBehind, pieceWithin, wholePiece } from '../common/piece.ts';
import type { Description, Problem, Suggestion, ValueType } from '../value-type.ts';
import { directoryRoot } from './exec-directories.ts';
import { effectOf, expandPath, judgePath, problemAt, quoted } from './judge-path.ts';
import { withoutLegacyRuntime } from './path.ts';

/**
 * One absolute path, or nothing (`src/core/load-fragment.c: config_parse_unit_path_printf`, then `src/shared/conf-parser.c:
 * config_parse_path`). For some directives a bad path is fatal: running the program elsewhere would be worse.
 */
export const absolutePath: ValueType = {
  check(value, context) {
    const effect = context.argument === 'true' ? 'unit' : 'line';
    const task = { rules: { absolute: true }, effect, context, mayBeEmpty: true } as const;
    return problems(judgePath(wholePiece(value.value), task).problem);
  },
};

/**
 * One absolute path; an empty value resets (`config_parse_path_spec`, `config_parse_ip_filter_bpf_progs`). systemd also
 * complains of the latter where the kernel has no BPF; that says nothing of the unit.
 */
export const absolutePathOrReset: ValueType = {
  check(value, context) {
    if (value.value === '') return [];
    const task = { rules: { absolute: true }, effect: 'line', context } as const;
    return problems(judgePath(wholePiece(value.value), task).problem);
  },
};

/** A path, below the runtime directory where it is relative (`config_parse_pid_file`). */
export const pidFile: ValueType = {
  check(value, context) {
    if (value.value === '') return [];
    const whole = wholePiece(value.value);
    const { values, unknownAt } = expandPath(value.value, context);
    // systemd ignores an unknown specifier and refuses a bad path.
    if (unknownAt !== undefined) return problems(judgePath(whole, { rules: {}, effect: 'line', context }).problem);
    const isRelative = values.every((each) => !each.startsWith('/'));
    const full = isRelative ? { ...whole, value: `/run/${whole.value}` } : whole;
    const judged = judgePath(full, { rules: { absolute: true, nonApi: true }, effect: 'unit', context });
    if (judged.problem) return [{ ...judged.problem, start: 0, end: value.length }];
    const current = withoutLegacyRuntime(judged.path);
    if (current === undefined) return [];
    return [
      problemAt(
        'legacy-runtime-path',
        whole,
        `systemd complains and takes ${quoted(current)} in its place: /var/run is an old name of /run.`,
        value.value.includes('%') ? undefined : [current],
      ),
    ];
  },
  describe(value, _offset, context) {
    const path = value.value;
    if (path === '' || path.length > 1000) return undefined;
    const isRelative = !path.startsWith('/') && !path.startsWith('%');
    const full = isRelative ? `${directoryRoot('RuntimeDirectory', context)}/${path}` : withoutLegacyRuntime(path);
    if (full === undefined) return undefined;
    return whole(
      value.value,
      `\`${full}\`${isRelative ? ': a relative path is one below the runtime directory.' : ''}`,
    );
  },
};

/** `~`, or an absolute path, each with `-` before it or not (`config_parse_working_directory`). */
export const workingDirectory: ValueType = {
  check(value, context) {
    if (value.value === '') return [];
    const mayMiss = value.value.startsWith('-');
    const piece = pieceBehind(wholePiece(value.value), mayMiss ? 1 : 0);
    if (piece.value === '~') return [];
    const task = { rules: { absolute: true }, effect: mayMiss ? 'line' : 'unit', context } as const;
    const { problem } = judgePath(piece, { ...task, around: wholePiece(value.value) });
    if (!problem) return [];
    if (!piece.value.startsWith('~/')) return [problem];
    const message = `${effectOf(task.effect, '')}: “~” stands for the home directory only alone, not before a path.`;
    return [{ ...problem, message, instead: [`%h${piece.value.slice(1)}`] }];
  },
  complete(value, offset) {
    const isBehindSign = value.value.startsWith('-') && offset > 0;
    const start = isBehindSign ? 1 : 0;
    const home: Suggestion = {
      label: '~',
      kind: 'path',
      start,
      end: value.length,
      detail: 'home of User=',
      documentation: 'The home directory of the user that `User=` names.',
    };
    const sign = signSuggestion(
      '-',
      start,
      'The unit starts also where the directory is missing; it then runs in `/`.',
    );
    return isBehindSign ? [home] : [home, ...(value.value === '' || offset === 0 ? [sign] : [])];
  },
  describe(value, offset) {
    const { value: text } = value;
    if (text.startsWith('-') && offset === 0) {
      return { start: 0, end: 1, text: '`-` · A missing directory is no failure: the unit then runs in `/`.' };
    }
    const start = text.startsWith('-') ? 1 : 0;
    if (text.slice(start) !== '~') return undefined;
    return { start, end: text.length, text: '`~` · The home directory of the user that `User=` names.' };
  },
};

/** Where a program hooks into a control group, with what it sees there (`src/shared/bpf-program.c: bpf_cgroup_attach_type_table`). */
const ATTACH_TYPES: ReadonlyMap<string, string> = new Map([
  ['ingress', 'packets that come in'],
  ['egress', 'packets that go out'],
  ['sock_create', 'sockets when they are made'],
  ['sock_ops', 'what happens to TCP sockets'],
  ['device', 'access to device files'],
  ['bind4', 'bind() to an IPv4 address'],
  ['bind6', 'bind() to an IPv6 address'],
  ['connect4', 'connect() to an IPv4 address'],
  ['connect6', 'connect() to an IPv6 address'],
  ['post_bind4', 'IPv4 sockets after bind()'],
  ['post_bind6', 'IPv6 sockets after bind()'],
  ['sendmsg4', 'UDP over IPv4, when sent'],
  ['sendmsg6', 'UDP over IPv6, when sent'],
  ['sysctl', 'access to kernel settings'],
  ['recvmsg4', 'UDP over IPv4, when received'],
  ['recvmsg6', 'UDP over IPv6, when received'],
  ['getsockopt', 'getsockopt() calls'],
  ['setsockopt', 'setsockopt() calls'],
]);

/** `TYPE:PATH`, a BPF program in the BPF file system (`config_parse_bpf_foreign_program`). */
export const bpfProgram: ValueType = {
  check(value, context) {
    const text = value.value;
    if (text === '') return [];
    const all = wholePiece(text);
    if (text.length > LONGEST_JUDGED) return [];
    const word = extractFirstWord(text, 0, {}, ':');
    if (!word || word === 'invalid' || word.next === undefined) {
      const message = `systemd ignores this line: ${context.directive}= takes a type and a path, such as “egress:/sys/fs/bpf/program”.`;
      return [problemAt('invalid-list-item', all, message)];
    }
    const type = pieceWithin(all, word);
    if (!ATTACH_TYPES.has(type.value)) {
      const near = nearest(type.value, ATTACH_TYPES.keys());
      const hint = near[0] === undefined ? 'A type is “ingress” or “egress”, say.' : `Did you mean “${near[0]}”?`;
      const message = `systemd ignores this line: it knows no type of BPF program ${quoted(type.value)}. ${hint}`;
      return [problemAt('invalid-word', type, message, isExact(type) ? near : undefined)];
    }
    const task = { rules: { absolute: true }, effect: 'line', context } as const;
    return problems(judgePath(pieceBehind(all, word.next), task).problem);
  },
  complete(value, offset) {
    const colon = value.value.indexOf(':');
    if (colon >= 0 && offset > colon) return [];
    const end = colon < 0 ? value.length : colon + 1;
    return [...ATTACH_TYPES].map(([name, detail]) => ({ label: `${name}:`, kind: 'word', start: 0, end, detail }));
  },
  describe(value, offset) {
    const [type = ''] = value.value.split(':', 1);
    const help = ATTACH_TYPES.get(type);
    if (help === undefined || offset > type.length) return undefined;
    return { start: 0, end: type.length, text: `\`${type}\` · The program sees ${help}.` };
  },
};

/** A sign that may stand before a path. */
export function signSuggestion(sign: string, at: number, documentation: string): Suggestion {
  return { label: sign, kind: 'word', start: at, end: at, documentation };
}

function problems(problem: Problem | undefined): Problem[] {
  return problem ? [problem] : [];
}

function whole(value: string, text: string): Description {
  return { start: 0, end: value.length, text };
}
