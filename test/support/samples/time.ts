/** Good values of the parsers in `server/src/values/time-types.ts`. */
export const TIME_SAMPLES: Readonly<Record<string, readonly string[]>> = {};
