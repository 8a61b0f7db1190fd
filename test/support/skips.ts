/**
 * Skipped tests. A skip always says why; the end of `npm test` lists all of them once more. In continuous integration
 * everything is there, so a skip would be a hole in the check: it throws instead.
 */

/** For the `skip` option of a test or suite: `false` when nothing is missing, else the reason. */
export function skip(reason: string | undefined | false): string | false {
  if (!reason) return false;
  if (process.env.CI === 'true') throw new Error(`With CI=true nothing may be skipped, but: ${reason}`);
  return reason;
}
