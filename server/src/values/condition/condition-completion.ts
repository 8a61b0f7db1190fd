/** What may stand in a condition. */
import { type Word, wordKnownIn } from '../../catalog/lookup.ts';
import { itemAt, otherItems, suggest } from '../common/items.ts';
import { accountsFor } from '../name/well-known-accounts.ts';
import type { Context, Suggestion } from '../value-type.ts';
import { FIRMWARE_FIELDS, OS_RELEASE_FIELDS, VERSIONED } from './condition-comparison.ts';
import {
  architectures,
  armFeatures,
  capabilityNames,
  controllers,
  securities,
  virtualizations,
  type WordSet,
  x86Features,
} from './condition-words.ts';

type Offer = Omit<Suggestion, 'kind' | 'start' | 'end'>;

/**
 * Words for the place at an offset.
 *
 * @param signs what stands before the parameter, and the offset behind it
 */
export function completeCondition(
  text: string,
  offset: number,
  signs: { readonly isTrigger: boolean; readonly isNegated: boolean; readonly end: number },
  context: Context,
): Suggestion[] {
  const kind = context.argument ?? '';
  const parameter = text.slice(signs.end);
  const at = Math.max(0, offset - signs.end);
  const place = isList(kind) ? itemAt(parameter, at) : { start: 0, end: parameter.length, text: parameter };
  const item = { start: signs.end + place.start, end: signs.end + place.end, text: place.text };
  const words = offersFor(kind, parameter, at, item.text, context);
  const suggested = suggest(item, BOOLEANS.has(kind) ? 'boolean' : 'word', words);
  return parameter === '' ? [...suggested, ...signSuggestions(offset, signs)] : suggested;
}

function isList(kind: string): boolean {
  return (
    kind === 'CONDITION_CONTROL_GROUP_CONTROLLER' ||
    kind === 'CONDITION_OS_RELEASE' ||
    kind === 'CONDITION_VERSION' ||
    kind === 'CONDITION_KERNEL_VERSION'
  );
}

const BOOLEANS: ReadonlySet<string> = new Set(['CONDITION_AC_POWER', 'CONDITION_FIRST_BOOT']);

/** The signs, while nothing stands behind them; they are put where the cursor is. */
function signSuggestions(
  offset: number,
  { isTrigger, isNegated }: { isTrigger: boolean; isNegated: boolean },
): Suggestion[] {
  const sign = (label: string, detail: string): Suggestion => ({
    label,
    kind: 'word',
    start: offset,
    end: offset,
    detail,
  });
  if (isNegated) return [];
  const not = sign('!', 'turns the condition round');
  return isTrigger ? [not] : [not, sign('|', 'one of several, of which one is enough'), sign('|!', 'both')];
}

function offersFor(kind: string, parameter: string, at: number, item: string, context: Context): Offer[] {
  switch (kind) {
    case 'CONDITION_VIRTUALIZATION':
      return [
        { label: 'yes', detail: 'any virtual machine or container' },
        { label: 'no', detail: 'the hardware itself' },
        ...wordsOf(virtualizations(), context),
      ];
    case 'CONDITION_ARCHITECTURE':
      return wordsOf(architectures(), context);
    case 'CONDITION_SECURITY':
      return wordsOf(securities(), context);
    case 'CONDITION_CAPABILITY':
      return capabilityNames().map((label) => ({ label }));
    case 'CONDITION_CPU_FEATURE':
      return cpuFeatures(parameter, context);
    case 'CONDITION_CONTROL_GROUP_CONTROLLER':
      return controllerOffers(parameter, at, context);
    case 'CONDITION_FIRMWARE':
      return firmwareOffers(parameter);
    case 'CONDITION_AC_POWER':
      return [
        { label: 'yes', detail: 'on mains power' },
        { label: 'no', detail: 'on battery' },
      ];
    case 'CONDITION_FIRST_BOOT':
      return [
        { label: 'yes', detail: 'only at the first boot' },
        { label: 'no', detail: 'at all boots but the first' },
      ];
    case 'CONDITION_NEEDS_UPDATE':
      return [
        { label: '/etc', detail: '/etc is older than /usr' },
        { label: '/var', detail: '/var is older than /usr' },
      ];
    case 'CONDITION_USER':
      return [{ label: '@system', detail: 'any system user' }, ...accounts('user')];
    case 'CONDITION_GROUP':
      return accounts('group');
    case 'CONDITION_VERSION':
    case 'CONDITION_KERNEL_VERSION':
      return versionOffers(kind, parameter, at, item);
    case 'CONDITION_OS_RELEASE':
      return item.includes('=') ? [] : OS_RELEASE_FIELDS.map((label) => ({ label: `${label}=` }));
    case 'CONDITION_MEMORY':
      return ['>=1G', '>=2G', '>=4G', '<1G'].map((label) => ({ label }));
    case 'CONDITION_CPUS':
      return ['>=2', '>=4', '>=8', '=1'].map((label) => ({ label }));
    case 'CONDITION_FRACTION':
      return ['1%', '10%', '50%', 'rollout 10%'].map((label) => ({ label }));
    case 'CONDITION_MEMORY_PRESSURE':
    case 'CONDITION_CPU_PRESSURE':
    case 'CONDITION_IO_PRESSURE':
      return pressureOffers(parameter);
    default:
      return [];
  }
}

