import type { ValueType } from '../value-type.ts';
import { delegateSubgroup } from './cgroup-name.ts';
import { execDirectories } from './exec-directories.ts';
import { protectHostName } from './host-name.ts';
import { extensionImages, mountImages, rootImageOptions } from './image.ts';
import { imagePolicy } from './image-policy.ts';
import { describingTheSound } from './judge-path.ts';
import { extendedAttribute, securityLabel } from './labels.ts';
import { mountNode } from './mount-node.ts';
import { bindPaths, temporaryFileSystems } from './mount-path.ts';
import { nftSets } from './nft-set.ts';
import { absolutePaths, colonSeparatedPaths, mountsFor, namespacePaths } from './path-lists.ts';
import { rootHash, rootHashSignature } from './root-hash.ts';
import { absolutePath, absolutePathOrReset, bpfProgram, pidFile, workingDirectory } from './single-path.ts';
import { socketBind } from './socket-bind.ts';

const TYPES: Readonly<Record<string, ValueType>> = {
  bind_paths: bindPaths,
  bpf_foreign_program: bpfProgram,
  cgroup_nft_set: nftSets,
  cgroup_socket_bind: socketBind,
  colon_separated_paths: colonSeparatedPaths,
  delegate_subgroup: delegateSubgroup,
  exec_apparmor_profile: securityLabel,
  exec_directories: execDirectories,
  exec_root_hash: rootHash,
  exec_root_hash_sig: rootHashSignature,
  exec_selinux_context: securityLabel,
  exec_smack_process_label: securityLabel,
  extension_images: extensionImages,
  image_policy: imagePolicy,
  ip_filter_bpf_progs: absolutePathOrReset,
  mount_images: mountImages,
  mount_node: mountNode,
  namespace_path_strv: namespacePaths,
  path_spec: absolutePathOrReset,
  pid_file: pidFile,
  protect_hostname: protectHostName,
  root_image_options: rootImageOptions,
  temporary_filesystems: temporaryFileSystems,
  unit_mounts_for: mountsFor,
  unit_path_printf: absolutePath,
  unit_path_strv_printf: absolutePaths,
  working_directory: workingDirectory,
  xattr: extendedAttribute,
};

/** systemd's parser → value type. */
export const PATH_TYPES: Readonly<Record<string, ValueType>> = Object.fromEntries(
  Object.entries(TYPES).map(([parser, type]) => [parser, describingTheSound(type)]),
);
