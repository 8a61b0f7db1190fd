import type { ValueType } from '../value-type.ts';
import { addressFamilies } from './address-family.ts';
import { bpfDelegateAttachments, bpfDelegateCommands, bpfDelegateMaps, bpfDelegatePrograms } from './bpf-delegate.ts';
import { capabilitySet } from './capability.ts';
import { deviceAllow } from './device.ts';
import { syscallErrno } from './errno.ts';
import { ipPrefixes } from './ip-prefixes.ts';
import { namespaceFlags } from './namespace-flags.ts';
import { bindNetworkInterface, restrictNetworkInterfaces } from './network-interfaces.ts';
import { restrictFilesystems } from './restrict-filesystems.ts';
import { syscallArchitectures } from './syscall-architecture.ts';
import { syscallFilter, syscallLog } from './syscall-filter.ts';

/** systemd's parser → value type. */
export const SECURITY_TYPES: Readonly<Record<string, ValueType>> = {
  address_families: addressFamilies,
  bind_network_interface: bindNetworkInterface,
  bpf_delegate_attachments: bpfDelegateAttachments,
  bpf_delegate_commands: bpfDelegateCommands,
  bpf_delegate_maps: bpfDelegateMaps,
  bpf_delegate_programs: bpfDelegatePrograms,
  capability_set: capabilitySet,
  device_allow: deviceAllow,
  in_addr_prefixes: ipPrefixes,
  namespace_flags: namespaceFlags,
  restrict_filesystems: restrictFilesystems,
  restrict_network_interfaces: restrictNetworkInterfaces,
  syscall_archs: syscallArchitectures,
  syscall_errno: syscallErrno,
  syscall_filter: syscallFilter,
  syscall_log: syscallLog,
};
