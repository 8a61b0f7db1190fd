/** Values that are sets of processors or memory nodes. */

import { quotingProblem } from '../common/items.ts';
import { MOST_PROBLEMS } from '../common/piece.ts';
import { expandSpecifiers, specifierProblem } from '../common/specifiers.ts';
import type { Context, Problem, ValueType } from '../value-type.ts';
import { type CpuSetFault, readCpuSet, sizeOfCpuSet } from './cpu-set.ts';
import { type Choice, quoted } from './number-type.ts';

interface CpuSetOptions {
  /** A word that may stand for the whole set. */
  readonly word?: Choice;
  /** Whether specifiers are expanded first. */
  hasSpecifiers(version: number): boolean;
}

/** `config_parse_unit_cpu_set` (up to systemd 257 `config_parse_allowed_cpuset`) */
export const unitCpuSet = cpuSetType({ hasSpecifiers: () => true });

/** `config_parse_exec_cpu_affinity` */
export const cpuAffinity = cpuSetType({
  word: { label: 'numa', detail: 'the CPUs of the memory nodes in `NUMAMask=`' },
  hasSpecifiers: () => true,
});

/** `config_parse_numa_mask` */
export const numaMask = cpuSetType({
  word: { label: 'all', detail: 'all memory nodes' },
  hasSpecifiers: (version) => version > 257,
});

function cpuSetType({ word, hasSpecifiers }: CpuSetOptions): ValueType {
  return {
    check(value, context) {
      const text = value.value;
      if (text === word?.label) return [];
      const isExpanded = hasSpecifiers(context.version) && text.includes('%');
      const { value: expanded, unknownAt } = isExpanded
        ? expandSpecifiers(text, 'unit', context)
        : { value: text, unknownAt: undefined };
      if (unknownAt !== undefined) return [specifierProblem(value, 0, unknownAt, context)];
      const { faults, invalidAt } = readCpuSet(expanded, context.version);
      const whole = { start: 0, end: text.length };
      if (invalidAt !== undefined) {
        return [{ ...quotingProblem(expanded, invalidAt, 'systemd ignores this line'), ...(isExpanded ? whole : {}) }];
      }
      return faults.slice(0, MOST_PROBLEMS).map(({ word: wrong, fault }): Problem => {
        const place = isExpanded ? whole : { start: wrong.start, end: wrong.end };
        return problemOf(wrong.value, fault, place, context, word);
      });
    },
    complete(value) {
      return word ? [{ ...word, kind: 'word', start: 0, end: value.length }] : [];
    },
    describe(value, _offset, context) {
      const text = value.value;
      const whole = { start: 0, end: text.length };
      if (text === word?.label) return { ...whole, text: `**${text}**: ${word.detail}.` };
      const set = readCpuSet(text, context.version);
      const size = sizeOfCpuSet(set);
      if (size === 0 || set.faults.length > 0) return undefined;
      const unit = countsNodes(context) ? 'memory node' : 'CPU';
      return { ...whole, text: `${size} ${unit}${size === 1 ? '' : 's'}, counted from 0.` };
    },
  };
}

function countsNodes({ directive }: Context): boolean {
  return directive === 'NUMAMask' || directive.endsWith('MemoryNodes');
}

function problemOf(
  text: string,
  fault: CpuSetFault,
  place: { readonly start: number; readonly end: number },
  context: Context,
  word: Choice | undefined,
): Problem {
  const what = countsNodes(context) ? 'memory node' : 'CPU';
  // Up to 257 only a range that goes backwards leaves the rest of the line in force.
  const isWholeLine = context.version <= 257 && fault !== 'backwards';
  const verdict = isWholeLine ? 'systemd ignores this line' : `systemd ignores ${quoted(text)}`;
  const why = {
    'not a number': `${isWholeLine ? `${quoted(text)} is` : 'it is'} no ${what} number or range such as 0-3${word ? `, nor “${word.label}” alone` : ''}`,
    backwards: 'a range goes from the smaller number to the larger one',
    'too large': `${what} numbers end at 8191`,
  }[fault];
  const [, first, last] = /^(\d{1,10})-(\d{1,10})$/.exec(text) ?? [];
  return {
    code: 'invalid-list-item',
    ...place,
    message: `${verdict}: ${why}.`,
    instead: fault === 'backwards' && first !== undefined ? [`${last}-${first}`] : [],
  };
}
