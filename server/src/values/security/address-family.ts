/** Address families of sockets (`src/basic/af-list.c`). */

import { adviceOn, itemList, lazily, type Offer, shown } from '../common/item-list.ts';
import data from '../data/security.json' with { type: 'json' };
import type { ValueType } from '../value-type.ts';

const names = lazily(() => data.families.split(' '));
const aliases = lazily(
  () => new Map(data.familyAliases.split(' ').map((pair) => pair.split('=') as [alias: string, name: string])),
);
const byUpperCase = lazily(
  () => new Map([...names(), ...aliases().keys()].map((name) => [name.toUpperCase(), name] as const)),
);

/** The family of this name, in any case, as systemd writes it (`af_from_name`). */
function familyNamed(word: string): string | undefined {
  return byUpperCase().get(word.toUpperCase());
}

const MEANINGS: Readonly<Record<string, string>> = {
  AF_UNIX: 'Sockets between processes of the same machine; nearly everything uses them (D-Bus, journal, syslog).',
  AF_INET: 'IPv4.',
  AF_INET6: 'IPv6.',
  AF_NETLINK: 'Talking to the kernel; needed for lists of addresses and interfaces, udev and audit.',
  AF_PACKET: 'Raw packets of network interfaces (DHCP clients, sniffers).',
  AF_VSOCK: 'Between a virtual machine and its host.',
  AF_BLUETOOTH: 'Bluetooth.',
  AF_CAN: 'CAN bus.',
  AF_ALG: 'The cryptography of the kernel.',
  AF_XDP: 'Fast packets past the network stack.',
  AF_KEY: 'Keys of IPsec.',
  AF_TIPC: 'Messages within a cluster.',
  AF_QIPCRTR: 'Modems and co-processors of Qualcomm.',
  AF_NFC: 'Near-field communication.',
  AF_RDS: 'Reliable datagrams, for clusters.',
  AF_SMC: 'Shared memory over RDMA.',
  AF_IB: 'InfiniBand.',
  AF_MCTP: 'Management controllers of the machine.',
  AF_PPPOX: 'PPP over Ethernet, L2TP.',
  AF_IEEE802154: 'Low-power radio (ZigBee, Thread).',
};

const offers = lazily((): readonly Offer[] =>
  names().map((label): Offer => {
    const documentation = MEANINGS[label];
    return documentation === undefined ? { label, kind: 'word' } : { label, kind: 'word', documentation };
  }),
);

const NONE: Offer = { label: 'none', kind: 'word', detail: 'no sockets at all' };

/** `none`, or a list of families (`config_parse_address_families`, `parse_address_families`). */
const list = itemList({
  flags: { unquote: true },
  tilde: true,
  judge({ value, start, end }, { context }) {
    if (familyNamed(value) !== undefined) return undefined;
    const { hint, instead } = adviceOn(value, {
      isKnown: (word) => familyNamed(word) !== undefined,
      all: () => byUpperCase().values(),
      prefix: 'AF_',
    });
    const why = value === 'none' ? 'none stands alone.' : 'there is no address family of this name.';
    // Newer versions drop the rest of the line too, and keep what stands before the word.
    const what = context.version > 257 ? `${shown(value)} and all behind it` : shown(value);
    return { code: 'invalid-list-item', start, end, message: `systemd ignores ${what}: ${why}${hint}`, instead };
  },
  offers: ({ value, inverted }, item) =>
    !inverted && item.value.length === value.length ? [...offers(), NONE] : offers(),
  describe({ value }, { value: whole }) {
    if (whole.value === 'none') return '**none**\n\nThe unit can make no sockets at all.';
    const name = familyNamed(value);
    if (name === undefined) return undefined;
    const same = aliases().get(name);
    const head = same === undefined ? `**${name}** · address family` : `**${name}** · another name of \`${same}\``;
    const meaning = MEANINGS[same ?? name];
    return meaning === undefined ? head : `${head}\n\n${meaning}`;
  },
});

export const addressFamilies: ValueType = {
  ...list,
  check: (value, context) => (value.value === 'none' ? [] : list.check(value, context)),
};
