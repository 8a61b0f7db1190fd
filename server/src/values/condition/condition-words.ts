/** The words that conditions test for, and those that people write for them. */
import { decodeWord } from '../../catalog/facts.ts';
import type { Word } from '../../catalog/lookup.ts';
import data from '../data/condition.json' with { type: 'json' };
import security from '../data/security.json' with { type: 'json' };

/** Words of a kind of condition. */
export interface WordSet {
  /** In the order of proposals. */
  readonly words: readonly Word[];
  /** A few words on a word. */
  meaning(name: string): string | undefined;
  /** What somebody meant who wrote a name of another system. */
  meantBy(name: string): string | undefined;
}

type Lists = Exclude<keyof typeof data, 'about'>;

function wordSet(
  list: Lists,
  {
    before = [],
    without = [],
    meanings = {},
    aliases = {},
  }: {
    before?: readonly string[];
    without?: readonly string[];
    meanings?: Readonly<Record<string, string>>;
    aliases?: Readonly<Record<string, string>>;
  } = {},
): () => WordSet {
  let made: WordSet | undefined;
  return () => {
    made ??= {
      words: [
        ...before.map((name) => ({ name })),
        ...decodeList(data[list]).filter(({ name }) => !without.includes(name)),
      ],
      meaning: (name) => (Object.hasOwn(meanings, name) ? meanings[name] : undefined),
      meantBy: (name) => (Object.hasOwn(aliases, name) ? aliases[name] : undefined),
    };
    return made;
  };
}

/** `!257,252 a b!252`: a first token with an exclamation mark holds for all words. */
function decodeList(list: string): Word[] {
  const tokens = list.split(' ');
  if (!list.startsWith('!')) return tokens.map((token) => decodeWord(token));
  const absentIn = tokens[0]!.slice(1).split(',').map(Number);
  return tokens.slice(1).map((token) => ({ absentIn, ...decodeWord(token) }));
}

/** `condition_test_virtualization`; booleans are taken as well, and `none` never matches. */
export const virtualizations = wordSet('virtualizations', {
  before: ['vm', 'container', 'private-users'],
  without: ['none'],
  meanings: {
    vm: 'any virtual machine',
    container: 'any container',
    'private-users': 'a user namespace',
    kvm: 'KVM',
    amazon: 'Amazon EC2',
    qemu: 'QEMU without KVM',
    bochs: 'Bochs',
    xen: 'Xen',
    uml: 'User-mode Linux',
    vmware: 'VMware',
    oracle: 'VirtualBox',
    microsoft: 'Hyper-V',
    zvm: 'IBM z/VM',
    parallels: 'Parallels',
    bhyve: 'bhyve of FreeBSD',
    qnx: 'the QNX hypervisor',
    acrn: 'ACRN',
    powervm: 'IBM PowerVM',
    apple: 'the virtualization of Apple',
    sre: 'LMHS SRE',
    google: 'Google Compute Engine',
    'vm-other': 'a virtual machine without a name',
    'systemd-nspawn': 'systemd-nspawn',
    'lxc-libvirt': 'LXC through libvirt',
    lxc: 'LXC',
    openvz: 'OpenVZ or Virtuozzo',
    docker: 'Docker',
    podman: 'Podman',
    rkt: 'rkt',
    wsl: 'Windows Subsystem for Linux',
    proot: 'PRoot',
    pouch: 'Pouch',
    'container-other': 'a container without a name',
  },
  aliases: {
    none: 'no',
    physical: 'no',
    'bare-metal': 'no',
    any: 'yes',
    virtualbox: 'oracle',
    vbox: 'oracle',
    hyperv: 'microsoft',
    'hyper-v': 'microsoft',
    aws: 'amazon',
    ec2: 'amazon',
    gce: 'google',
    nspawn: 'systemd-nspawn',
    lxd: 'lxc',
    virtuozzo: 'openvz',
    wsl2: 'wsl',
    chroot: 'container',
  },
});

/** `condition_test_architecture` */
export const architectures = wordSet('architectures', {
  before: ['native'],
  meanings: { native: 'what systemd was built for' },
  aliases: {
    x86_64: 'x86-64',
    'x86-32': 'x86',
    amd64: 'x86-64',
    x64: 'x86-64',
    i386: 'x86',
    i486: 'x86',
    i586: 'x86',
    i686: 'x86',
    aarch64: 'arm64',
    armhf: 'arm',
    armel: 'arm',
    armv6l: 'arm',
    armv7l: 'arm',
    ppc64le: 'ppc64-le',
    ppc64el: 'ppc64-le',
    powerpc64le: 'ppc64-le',
    powerpc: 'ppc',
    mipsel: 'mips-le',
    mips64el: 'mips64-le',
    riscv: 'riscv64',
    loong64: 'loongarch64',
  },
});

/** `condition_test_security` */
export const securities = wordSet('securities', {
  meanings: {
    selinux: 'SELinux is in use',
    smack: 'Smack is in use',
    apparmor: 'AppArmor is in use',
    audit: 'the audit system of the kernel can be used',
    ima: 'the kernel has IMA',
    tomoyo: 'TOMOYO is in use',
    'uefi-secureboot': 'started with Secure Boot',
    tpm2: 'kernel and firmware support a TPM 2.0',
    cvm: 'a confidential virtual machine',
    'measured-uki': 'started from a measured unified kernel image',
    'measured-os': 'the system is measured into the TPM',
  },
  aliases: {
    secureboot: 'uefi-secureboot',
    'secure-boot': 'uefi-secureboot',
    tpm: 'tpm2',
    'app-armor': 'apparmor',
    'se-linux': 'selinux',
  },
});

/** `cg_mask_from_string`; `v1` and `v2` stand alone. */
export const controllers = wordSet('controllers', {
  meanings: {
    cpu: 'CPU time',
    cpuacct: 'CPU accounting, cgroup v1',
    cpuset: 'CPUs and memory nodes',
    io: 'block I/O',
    blkio: 'block I/O, cgroup v1',
    memory: 'memory',
    devices: 'access to devices, cgroup v1',
    pids: 'number of tasks',
  },
});

/** `src/basic/virt.c: has_cpu_with_flag`, on x86 and on 64-bit ARM. */
export const x86Features = wordSet('x86Features', {
  aliases: {
    fma: 'fma3',
    pclmulqdq: 'pclmul',
    sse3: 'pni',
    lzcnt: 'abm',
    'sse4.1': 'sse4_1',
    'sse4.2': 'sse4_2',
    sse4: 'sse4_2',
  },
});
export const armFeatures = wordSet('armFeatures', { aliases: { neon: 'asimd' } });

/** The names of capabilities. */
export function capabilityNames(): readonly string[] {
  return security.capabilities.split(' ');
}
