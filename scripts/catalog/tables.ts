/**
 * Which words does a parser accept? systemd keeps them in string tables (`src/basic/string-table.h`) and ties a parser
 * to a table either by a macro of `src/shared/conf-parser.h` or by hand, in a function that calls `…_from_string()`.
 */
import { bracketed, fail, functionBody, splitArguments, stringLiteral, stripComments, type Tree } from './source.ts';

/** The words of one parser as one version of systemd knows them. */
export interface ParserWords {
  readonly words: readonly string[];
  /** Those of the words that systemd translates into today's, with a notice. */
  readonly obsolete?: readonly string[];
  /** `yes`, `no`, `true`, … are accepted beside the words. */
  readonly booleanToo: boolean;
  /** More than words is accepted (numbers, `file:…`), so an unknown word need not be a mistake. */
  readonly open: boolean;
  /** An empty value is accepted and means the default. */
  readonly emptyResets: boolean;
}

/** A string table: the words in the order of its C array, and what its lookup function accepts beside them. */
export interface StringTable {
  readonly words: readonly string[];
  readonly booleanToo: boolean;
  readonly numbersToo: boolean;
}

/** A parser that finds its words in code instead of a macro. `through` are the functions between it and the table. */
interface ByHand {
  /** More than one name where older versions call the function differently. */
  readonly through?: readonly string[];
  readonly table?: string;
  /** Put before each word of the table: `SIG` is optional for systemd and usual for people. */
  readonly prefix?: string;
  /** Words written into the code; looked for as string literals, so that a version without them is noticed. */
  readonly literals?: readonly string[];
  /** The same, for words that are accepted with a notice. */
  readonly obsolete?: readonly string[];
  /** Words written into the code as constants, with the word as the first group. */
  readonly constants?: RegExp;
  /** Why more than words is accepted. */
  readonly open?: string;
}

const BY_HAND: Readonly<Record<string, ByHand>> = {
  emergency_action: { through: ['parse_emergency_action'], table: 'emergency_action' },
  exec_cpu_sched_policy: { table: 'sched_policy' },
  exec_input: { table: 'exec_input', open: 'fd:NAME and file:PATH' },
  exec_io_class: { table: 'ioprio_class' },
  exec_mount_propagation_flag: {
    through: ['mount_propagation_flag_from_string', 'mount_propagation_flags_from_string'],
    literals: ['shared', 'slave', 'private'],
  },
  exec_output: {
    table: 'exec_output',
    obsolete: ['syslog', 'syslog+console'],
    open: 'fd:NAME, file:PATH, append:PATH and truncate:PATH',
  },
  kill_mode: { table: 'kill_mode' },
  log_facility: { table: 'log_facility_unshifted' },
  log_level: { table: 'log_level' },
  managed_oom_mode: { table: 'managed_oom_mode' },
  personality: { through: ['personality_from_string'], table: 'architecture' },
  protect_hostname: { table: 'protect_hostname', open: 'yes:HOSTNAME and private:HOSTNAME' },
  signal: { through: ['signal_from_string'], table: 'static_signal', prefix: 'SIG', open: 'numbers, RTMIN+n, RTMAX-n' },
  socket_bind: {
    through: ['socket_address_bind_ipv6_only_or_bool_from_string'],
    table: 'socket_address_bind_ipv6_only',
  },
  socket_protocol: {
    through: ['parse_socket_protocol'],
    constants: /\bIPPROTO_(\w+)/g,
    open: 'any letter case, and protocol numbers',
  },
  socket_timestamping: {
    through: ['socket_timestamping_from_string_harder'],
    table: 'socket_timestamping',
    literals: ['nsec', 'usec', 'µs', 'μs'],
  },
};

