/** What may be done with a delegated BPF file system (`src/core/namespace.c: bpf_delegate_from_string`). */

import { adviceOn, itemList, type ListGrammar, lazily, type Offer, shown } from '../common/item-list.ts';
import data from '../data/security.json' with { type: 'json' };
import type { ValueType } from '../value-type.ts';

const GRAMMAR: ListGrammar = { flags: {}, separators: ',' };

const ANY: Offer = { label: 'any', kind: 'word', detail: 'all of them, also those to come' };

/** `config_parse_bpf_delegate_commands` … `_attachments`: `any`, or words of the kernel with commas between them. */
export const bpfDelegateCommands: ValueType = delegation('commands', 'command');
export const bpfDelegateMaps: ValueType = delegation('maps', 'type of map');
export const bpfDelegatePrograms: ValueType = delegation('programs', 'type of program');
export const bpfDelegateAttachments: ValueType = delegation('attachments', 'type of attachment');

function delegation(list: keyof typeof data.bpf, what: string): ValueType {
  const names = lazily(() => new Set(data.bpf[list].split(' ')));
  const type = itemList({
    ...GRAMMAR,
    judge(item, { value }) {
      // White space belongs to the words.
      const word = item.value.trim();
      if (names().has(item.value)) return undefined;
      const known = (each: string): boolean => names().has(each);
      const { hint, instead } = known(word)
        ? { hint: ' Only a comma stands between words, without spaces.', instead: [word] }
        : spaced(word, known)
          ? { hint: ' Words are separated by commas here.', instead: [word.split(/\s+/).join(',')] }
          : adviceOn(word, { isKnown: known, all: names });
      const alone = word === 'any' && value.value !== 'any' ? ' “any” stands alone.' : '';
      return {
        // systemd complains in its log, without a word on the unit or the line.
        code: 'misspelt-word',
        start: item.start,
        end: item.end,
        message: `systemd skips ${shown(item.value)}: it knows no ${what} of this name.${alone}${hint}`,
        instead,
      };
    },
    offers: ({ value }, item) => {
      const words = [...names()].map((label): Offer => ({ label, kind: 'word' }));
      return item.value.length === value.length ? [ANY, ...words] : words;
    },
    describe: ({ value }) => (names().has(value) ? `**${value}** · ${what} of BPF` : undefined),
  });
  return { ...type, check: (value, context) => (value.value === 'any' ? [] : type.check(value, context)) };
}

function spaced(words: string, isKnown: (word: string) => boolean): boolean {
  return words.length < 1000 && /\s/.test(words) && words.split(/\s+/).every(isKnown);
}
