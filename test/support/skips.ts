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

/**
 * The same for material that does not belong to the project (a systemd source tree, a corpus of real units): where it is
 * not there, the test is skipped by name in continuous integration too.
 */
export function optional(reason: string | undefined | false): string | false {
  return reason || false;
}
