/** Names of control groups: `DelegateSubgroup=`. */

import { wholePiece } from '../common/piece.ts';
import type { ValueType } from '../value-type.ts';
import { problemAt, quoted } from './judge-path.ts';
import { isValidFilename } from './path.ts';

/** Names of the kernel's own files begin so (`src/basic/cgroup-util.c: cgroup_controller_table`). */
const OF_KERNEL =
  /^(?:cgroup\.|(?:cpu|cpuacct|cpuset|io|blkio|memory|devices|pids|bpf-firewall|bpf-devices|bpf-foreign|bpf-socket-bind|bpf-restrict-network-interfaces|bpf-bind-network-interface)\.)/;
const KERNEL_FILES = ['notify_on_release', 'release_agent', 'tasks'];

/** Whether a control group may be called so as it is (the contrary of `cg_needs_escape`). */
export function isPlainCgroupName(name: string): boolean {
  return isValidFilename(name) && !/^[_.]/.test(name) && !KERNEL_FILES.includes(name) && !OF_KERNEL.test(name);
}

/** A name of a control group below the unit's (`src/core/load-fragment.c: config_parse_delegate_subgroup`). */
export const delegateSubgroup: ValueType = {
  check(value, context) {
    const all = wholePiece(value.value);
    const lead = 'systemd ignores this line';
    if (context.type !== undefined && context.type !== 'service' && context.type !== 'scope') {
      const message = `${lead}: only services and scopes can have control groups delegated, not a .${context.type} unit.`;
      return [problemAt('ineffective-for-type', all, message)];
    }
    if (value.value === '' || isPlainCgroupName(value.value)) return [];
    const message = `${lead}: a control group cannot be called ${quoted(value.value)}. Write a plain name without “/” that does not start with “_”, “.” or the name of a controller and a dot.`;
    return [problemAt('invalid-name', all, message)];
  },
};
