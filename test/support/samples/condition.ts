/** Good values of the parsers in `server/src/values/condition-types.ts`. */
export const CONDITION_SAMPLES: Readonly<Record<string, readonly string[]>> = {};
