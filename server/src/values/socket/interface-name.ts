/** Names of network interfaces (`src/basic/socket-util.c`). */
import { parseUnsigned } from '../number/number.ts';

/** `IFNAMSIZ` and `ALTIFNAMSIZ` of Linux; both count the NUL behind the name. */
const NAME_SIZE = 16;
const ALTERNATIVE_NAME_SIZE = 128;

/** What a name may be beside the plain one (`IfnameValidFlags`). */
export interface InterfaceNameRules {
  /** Alternative names, which may be longer. */
  readonly alternative?: boolean;
  /** Numbers of interfaces. */
  readonly numeric?: boolean;
}

/** May an interface be called so? (`ifname_valid_full`) */
export function isValidInterfaceName(name: string, { alternative, numeric }: InterfaceNameRules = {}): boolean {
  if (name === '') return false;
  if (isInterfaceNumber(name)) return numeric === true;
  if (name.length >= (alternative ? ALTERNATIVE_NAME_SIZE : NAME_SIZE)) return false;
  // The last two are directories for settings of all interfaces in /proc/sys/net.
  if (name === '.' || name === '..' || name === 'all' || name === 'default') return false;
  if (!/^[\x21-\x7e]+$/.test(name) || /[:/%]/.test(name)) return false;
  return !/^[0-9]+$/.test(name);
}

/** `src/basic/parse-util.c: parse_ifindex` */
function isInterfaceNumber(text: string): boolean {
  const number = text.length < NAME_SIZE * 4 ? parseUnsigned(text) : undefined;
  return number !== undefined && number > 0 && number <= 0x7fffffff;
}
