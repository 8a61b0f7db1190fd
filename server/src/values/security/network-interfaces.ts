/** Network interfaces that a unit is confined to (`src/core/load-fragment.c`). */
import type { Text } from '../../syntax/text.ts';
import { adviceOn, itemList, shown } from '../common/item-list.ts';
import { expandSpecifiers, specifierProblem } from '../common/specifiers.ts';
import { isValidInterfaceName } from '../socket/interface-name.ts';
import type { Problem, ValueType } from '../value-type.ts';

const RULES = 'a name has no “/”, “:”, “%” or characters beyond ASCII, is not a number, and is not too long.';

/** A list of interfaces (`config_parse_restrict_network_interfaces`); specifiers stay as they are. */
export const restrictNetworkInterfaces: ValueType = itemList({
  flags: { unquote: true },
  tilde: true,
  judge({ value, start, end }, { context: { version } }) {
    // Alternative names came after 252.
    const isName = (word: string): boolean => isValidInterfaceName(word, { alternative: version > 252 });
    if (isName(value)) {
      // systemd takes it for the name of an interface.
      const { hint, instead } = /^~|,/.test(value) ? adviceOn(value, { isKnown: isName, all: () => [] }) : NO_ADVICE;
      if (hint === '') return undefined;
      const message = `systemd takes ${shown(value)} for the name of one interface.${hint}`;
      return { code: 'misspelt-word', start, end, message, instead };
    }
    const code = 'invalid-list-item';
    return { code, start, end, message: `systemd ignores ${shown(value)}, which is no name of an interface: ${RULES}` };
  },
  offers: () => [{ label: 'lo', kind: 'word', detail: 'the loopback interface' }],
});

const NO_ADVICE = { hint: '', instead: [] };

/** Nothing that is longer becomes a name, whatever its specifiers are. */
const LONGEST = 4096;

/** One interface, perhaps with specifiers (`config_parse_bind_network_interface`). */
export const bindNetworkInterface: ValueType = {
  check(value, context) {
    if (value.length === 0) return [];
    if (value.length > LONGEST) return [badName(value, value.value)];
    const { value: name, unknownAt } = expandSpecifiers(value.value, 'unit', context);
    if (unknownAt !== undefined) return [specifierProblem(value, 0, unknownAt, context)];
    if (isValidInterfaceName(name, { alternative: true })) return [];
    // What the specifiers of a template become is known when it gets its instance.
    const isTemplate = context.unitName === undefined || /@\.[a-z]+$/.test(context.unitName);
    if (isTemplate && /%[^%]/.test(value.value)) return [];
    return [badName(value, name)];
  },
};

function badName(value: Text, name: string): Problem {
  return {
    code: 'invalid-name',
    start: 0,
    end: value.length,
    message: `systemd ignores this line: ${shown(name)} is no name of an interface; ${RULES}`,
  };
}
