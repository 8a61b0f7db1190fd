/** Good values of the parsers in `server/src/values/name-types.ts`. */
export const NAME_SAMPLES: Readonly<Record<string, readonly string[]>> = {};
