/** Names of descriptors, credentials, journal namespaces and journal fields. */
import { isLongerThan } from '../../syntax/lines.ts';
import { isValidFilename } from '../path/path.ts';

/** `FDNAME_MAX` and `CREDENTIAL_NAME_MAX`. */
export const LONGEST_NAME = 255;

/** ASCII without control characters and colons; the empty name is one (`src/basic/fd-util.c: fdname_is_valid`). */
export function isDescriptorName(name: string): boolean {
  return name.length <= LONGEST_NAME && /^[ -9;-~]*$/.test(name);
}

/** The name of a file and of a descriptor (`src/shared/creds-util.c: credential_name_valid`). */
export function isCredentialName(name: string): boolean {
  return isValidFilename(name) && isDescriptorName(name);
}

/** A name, or the start of names with `*` behind it (`src/shared/creds-util.c: credential_glob_valid`). */
export function isCredentialGlob(glob: string): boolean {
  const at = glob.search(/[*?[\]]/);
  if (at < 0) return isCredentialName(glob);
  return glob.slice(at) === '*' && (at === 0 || isCredentialName(glob.slice(0, at)));
}

/** `src/basic/syslog-util.c: log_namespace_name_valid`, which leaves room for the machine id in a file name. */
export function isLogNamespace(name: string): boolean {
  return /^[A-Za-z0-9:_.@-]+$/.test(name) && isValidFilename(name) && !isLongerThan(name, 222);
}

/** A field of the journal that others than the journal may write (`journal_field_valid`). */
export function isJournalField(name: string): boolean {
  return /^[A-Z][A-Z0-9_]{0,63}$/.test(name);
}