/** Parsers whose code looks words up, but not for the value as a whole. */
const NOT_ONE_WORD: Readonly<Record<string, string>> = {
  bpf_delegate_attachments: 'a list of words, or any',
  bpf_delegate_commands: 'a list of words, or any',
  bpf_delegate_maps: 'a list of words, or any',
  bpf_delegate_programs: 'a list of words, or any',
  bpf_foreign_program: 'TYPE:PATH',
  capability_set: 'a list of capabilities',
  cg_cpu_weight: 'a number, or idle',
  cg_weight: 'a number',
  delegate: 'a boolean or a list of controllers',
  device_allow: 'a device and its permissions',
  disable_controllers: 'a list of controllers',
  exec_coredump_filter: 'a list of bits',
  exec_directories: 'a list of paths with flags',
  exec_secure_bits: 'a list of bits',
  extension_images: 'a list of paths with options for partitions',
  image_policy: 'a policy with a grammar of its own',
  in_addr_prefixes: 'a list of addresses',
  io_limit: 'looks up the name of the directive',
  mount_images: 'a list of paths with options for partitions',
  namespace_flags: 'a boolean or a list of namespaces',
  path_spec: 'looks up the name of the directive',
  root_image_options: 'a list of options for partitions',
  sec_fix_0: 'a time span',
  service_refresh_on_reload: 'a boolean or a list of words',
  set_status: 'a list of exit statuses and signals',
  syscall_archs: 'a list of architectures',
  timer: 'a calendar expression or a time span',
  unit_mounts_for: 'looks up the name of the directive',
};

/** The C files in which parsers and their tables live. */
const FOLDERS = ['src/basic', 'src/shared', 'src/core'];

/** The C sources of a tree: functions, string tables and parser definitions, each found by its name. */
export class Sources {
  private readonly files: ReadonlyMap<string, string>;
  private readonly stripped = new Map<string, string>();
  private readonly lookups = new Map<string, { path: string; booleanToo: boolean; numbersToo: boolean }>();
  private readonly macros = new Map<string, { macro: string; from: string }>();

  constructor(tree: Tree) {
    this.files = new Map(
      FOLDERS.flatMap((folder) => tree.list(folder, '.c')).map((path) => [path, tree.read(path)] as const),
    );
    for (const [path, text] of this.files) {
      if (/STRING_TABLE_LOOKUP/.test(text)) this.indexLookups(path);
      if (/DEFINE_(CONFIG_PARSE|PARSER)/.test(text)) this.indexMacros(path);
    }
  }

  /** The body of a function, wherever it is defined. */
  body(name: string): string | undefined {
    for (const [path, text] of this.files) {
      if (!text.includes(`${name}(`)) continue;
      const body = functionBody(this.code(path), name);
      if (body !== undefined) return body;
    }
    return undefined;
  }

  /** The macro that defines a parser, and what it converts the value with. */
  macro(parser: string): { macro: string; from: string } | undefined {
    return this.macros.get(parser);
  }

  table(name: string): StringTable | undefined {
    const lookup = this.lookups.get(name);
    if (!lookup) return undefined;
    const { path, booleanToo, numbersToo } = lookup;
    return { words: readArray(this.code(path), `${name}_table`, path), booleanToo, numbersToo };
  }

  private code(path: string): string {
    let code = this.stripped.get(path);
    if (code === undefined) {
      code = stripComments(this.files.get(path)!);
      this.stripped.set(path, code);
    }
    return code;
  }

  private indexLookups(path: string): void {
    const uses = /^DEFINE_(?:PRIVATE_)?STRING_TABLE_LOOKUP(\w*)\((\w+),/gm;
    for (const [use, kind, name] of this.code(path).matchAll(uses)) {
      if (/^_TO_STRING(_FALLBACK)?$/.test(kind!)) continue;
      const from = /^(?:_FROM_STRING)?(|_WITH_BOOLEAN|_WITH_FALLBACK|_FALLBACK)$/.exec(kind!)?.[1];
      if (from === undefined) fail(path, `unknown kind of string table lookup '${use}…'`);
      if (this.lookups.has(name!)) fail(path, `the string table ${name} is defined twice`);
      const booleanToo = from === '_WITH_BOOLEAN';
      this.lookups.set(name!, { path, booleanToo, numbersToo: from.endsWith('FALLBACK') });
    }
  }

  private indexMacros(path: string): void {
    const uses = /^(?:static )?(DEFINE_PARSER|DEFINE_CONFIG_PARSE\w*)\((?:config_parse_)?(\w+), *([^)]*)\)/gm;
    for (const [, macro, parser, rest] of this.code(path).matchAll(uses)) {
      const from = splitArguments(rest!)[macro === 'DEFINE_PARSER' ? 1 : 0];
      if (from === undefined) fail(path, `${macro}(${parser}) names no function`);
      this.macros.set(parser!, { macro: macro!, from });
    }
  }
}