function wordsOf(set: WordSet, { version }: Context): Offer[] {
  return set.words.map((word) => offerOf(word, set, version));
}

function offerOf(word: Word, set: WordSet, version: number): Offer {
  const detail = set.meaning(word.name);
  return {
    label: word.name,
    ...(wordKnownIn(word, version) ? {} : { tooNew: true }),
    ...(detail === undefined ? {} : { detail }),
  };
}

/** All of x86, and those of ARM that x86 has not; one architecture's alone behind its name. */
function cpuFeatures(parameter: string, context: Context): Offer[] {
  const [, prefix = ''] = /^(x86|x86-64|arm64)\./.exec(parameter) ?? [];
  const of = (set: WordSet, detail: string): Offer[] =>
    wordsOf(set, context).map((offer) => ({
      ...offer,
      label: prefix === '' ? offer.label : `${prefix}.${offer.label}`,
      detail,
    }));
  const x86 = prefix === 'arm64' ? [] : of(x86Features(), 'x86');
  const arm = prefix.startsWith('x86') ? [] : of(armFeatures(), 'arm64');
  const known = new Set(x86.map(({ label }) => label));
  return [...x86, ...arm.filter(({ label }) => !known.has(label))];
}

function controllerOffers(parameter: string, at: number, context: Context): Offer[] {
  const others = otherItems(parameter, at);
  others.delete('');
  const alone: Offer[] = [
    { label: 'v2', detail: 'the unified hierarchy is in use' },
    { label: 'v1', detail: 'the old hierarchy is in use' },
  ];
  const offers = wordsOf(controllers(), context).filter(({ label }) => !others.has(label));
  return others.size > 0 ? offers : [...offers, ...alone];
}

function firmwareOffers(parameter: string): Offer[] {
  if (parameter.startsWith('smbios-field('))
    return FIRMWARE_FIELDS.map((field) => ({ label: `smbios-field(${field} = )` }));
  return [
    { label: 'uefi', detail: 'started by UEFI' },
    { label: 'device-tree', detail: 'a device tree is there' },
    { label: 'device-tree-compatible()', detail: 'the device tree fits a machine' },
    { label: 'smbios-field()', detail: 'a field of the firmware has a value' },
  ];
}

function versionOffers(kind: string, parameter: string, at: number, item: string): Offer[] {
  if (/^[!<=>$]/.test(item)) return [];
  const operators: Offer[] = ['>=', '<', '=='].map((label) => ({ label }));
  const isFirst =
    parameter.slice(0, at).trim() === item.slice(0, Math.max(0, at)).trim() && !parameter.slice(0, at).includes(' ');
  return kind === 'CONDITION_VERSION' && isFirst ? [...VERSIONED.map((label) => ({ label })), ...operators] : operators;
}

function accounts(kind: 'user' | 'group'): Offer[] {
  return accountsFor(kind).map(({ label, documentation }) => ({ label, documentation }));
}

function pressureOffers(parameter: string): Offer[] {
  const [, limit = '20%'] = /^((?:[^:/]*:)?[^:/]+)\//.exec(parameter) ?? [];
  return [
    { label: `${limit}/10sec`, detail: 'over the last ten seconds' },
    { label: `${limit}/1min`, detail: 'over the last minute' },
    { label: `${limit}/5min`, detail: 'over the last five minutes' },
    ...(parameter.includes('/') ? [] : [{ label: 'user.slice:20%/1min', detail: 'in one slice only' }]),
  ];
}
