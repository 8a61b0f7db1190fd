/** Good values of the parsers in `server/src/values/number-types.ts`. */
export const NUMBER_SAMPLES: Readonly<Record<string, readonly string[]>> = {};
