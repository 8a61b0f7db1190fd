/**
 * Writes `server/src/values/data/security.json`: the words of the settings that confine a unit.
 *
 *     node scripts/catalog/words-security.ts /path/to/systemd-262 [/path/to/systemd-257 …]
 *
 * The first tree says what there is; from the others come the marks `!257,252` on what they do not know.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/root.ts';
import { fail, openTree, stripComments, type Tree } from './source.ts';

const FILTER_SETS = 'src/shared/seccomp-util.c';
const BPF_HEADER = 'src/include/uapi/linux/bpf.h';
const CAPABILITY_HEADER = 'src/include/uapi/linux/capability.h';

/** Kernel architectures that libseccomp has no table of: a call that only they have is unknown to it. */
const WITHOUT_SECCOMP = ['alpha', 'arc', 'ia64', 'sparc'];

/** Known to libseccomp and absent from systemd's list; and names in systemd's groups that no kernel ever had. */
const MORE_CALLS = ['arm_sync_file_range'];
const NO_CALLS = ['fstatat', 'newfstat'];

/**
 * `errno.h` of Linux (include/uapi/asm-generic/errno-base.h, errno.h) by number, from 1 on; `-` is a gap. systemd makes
 * its list from the header of the machine that builds it, so it is in no source tree.
 */
const ERRNO = `
  EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV
  ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLK
  ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP - ENOMSG EIDRM ECHRNG EL2NSYNC EL3HLT EL3RST ELNRNG EUNATCH ENOCSI EL2HLT
  EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT - EBFONT ENOSTR ENODATA ETIME ENOSR ENONET ENOPKG EREMOTE ENOLINK EADV
  ESRMNT ECOMM EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ EBADFD EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX
  ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT
  ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET
  ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT ECONNREFUSED EHOSTDOWN EHOSTUNREACH
  EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM ENAVAIL EISNAM EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY
  EKEYEXPIRED EKEYREVOKED EKEYREJECTED EOWNERDEAD ENOTRECOVERABLE ERFKILL EHWPOISON`;
const ERRNO_ALIASES = 'EWOULDBLOCK=EAGAIN EDEADLOCK=EDEADLK ENOTSUP=EOPNOTSUPP';

/** `bits/socket.h` of glibc, without AF_UNSPEC and AF_MAX (`src/basic/generate-af-list.sh`); also from the builder. */
const FAMILIES = `
  AF_UNIX AF_INET AF_INET6 AF_NETLINK AF_PACKET AF_VSOCK AF_BLUETOOTH AF_CAN AF_ALG AF_XDP AF_KEY AF_TIPC AF_QIPCRTR
  AF_NFC AF_RDS AF_SMC AF_MPLS AF_IB AF_KCM AF_MCTP AF_BRIDGE AF_PPPOX AF_LLC AF_IEEE802154 AF_PHONET AF_CAIF AF_ISDN
  AF_IUCV AF_RXRPC AF_AX25 AF_X25 AF_IPX AF_APPLETALK AF_NETROM AF_ROSE AF_ATMPVC AF_ATMSVC AF_IRDA AF_DECnet
  AF_NETBEUI AF_SECURITY AF_ASH AF_ECONET AF_SNA AF_WANPIPE`;
const FAMILY_ALIASES = 'AF_LOCAL=AF_UNIX AF_FILE=AF_UNIX AF_ROUTE=AF_NETLINK';

type Groups = ReadonlyMap<string, readonly string[]>;

const [newest, ...others] = process.argv.slice(2).map(openTree);
if (!newest) fail('words-security.ts', 'name an unpacked systemd source tree');

const callGroups = new Map([...filterSets(newest)].map(([name, members]) => [name, members.filter(isCall)] as const));
const grouped = new Set([...callGroups.values()].flat());
const oldCallGroups = others.map((tree) => [tree.version, filterSets(tree)] as const);
const fsGroups = filesystemSets(newest);

const data = {
  about: `Made by scripts/catalog/words-security.ts from systemd ${newest.version}; do not edit.`,
  calls: line([...knownCalls(newest), ...MORE_CALLS].filter((name) => !grouped.has(name) && isCall(name))),
  callGroups: encode(callGroups, oldCallGroups),
  filesystems: line(filesystems(newest)),
  filesystemGroups: [...fsGroups].map(([name, members]) => line([name, ...members])),
  capabilities: line(capabilities(newest)),
  errno: line(words(ERRNO)),
  errnoAliases: ERRNO_ALIASES,
  families: line(words(FAMILIES)),
  familyAliases: FAMILY_ALIASES,
  bpf: {
    commands: line(bpfWords(newest, 'cmd')),
    maps: line(bpfWords(newest, 'map_type')),
    programs: line(bpfWords(newest, 'prog_type')),
    attachments: line(bpfWords(newest, 'attach_type')),
  },
};
const file = path.join(root, 'server/src/values/data/security.json');
writeFileSync(file, `${JSON.stringify(data, undefined, 2)}\n`);
console.log(`${path.relative(root, file)}: ${JSON.stringify(data).length} bytes`);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

