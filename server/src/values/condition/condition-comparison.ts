/** Conditions that compare: versions, fields of os-release and of the firmware, memory, CPUs. */

import { isVariableName } from '../command/environment.ts';
import { extractFirstWord } from '../common/extract-word.ts';
import { quoted } from '../common/items.ts';
import { nearest } from '../common/nearest.ts';
import { isUnreadable, type Piece, wordsIn } from '../common/piece.ts';
import { parseUnsigned } from '../number/number.ts';
import { parseSize, sizeMeantBy } from '../number/size.ts';
import { compareOperator, OPERATOR_CHARACTERS, operatorMeantBy } from './compare-operator.ts';
import { type ConditionFault, faultAt, faultOf } from './condition-fault.ts';

const OPERATORS_KNOWN = 'Operators are <, <=, ==, <>, >=, >, = and != for texts, $= and !$= for patterns.';

/** What `ConditionVersion=` may compare; the kernel where none is named. */
export const VERSIONED: readonly string[] = ['kernel', 'systemd', 'glibc'];

/**
 * Expressions on a version, all of which have to hold (`condition_test_version`, `condition_test_version_cmp`).
 *
 * @param mayName whether the first word may name what is compared
 */
export function versionFaults(text: string, mayName: boolean): ConditionFault[] {
  const from = mayName ? endOfVersioned(text) : 0;
  const faults: ConditionFault[] = [];
  let first = true;
  let waiting: Piece | undefined;
  for (const word of wordsIn(text.slice(from), { unquote: true })) {
    if (isUnreadable(word)) {
      faults.push(unbalanced(text, from + word.unreadableFrom));
      break;
    }
    const piece = { value: word.value.trim(), start: from + word.start, end: from + word.end };
    if (waiting) {
      // A blank between the operator and what is compared is allowed in the first expression.
      faults.push(...operandFaults(piece, piece.value, compareOperator(waiting.value, { patterns: true })));
      waiting = undefined;
      continue;
    }
    const operator = compareOperator(piece.value, { patterns: true });
    const operand = piece.value.slice(operator?.length ?? 0).trim();
    if (operand !== '') faults.push(...operandFaults(piece, operand, operator));
    else if (first) waiting = piece;
    else
      faults.push(
        faultAt(
          piece,
          'fails',
          `Nothing is compared with ${quoted(piece.value)}. Only the first expression may have a blank behind its operator.`,
        ),
      );
    first = false;
  }
  if (waiting) faults.push(faultAt(waiting, 'fails', `A version is missing behind ${quoted(waiting.value)}.`));
  return faults;
}

/** Where the expressions start, behind a word that names what is compared. */
function endOfVersioned(text: string): number {
  const name = extractFirstWord(
    text,
    0,
    { dontCoalesceSeparators: true, retainSeparators: true },
    ` \t\n\r${OPERATOR_CHARACTERS}`,
  );
  return typeof name === 'object' && VERSIONED.includes(name.value) ? name.end : 0;
}

