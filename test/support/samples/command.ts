/** Good values of the parsers in `server/src/values/command-types.ts`. */
export const COMMAND_SAMPLES: Readonly<Record<string, readonly string[]>> = {};