function line(names: Iterable<string>): string {
  return [...names].join(' ');
}

function isCall(name: string): boolean {
  return !NO_CALLS.includes(name);
}

/** `@group member member!252 …`: a mark says which of the compared versions do not have the member, or the group. */
function encode(groups: Groups, olds: readonly (readonly [number, Groups])[]): string[] {
  return [...groups].map(([name, members]) => {
    const marked = (word: string, isIn: (old: Groups) => boolean): string => {
      const without = olds.filter(([, old]) => !isIn(old)).map(([version]) => version);
      return without.length > 0 ? `${word}!${without.join(',')}` : word;
    };
    const head = marked(name, (old) => old.has(name));
    return line([head, ...members.map((each) => marked(each, (old) => old.get(name)?.includes(each) ?? true))]);
  });
}

/** The calls that libseccomp can know: those with a number on an architecture it has a table of. */
function knownCalls(tree: Tree): string[] {
  const folder = 'src/include/override/sys';
  const found = new Set<string>();
  for (const name of tree.list(folder, '.txt')) {
    const architecture = /syscalls-(\w+)\.txt$/.exec(name)?.[1];
    if (architecture === undefined || WITHOUT_SECCOMP.includes(architecture)) continue;
    for (const [, call] of tree.read(name).matchAll(/^(\w+)\t\d+$/gm)) found.add(call!);
  }
  if (found.size < 400) fail(folder, `only ${found.size} system calls found`);
  return [...found].sort();
}

/** The groups of `syscall_filter_sets`, apart from `@known`, which has everything. */
function filterSets(tree: Tree): Groups {
  const table = /syscall_filter_sets\[_\w+\] = \{([\s\S]*?)\n\};/.exec(stripComments(tree.read(FILTER_SETS)))?.[1];
  return readSets(table ?? fail(FILTER_SETS, 'no table syscall_filter_sets'), FILTER_SETS);
}

function readSets(table: string, where: string): Groups {
  const sets = new Map<string, string[]>();
  for (const [, name, members] of table.matchAll(/\.name = "(@[\w-]+)"([\s\S]*?)\n {8}\}/g)) {
    if (name === '@known') continue;
    sets.set(
      name!,
      [...members!.matchAll(/"(@?[\w-]+)\\0"/g)].map(([, member]) => member!),
    );
  }
  if (sets.size < 8) fail(where, `only ${sets.size} groups found`);
  return sets;
}

/** `NAME_TO_MAGIC` of the generator of file system names. */
function filesystems(tree: Tree): string[] {
  const where = 'src/basic/filesystem-sets.py';
  const table = /^NAME_TO_MAGIC = \{([\s\S]*?)^\}/m.exec(tree.read(where))?.[1];
  return [...(table ?? fail(where, 'no NAME_TO_MAGIC')).matchAll(/^ {4}'([\w-]+)':/gm)].map(([, name]) => name!);
}

/** `FILESYSTEM_SETS` of the same file, apart from `@known`. */
function filesystemSets(tree: Tree): Groups {
  const where = 'src/basic/filesystem-sets.py';
  const table = /^FILESYSTEM_SETS = \[([\s\S]*?)^\]/m.exec(tree.read(where))?.[1];
  const sets = new Map<string, string[]>();
  for (const [, body] of (table ?? fail(where, 'no FILESYSTEM_SETS')).matchAll(/^ {4}\(([\s\S]*?)^ {4}\)/gm)) {
    const [name, , ...members] = [...body!.matchAll(/^ {8}'([^']+)',/gm)].map(([, word]) => word!);
    if (name !== undefined && name !== '@known') sets.set(name, members);
  }
  if (sets.size < 8) fail(where, `only ${sets.size} groups found`);
  return sets;
}

/** The capabilities by number. */
function capabilities(tree: Tree): string[] {
  const found: string[] = [];
  for (const [, name, number] of tree.read(CAPABILITY_HEADER).matchAll(/^#define (CAP_[A-Z_]+)\s+(\d+)$/gm)) {
    found[Number(number)] = name!;
  }
  if (found.length < 41 || found.includes(undefined!)) fail(CAPABILITY_HEADER, 'the capabilities have a gap');
  return found;
}

/** The words made from an enumeration of the kernel (`src/core/generate-bpf-delegate-configs.py`). */
function bpfWords(tree: Tree, name: string): string[] {
  const body = new RegExp(`^enum bpf_${name} \\{([\\s\\S]*?)^\\}`, 'm').exec(tree.read(BPF_HEADER))?.[1];
  const found: string[] = [];
  for (const each of (body ?? fail(BPF_HEADER, `no enum bpf_${name}`)).split('\n')) {
    const constant = /^(\w+),$/.exec(each.trim())?.[1];
    if (constant === undefined || constant.startsWith('__')) continue;
    const [first, ...rest] = constant.split('_');
    found.push(first + rest.map((word) => word.slice(0, 1) + word.slice(1).toLowerCase()).join(''));
  }
  return found;
}
