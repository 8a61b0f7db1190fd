/** Architectures of system calls (`src/shared/seccomp-util.c: seccomp_arch_from_string`). */

import { adviceOn, itemList, type Offer, shown } from '../common/item-list.ts';
import type { ValueType } from '../value-type.ts';

const MEANINGS: Readonly<Record<string, string>> = {
  native: 'the one systemd is built for',
  'x86-64': '64-bit PCs',
  x86: '32-bit PCs',
  x32: '64-bit PCs with 32-bit addresses',
  arm64: '64-bit ARM',
  arm: '32-bit ARM',
  riscv64: '64-bit RISC-V',
  loongarch64: '64-bit LoongArch',
  'ppc64-le': '64-bit POWER, little-endian',
  ppc64: '64-bit POWER',
  ppc: '32-bit PowerPC',
  s390x: '64-bit IBM Z',
  s390: '31-bit IBM Z',
  mips: '32-bit MIPS',
  'mips-le': '32-bit MIPS, little-endian',
  mips64: '64-bit MIPS',
  'mips64-le': '64-bit MIPS, little-endian',
  'mips64-n32': '64-bit MIPS with 32-bit addresses',
  'mips64-le-n32': '64-bit MIPS with 32-bit addresses, little-endian',
  parisc: '32-bit PA-RISC',
  parisc64: '64-bit PA-RISC',
};

const NAMES = Object.keys(MEANINGS);

/** Came after 252. */
const NEW = 'loongarch64';

/** What else people call them. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  amd64: 'x86-64',
  x86_64: 'x86-64',
  i386: 'x86',
  i686: 'x86',
  aarch64: 'arm64',
  armhf: 'arm',
  ppc64le: 'ppc64-le',
  ppc64el: 'ppc64-le',
};

const OFFERS: readonly Offer[] = NAMES.map((label) => ({ label, kind: 'word', detail: MEANINGS[label]! }));

/** A list of architectures (`config_parse_syscall_archs`). */
export const syscallArchitectures: ValueType = itemList({
  flags: { unquote: true },
  judge({ value, start, end }, { context }) {
    const ignored = `systemd ignores ${shown(value)}:`;
    if (Object.hasOwn(MEANINGS, value)) {
      if (value !== NEW || context.version > 252) return undefined;
      return {
        code: 'word-too-new',
        start,
        end,
        message: `${ignored} version ${context.version} does not know this architecture yet.`,
      };
    }
    const other = Object.hasOwn(OTHER_NAMES, value.toLowerCase()) ? OTHER_NAMES[value.toLowerCase()] : undefined;
    const { hint, instead } =
      other === undefined
        ? adviceOn(value, { isKnown: (word) => Object.hasOwn(MEANINGS, word), all: () => NAMES })
        : { hint: ` It is called “${other}” here.`, instead: [other] };
    const message = `${ignored} there is no architecture of this name.${hint}`;
    return { code: 'invalid-list-item', start, end, message, instead };
  },
  offers: ({ context }) =>
    OFFERS.map((offer) => (offer.label === NEW && context.version <= 252 ? { ...offer, tooNew: true } : offer)),
  describe: ({ value }) =>
    Object.hasOwn(MEANINGS, value) ? `**${value}** · architecture\n\n${MEANINGS[value]}.` : undefined,
});