/** Versions of kernel, systemd and glibc start with a digit. */
function operandFaults(place: Piece, operand: string, operator: string | undefined): ConditionFault[] {
  const mixed = operatorMeantBy(place.value);
  if (mixed && /[<>=~!]/.test(operand[0] ?? '')) return [mixedOperator(place, mixed)];
  if (/^[0-9*?[\\]/.test(operand)) return [];
  const isOrder = operator !== undefined && !operator.includes('$') && operator !== '=' && operator !== '!=';
  const [, digits] = /^v([0-9].*)$/s.exec(operand) ?? [];
  const sign = operator ?? '';
  const instead = digits === undefined ? [] : [`${sign}${digits}`];
  const why = VERSIONED.includes(operand)
    ? 'What is compared is named once, as the first word, by ConditionVersion= of systemd 258.'
    : `A version starts with a digit, ${quoted(operand)} does not.`;
  const [, textual] = /^(lt|le|eq|ne|ge|gt)$/.exec(operand) ?? [];
  if (textual !== undefined)
    return [faultAt(place, 'never', `${quoted(textual)} is no operator here. ${OPERATORS_KNOWN}`, [TEXTUAL[textual]!])];
  if (operator === '!=' || operator === '!$=') return [faultAt(place, 'always', why, instead)];
  return [faultAt(place, isOrder ? 'unclear' : 'never', why, instead)];
}

const TEXTUAL: Readonly<Record<string, string>> = { lt: '<', le: '<=', eq: '==', ne: '!=', ge: '>=', gt: '>' };

/** Fields of os-release, all of which have to hold (`condition_test_osrelease`). */
export function osReleaseFaults(text: string): ConditionFault[] {
  const [, key, operator, value] =
    /^\s*([A-Za-z_]\w*)\s*([!<=>$]+)\s*([^\s"'!<=>$]+)\s*$/.exec(text.slice(0, 200)) ?? [];
  if (
    key !== undefined &&
    text.length <= 200 &&
    /\s/.test(text) &&
    compareOperator(operator!, { patterns: true }) === operator
  ) {
    return [faultOf(text, 'fails', 'No blanks may stand around the operator.', [`${key}${operator}${value}`])];
  }
  const faults: ConditionFault[] = [];
  for (const word of wordsIn(text, { unquote: true })) {
    if (isUnreadable(word)) return [...faults, unbalanced(text, word.unreadableFrom)];
    faults.push(...termFaults(word));
  }
  return faults;
}

function termFaults(word: Piece): ConditionFault[] {
  const key = extractFirstWord(word.value, 0, { retainSeparators: true }, OPERATOR_CHARACTERS);
  const form = 'A term is a field, an operator and a value without blanks between them, such as ID=debian.';
  if (key === 'invalid' || !key || !isVariableName(key.value)) return [faultAt(word, 'fails', form)];
  const rest = key.next === undefined ? '' : word.value.slice(key.next);
  const operator = compareOperator(rest, { patterns: true });
  const value = rest.slice(operator?.length ?? 0);
  if (operator === undefined || value === '' || /^[ \t\n\r]/.test(value)) return [faultAt(word, 'fails', form)];
  const mixed = operatorMeantBy(rest);
  if (mixed && /^[<>=~!]/.test(value)) return [mixedOperator(word, mixed, key.value.length)];
  const upper = key.value.toUpperCase();
  if (key.value !== upper && OS_RELEASE_FIELDS.includes(upper)) {
    return [
      faultAt(
        word,
        operator.startsWith('!') || operator === '<>' ? 'always' : 'never',
        `Fields of os-release are written in capitals: ${upper}.`,
        [upper + rest],
      ),
    ];
  }
  if (key.value === 'ID' && (operator === '=' || operator === '!=') && /[A-Z]/.test(value)) {
    const instead = [`${key.value}${operator}${value.toLowerCase()}`];
    return [
      faultAt(
        word,
        operator === '=' ? 'never' : 'always',
        'ID in os-release is always written in small letters.',
        instead,
      ),
    ];
  }
  return [];
}

/** Fields of os-release(5) that conditions are made of. */
export const OS_RELEASE_FIELDS: readonly string[] = [
  'ID',
  'ID_LIKE',
  'VERSION_ID',
  'VERSION_CODENAME',
  'VARIANT_ID',
  'IMAGE_ID',
  'IMAGE_VERSION',
  'BUILD_ID',
  'NAME',
  'PRETTY_NAME',
  'VERSION',
  'VARIANT',
];

/** A size with an operator before it, `>=` where there is none (`condition_test_memory`). */
export function memoryFaults(text: string): ConditionFault[] {
  const operator = compareOperator(text, { patterns: false }) ?? '';
  const size = text.slice(operator.length);
  if (size.length < 1000 && parseSize(size, 1024) !== undefined) return [];
  const mixed = misread(text);
  if (mixed) return [mixed];
  const meant = sizeMeantBy(size);
  const why = `${quoted(size)} is no size; write a number with K, M, G or T behind it.`;
  return [faultOf(text, 'fails', why, meant === undefined ? [] : [operator + meant])];
}

/** A number with an operator before it (`condition_test_cpus`). */
export function cpusFaults(text: string): ConditionFault[] {
  const operator = compareOperator(text, { patterns: false }) ?? '';
  if (parseUnsigned(text.slice(operator.length)) !== undefined) return [];
  return [
    misread(text) ?? faultOf(text, 'fails', 'Write a number of CPUs, with <, <=, =, !=, >= or > before it or without.'),
  ];
}

/** `=>4`: an operator that systemd reads as another one. */
function misread(text: string): ConditionFault | undefined {
  const mixed = operatorMeantBy(text);
  return mixed && !mixed.meant.includes('$')
    ? mixedOperator({ value: text, start: 0, end: text.length }, mixed, 0, 'fails')
    : undefined;
}

function mixedOperator(
  place: Piece,
  { written, meant }: { written: string; meant: string },
  behind = 0,
  effect = effectOf(written),
): ConditionFault {
  const isExact = place.end - place.start === place.value.length;
  const span = isExact ? { start: place.start + behind, end: place.start + behind + written.length } : place;
  return faultAt(span, effect, `There is no operator “${written}”; write “${meant}”.`, isExact ? [meant] : []);
}

/** What comes of it that systemd takes the start of the operator for one, and the rest for part of the text. */
function effectOf(written: string): ConditionFault['effect'] {
  if (written.startsWith('!')) return 'always';
  return written.startsWith('==') ? 'unclear' : 'never';
}

function unbalanced(text: string, from: number): ConditionFault {
  return faultAt(
    { start: from, end: text.length },
    'fails',
    'A quote has no partner, or nothing stands behind a backslash.',
  );
}

/** Fields below `/sys/class/dmi/id`. */
export const FIRMWARE_FIELDS: readonly string[] = [
  'sys_vendor',
  'product_name',
  'product_version',
  'product_family',
  'product_sku',
  'product_serial',
  'product_uuid',
  'bios_vendor',
  'bios_version',
  'bios_date',
  'bios_release',
  'board_vendor',
  'board_name',
  'board_version',
  'board_serial',
  'board_asset_tag',
  'chassis_vendor',
  'chassis_type',
  'chassis_version',
  'chassis_serial',
  'chassis_asset_tag',
  'ec_firmware_release',
  'modalias',
  'uevent',
];

const FIRMWARE_WORDS: readonly string[] = ['uefi', 'device-tree'];
const FIRMWARE_MEANT: Readonly<Record<string, string>> = {
  __proto__: null as never,
  efi: 'uefi',
  devicetree: 'device-tree',
  device_tree: 'device-tree',
  dt: 'device-tree',
};

/** `uefi`, `device-tree`, `device-tree-compatible(…)`, `smbios-field(…)` (`condition_test_firmware`). */
export function firmwareFaults(text: string): ConditionFault[] {
  if (FIRMWARE_WORDS.includes(text)) return [];
  const isClosed = text.endsWith(')');
  if (text.startsWith('device-tree-compatible(')) {
    return isClosed
      ? []
      : [faultOf(text, 'never', 'The bracket has to be closed at the end of the value.', closed(text))];
  }
  if (text.startsWith('smbios-field(')) {
    return isClosed
      ? smbiosFaults(text)
      : [faultOf(text, 'fails', 'The bracket has to be closed at the end of the value.', closed(text))];
  }
  const meant = FIRMWARE_MEANT[text];
  const instead = meant === undefined ? nearest(text, FIRMWARE_WORDS) : [meant];
  return [
    faultOf(
      text,
      'never',
      `systemd knows no firmware ${quoted(text)}. Write uefi, device-tree, device-tree-compatible(…) or smbios-field(…).`,
      instead,
    ),
  ];
}

function closed(text: string): readonly string[] {
  return text.includes(')') || text.length > 200 ? [] : [`${text})`];
}

/** `condition_test_firmware_smbios_field` */
function smbiosFaults(text: string): ConditionFault[] {
  const from = 'smbios-field('.length;
  const inner = text.slice(from, -1);
  const place = { start: from, end: text.length - 1 };
  const form = 'In the brackets stand a field, an operator and one value: smbios-field(sys_vendor = QEMU).';
  const field = extractFirstWord(inner, 0, { retainSeparators: true }, OPERATOR_CHARACTERS);
  if (field === 'invalid' || field?.next === undefined) return [faultAt(place, 'fails', form)];
  const expression = inner.slice(field.next);
  const operator = compareOperator(expression, { patterns: true });
  const word = operator === undefined ? undefined : extractFirstWord(expression, operator.length, { unquote: true });
  if (word === undefined) return [faultAt(place, 'fails', form)];
  if (word === 'invalid') return [faultAt(place, 'fails', 'A quote has no partner.')];
  if (word.next !== undefined) return [faultAt(place, 'fails', 'A value of several words has to stand in quotes.')];
  const name = field.value.replace(/[ \t\n\r]+$/, '');
  if (FIRMWARE_FIELDS.includes(name)) return [];
  const instead = nearest(name, FIRMWARE_FIELDS);
  if (instead.length === 0) return [];
  const start = from + field.start;
  return [
    faultAt(
      { start, end: start + name.length },
      'never',
      `The firmware has no field ${quoted(name)} below /sys/class/dmi/id.`,
      instead,
    ),
  ];
}
