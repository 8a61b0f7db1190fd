import { boolean } from '../common/boolean.ts';
import type { ValueType } from '../value-type.ts';
import {
  emergencyAction,
  killMode,
  managedOomMode,
  managedOomRules,
  onlyForOom,
  socketProtocol,
} from './choice-types.ts';
import { cpuAffinity, numaMask, unitCpuSet } from './cpu-set-type.ts';
import {
  blockIoBandwidth,
  blockIoDeviceWeight,
  ioDeviceLatency,
  ioDeviceWeight,
  ioLimit,
} from './device-value-type.ts';
import { coredumpFilter, secureBits } from './flag-types.ts';
import {
  blockIoWeight,
  cgCpuWeight,
  cgWeight,
  concurrencyMax,
  cpuPriority,
  cpuQuota,
  cpuShares,
  iecSize,
  iecSizeLong,
  int,
  ioPriority,
  long,
  memoryLimit,
  mode,
  nice,
  oomScoreAdjust,
  pressureLimit,
  quota,
  swapPriority,
  tasksMax,
  ttySize,
  unsigned,
} from './limit-types.ts';
import { withinReason } from './number-type.ts';
import { rlimit } from './rlimit-type.ts';
import { exitStatus, setStatus, signal } from './status-types.ts';

/** systemd's parser → value type. */
export const NUMBER_TYPES: Readonly<Record<string, ValueType>> = {
  blockio_bandwidth: withinReason(blockIoBandwidth),
  blockio_device_weight: withinReason(blockIoDeviceWeight),
  blockio_weight: blockIoWeight,
  cg_cpu_weight: cgCpuWeight,
  cg_weight: cgWeight,
  concurrency_max: concurrencyMax,
  cpu_quota: cpuQuota,
  cpu_shares: cpuShares,
  emergency_action: emergencyAction,
  exec_coredump_filter: withinReason(coredumpFilter),
  exec_cpu_affinity: withinReason(cpuAffinity),
  exec_cpu_sched_prio: cpuPriority,
  exec_io_priority: ioPriority,
  exec_nice: nice,
  exec_oom_score_adjust: oomScoreAdjust,
  exec_quota: quota,
  exec_secure_bits: withinReason(secureBits),
  exit_status: exitStatus,
  iec_size: iecSize,
  iec_size_long: iecSizeLong,
  int,
  io_device_latency: withinReason(ioDeviceLatency),
  io_device_weight: withinReason(ioDeviceWeight),
  io_limit: withinReason(ioLimit),
  // Its word that it is deprecated names no line; the old name is reported as such.
  job_mode_isolate: boolean,
  kill_mode: killMode,
  long,
  managed_oom_mem_pressure_limit: onlyForOom(pressureLimit),
  managed_oom_mode: managedOomMode,
  managed_oom_rules: withinReason(managedOomRules),
  memory_limit: memoryLimit,
  mode,
  numa_mask: withinReason(numaMask),
  rlimit: withinReason(rlimit),
  set_status: withinReason(setStatus),
  signal,
  socket_protocol: socketProtocol,
  swap_priority: swapPriority,
  tasks_max: tasksMax,
  tty_size: ttySize,
  unit_cpu_set: withinReason(unitCpuSet),
  unsigned,
};