/** The words of `static const char* const NAME[] = { [INDEX] = "word", … }`. */
export function readArray(code: string, name: string, where: string): string[] {
  const start = new RegExp(`\\b${name}\\s*\\[[^\\]]*\\]\\s*=\\s*\\{`).exec(code);
  if (!start) fail(where, `the array ${name} is not there`);
  const body = bracketed(code, start.index + start[0].length - 1, where);
  const words = new Set<string>();
  for (const entry of splitArguments(body.replace(/^\s*#.*$/gm, ''))) {
    const value = entry.replace(/^\[[\w()]+\]\s*=\s*/, '');
    if (value === 'NULL') continue;
    words.add(stringLiteral(value) ?? fail(where, `unknown entry '${entry}' in ${name}`));
  }
  return [...words];
}

/**
 * The words of a parser, or nothing when it takes something else than one word. `inTree` is the parser's name in this
 * tree, `parser` its name in the newest. A parser that is defined nowhere, or looks up words in a way that is not
 * listed above, ends the run.
 */
export function wordsOfParser(sources: Sources, parser: string, inTree: string = parser): ParserWords | undefined {
  const where = `config_parse_${inTree}`;
  const macro = sources.macro(inTree);
  const body = macro ? undefined : sources.body(where);
  if (!macro && body === undefined) fail(where, 'the parser is not defined in any source file');

  const byHand = BY_HAND[parser];
  if (byHand) return wordsByHand(sources, byHand, where, macro?.from, body);

  switch (macro?.macro) {
    case 'DEFINE_CONFIG_PARSE_ENUM':
    case 'DEFINE_CONFIG_PARSE_ENUM_WITH_DEFAULT': {
      const table = sources.table(macro.from) ?? fail(where, `there is no string table ${macro.from}`);
      return {
        words: table.words,
        booleanToo: table.booleanToo,
        open: table.numbersToo,
        emptyResets: macro.macro.endsWith('WITH_DEFAULT'),
      };
    }
    case 'DEFINE_PARSER':
      return undefined; // numbers and time spans
    case 'DEFINE_CONFIG_PARSE':
    case 'DEFINE_CONFIG_PARSE_PTR':
    case 'DEFINE_CONFIG_PARSE_ENUM_FULL':
      if (NOT_ONE_WORD[parser] === undefined) fail(where, `say in tables.ts which values ${macro.from}() accepts`);
      return undefined;
    case undefined: {
      const lookup = /\b\w+_from_string\w*\(/.exec(body!);
      if (lookup && NOT_ONE_WORD[parser] === undefined) fail(where, `say in tables.ts what ${lookup[0]}) is used for`);
      return undefined;
    }
    default:
      return fail(where, `unknown macro ${macro!.macro}`);
  }
}

function wordsByHand(
  sources: Sources,
  hand: ByHand,
  where: string,
  from: string | undefined,
  parserBody: string | undefined,
): ParserWords {
  const bodies = parserBody === undefined ? [] : [parserBody];
  if (hand.through) {
    const next = hand.through.find((name) => name === from || name === `${from}_from_string` || calls(bodies, name));
    if (next === undefined) fail(where, `does not call ${hand.through.join(' or ')}()`);
    bodies.push(sources.body(next) ?? fail(where, `${next}() is not defined in any source file`));
  }
  const words: string[] = [];
  let table: StringTable | undefined;
  if (hand.table !== undefined) {
    if (!calls(bodies, `${hand.table}_from_string`)) fail(where, `does not look up the string table ${hand.table}`);
    table = sources.table(hand.table) ?? fail(where, `there is no string table ${hand.table}`);
    words.push(...table.words.map((word) => (hand.prefix ?? '') + word));
  }
  for (const word of [...(hand.literals ?? []), ...(hand.obsolete ?? [])]) {
    if (bodies.some((body) => body.includes(`"${word}"`))) words.push(word);
    else fail(where, `does not know the word '${word}'`);
  }
  if (hand.constants) {
    const found = bodies.flatMap((body) => [...body.matchAll(hand.constants!)].map((match) => match[1]!.toLowerCase()));
    if (found.length === 0) fail(where, `has no constants like ${hand.constants}`);
    words.push(...found);
  }
  return {
    words: [...new Set(words)],
    ...(hand.obsolete ? { obsolete: hand.obsolete } : {}),
    booleanToo: (table?.booleanToo ?? false) || calls(bodies, 'parse_boolean'),
    open: hand.open !== undefined || (table?.numbersToo ?? false),
    emptyResets: bodies.some((body) => /\bisempty\((rvalue|name)\)/.test(body)),
  };
}

function calls(bodies: readonly string[], name: string): boolean {
  return bodies.some((body) => new RegExp(`\\b${name}\\(`).test(body));
}
