/** Names and numbers of users and groups (`src/basic/user-util.c`). */
import { isValidUtf8 } from '../../syntax/lines.ts';

/** What a name may be: `strict` is what systemd makes itself, `relaxed` what it puts up with from others. */
export type UserNameRules = 'strict' | 'relaxed';

/** `ut_user` of utmp is 32 bytes long, with a NUL at its end. */
const STRICT_NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,30}$/;

/** Numbers that mean "no user" (`uid_is_valid`): -1 in 32 and in 16 bits. */
const NOBODYS = [0xffffffff, 0xffff];

/**
 * The number that a text is, in decimal without sign, blanks or leading zeros (`parse_uid`); `'reserved'` for the two
 * that stand for no user; undefined for anything else.
 */
export function parseUid(text: string): number | 'reserved' | undefined {
  if (!/^(?:0|[1-9][0-9]{0,9})$/.test(text)) return undefined;
  const number = Number(text);
  if (number > 0xffffffff) return undefined;
  return NOBODYS.includes(number) ? 'reserved' : number;
}

/** Whether a user or group may be called so; numbers are allowed on request (`valid_user_group_name`). */
export function isValidUserName(name: string, rules: UserNameRules, { numeric = false } = {}): boolean {
  return userNameFault(name, rules, { numeric }) === undefined;
}

/** What keeps a text from being a user or group name, as the end of a sentence; undefined where nothing does. */
export function userNameFault(name: string, rules: UserNameRules, { numeric = false } = {}): string | undefined {
  if (name === '') return 'it is empty';
  const uid = parseUid(name);
  if (typeof uid === 'number') return numeric ? undefined : 'it is a number';
  if (rules === 'strict') return STRICT_NAME.test(name) ? undefined : 'it has to be letters, digits, “_” and “-”';
  return relaxedFault(name, uid === 'reserved');
}

function relaxedFault(name: string, isReserved: boolean): string | undefined {
  if (name.startsWith(' ') || name.endsWith(' ')) return 'it begins or ends with a blank';
  if (!isValidUtf8(name)) return 'it is not valid UTF-8';
  if (/[\u0001-\u001f\u007f]/.test(name)) return 'it contains a control character';
  if (name.includes(':')) return 'it must not contain “:”';
  if (name.includes('/')) return 'it must not contain “/”';
  if (isReserved) return 'this number stands for no user';
  if (/^[0-9]+$/.test(name)) return name.startsWith('0') ? 'a number has no leading zeros' : 'the number is too large';
  if (/^-[0-9]*$/.test(name)) return 'a number cannot be negative';
  if (name === '.' || name === '..') return 'it would stand for a directory';
  return undefined;
}
