/** Paths, as systemd looks at them (`src/basic/path-util.c`, `src/shared/parse-helpers.c`). All lengths are bytes. */
import { isLongerThan, isValidUtf8 } from '../../syntax/lines.ts';

/** `PATH_MAX` and `NAME_MAX` of Linux; the first counts the NUL behind the path. */
export const PATH_MAX = 4096;
export const NAME_MAX = 255;

/** `path_is_absolute` */
export function isAbsolutePath(path: string): boolean {
  return path.startsWith('/');
}

/**
 * Without doubled and trailing slashes and without `.` components (`path_simplify_full`). systemd 252 keeps
 * `..` at the start of an absolute path; later ones know that there is nothing above the root.
 *
 * @param version of systemd; without it, the newest
 */
export function simplifyPath(path: string, keepTrailingSlash = false, version = Number.POSITIVE_INFINITY): string {
  if (path === '') return path;
  const isAbsolute = path.startsWith('/');
  let parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (isAbsolute && version > 252 && parts[0] === '..') {
    const first = parts.findIndex((part) => part !== '..');
    parts = first < 0 ? [] : parts.slice(first);
  }
  const endsInSlash = keepTrailingSlash && /\/\.?$/.test(path) && parts.length > 0;
  const joined = (isAbsolute ? '/' : '') + parts.join('/') + (endsInSlash ? '/' : '');
  return joined === '' ? '.' : joined;
}

/** Not empty, not too long, no component longer than a file name may be (`path_is_valid`). */
export function isValidPath(path: string): boolean {
  if (path === '' || isLongerThan(path, PATH_MAX - 1)) return false;
  return path.split('/').every((part) => !isLongerThan(part, NAME_MAX));
}

/** No `.` or `..` components, no doubled slashes (`path_is_normalized`, `path_is_safe`). */
export function isNormalizedPath(path: string): boolean {
  if (!isValidPath(path) || path.includes('//')) return false;
  return path.split('/').every((part) => part !== '.' && part !== '..') || path === '/';
}

/** Whether a file may be called so (`src/basic/path-util.c: filename_is_valid`). */
export function isValidFilename(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !name.includes('/') && !isLongerThan(name, NAME_MAX);
}

/** What a path has to be (`PathSimplifyWarnFlags` of `path_simplify_and_warn`). */
export interface PathRules {
  readonly absolute?: boolean;
  readonly relative?: boolean;
  readonly keepTrailingSlash?: boolean;
  /** Not below `/proc`, `/sys` or `/dev`; `dev-ok`: `/dev` is allowed. systemd 252 does not look at it. */
  readonly nonApi?: boolean | 'dev-ok';
  /** Of systemd; without it, the newest. */
  readonly version?: number;
}

/** What is wrong with a path, as the end of a sentence; undefined where nothing is (`path_simplify_and_warn`). */
export function pathFault(
  path: string,
  { absolute, relative, keepTrailingSlash, nonApi, version = Number.POSITIVE_INFINITY }: PathRules,
): string | undefined {
  if (!isValidUtf8(path)) return 'it has to be valid UTF-8';
  if (absolute && !isAbsolutePath(path)) return 'it has to start with “/”';
  if (relative && isAbsolutePath(path)) return 'it must not start with “/”';
  const simple = simplifyPath(path, keepTrailingSlash, version);
  if (!isValidPath(simple)) return path === '' ? 'it is empty' : 'it is too long';
  if (simple === '.') return 'it has to name something, not “.”';
  if (!isNormalizedPath(simple)) return 'it must not contain “..”';
  if (nonApi && version > 252 && isBelowApi(simple, nonApi === 'dev-ok')) {
    return `it must not lie below ${nonApi === 'dev-ok' ? '/proc or /sys' : '/proc, /sys or /dev'}`;
  }
  return undefined;
}

/** `src/shared/parse-helpers.c: validate_api_vfs` */
function isBelowApi(path: string, isDevAllowed: boolean): boolean {
  const api = isDevAllowed ? ['/proc', '/sys'] : ['/dev', '/proc', '/sys'];
  return api.some((root) => path === root || path.startsWith(`${root}/`));
}

/**
 * The path below `/run` that systemd puts in the place of one below `/var/run`, with a complaint; undefined for other
 * paths (`src/core/load-fragment.c: patch_var_run`; its callers: PIDFile=, and the paths of sockets and FIFOs).
 */
export function withoutLegacyRuntime(path: string): string | undefined {
  if (!path.startsWith('/')) return undefined;
  const [first, second, ...rest] = path.split('/').filter((part) => part !== '' && part !== '.');
  return first === 'var' && second === 'run' ? `/run/${rest.join('/')}` : undefined;
}
