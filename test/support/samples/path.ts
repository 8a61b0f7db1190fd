/** Good values of the parsers in `server/src/values/path-types.ts`. */
export const PATH_SAMPLES: Readonly<Record<string, readonly string[]>> = {};
