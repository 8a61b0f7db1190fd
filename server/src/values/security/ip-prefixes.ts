/** Lists of IP prefixes (`src/shared/in-addr-prefix-util.c: config_parse_in_addr_prefixes`). */

import { type Advice, adviceOn, itemList, type Offer, shown } from '../common/item-list.ts';
import type { ValueType } from '../value-type.ts';
import { formatAddress, parseAddress, parsePrefix, rangeOf } from './ip-address.ts';

/** Words that stand for a prefix of each family. */
const NAMED: Readonly<Record<string, { readonly prefixes: readonly string[]; readonly meaning: string }>> = {
  any: { prefixes: ['0.0.0.0/0', '::/0'], meaning: 'All addresses.' },
  localhost: { prefixes: ['127.0.0.0/8', '::1/128'], meaning: 'The machine itself, by its loopback addresses.' },
  'link-local': {
    prefixes: ['169.254.0.0/16', 'fe80::/64'],
    meaning: 'Addresses that are good only within one network segment.',
  },
  multicast: { prefixes: ['224.0.0.0/4', 'ff00::/8'], meaning: 'Addresses of groups of receivers.' },
};

const OFFERS: readonly Offer[] = Object.entries(NAMED).map(([label, { prefixes, meaning }]) => ({
  label,
  kind: 'word',
  detail: prefixes.join(', '),
  documentation: meaning,
}));

/** Addresses, prefixes and the words for them. */
export const ipPrefixes: ValueType = itemList({
  // Quotes are characters like any other here.
  flags: {},
  judge({ value, start, end }) {
    if (isAccepted(value)) return undefined;
    const { hint, instead } = adviceOnPrefix(value);
    return {
      code: 'invalid-address',
      start,
      end,
      message: `systemd ignores ${shown(value)}: it takes an IP address, with “/” and a number of bits behind it for a range, or any, localhost, link-local or multicast.${hint}`,
      instead,
    };
  },
  offers: () => OFFERS,
  describe({ value }) {
    const word = isLocalhost(value) ? 'localhost' : value;
    if (Object.hasOwn(NAMED, word)) {
      const { prefixes, meaning } = NAMED[word]!;
      return `**${value}** · ${prefixes.map((prefix) => `\`${prefix}\``).join(' and ')}\n\n${meaning}`;
    }
    return describePrefix(value);
  },
});

function isAccepted(word: string): boolean {
  return Object.hasOwn(NAMED, word) || isLocalhost(word) || parsePrefix(word) !== undefined;
}

/** `src/basic/hostname-util.c: is_localhost` */
function isLocalhost(word: string): boolean {
  return /(?:^|\.)localhost(?:\.localdomain)?\.?$/i.test(word.slice(-64));
}

function describePrefix(word: string): string | undefined {
  const prefix = parsePrefix(word);
  if (!prefix) return undefined;
  const { first, last } = rangeOf(prefix);
  const free = prefix.bytes.length * 8 - prefix.bits;
  const kind = prefix.family === 'inet' ? 'IPv4' : 'IPv6';
  const whole = `${formatAddress(first)}/${prefix.bits}`;
  if (free === 0) return `**${formatAddress(first)}** · one ${kind} address`;
  const count = free <= 32 ? String(2 ** free).replace(/\B(?=(?:\d{3})+$)/g, ' ') : `2^${free}`;
  const isExact = formatAddress(prefix) === formatAddress(first);
  const note = isExact ? '' : '\n\nThe bits behind the prefix do not count: systemd clears them.';
  return `**${whole}** · ${count} ${kind} addresses\n\n\`${formatAddress(first)}\` to \`${formatAddress(last)}\`${note}`;
}

function adviceOnPrefix(word: string): Advice {
  if (word.length > 200) return { hint: '', instead: [] };
  const [, inBrackets] = /^\[([^\]]+)\](?::\d+)?$/.exec(word) ?? [];
  if (inBrackets !== undefined && parseAddress(inBrackets)) {
    return { hint: ' Brackets and ports have no place here.', instead: [inBrackets] };
  }
  const [address = '', mask] = word.split('/');
  const parsed = parseAddress(address);
  if (parsed && mask !== undefined) {
    const bits = maskBits(mask);
    if (bits !== undefined)
      return { hint: ' The mask is written as a number of bits.', instead: [`${address}/${bits}`] };
    return { hint: ` Behind “/” stands a number up to ${parsed.bytes.length * 8}.`, instead: [] };
  }
  if (word === '*' || word.toLowerCase() === 'all') return { hint: ' All addresses are “any”.', instead: ['any'] };
  if (/^0*\d+(?:\.0*\d+){3}(?:\/|$)/.test(word)) {
    const plain = word.replace(/(^|\.)0+(?=\d)/g, '$1');
    if (isAccepted(plain)) return { hint: ' Numbers have no leading zeros.', instead: [plain] };
  }
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\.?$/i.test(word)) {
    return { hint: ' Host names are not looked up.', instead: [] };
  }
  return adviceOn(word, { isKnown: isAccepted, all: () => Object.keys(NAMED) });
}

/** 24 for `255.255.255.0`. */
function maskBits(mask: string): number | undefined {
  const parsed = parseAddress(mask);
  const bits = parsed?.bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const ones = /^(1*)0*$/.exec(bits ?? '-')?.[1];
  return ones?.length;
}
