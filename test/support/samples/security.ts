/** Good values of the parsers in `server/src/values/security-types.ts`. */
export const SECURITY_SAMPLES: Readonly<Record<string, readonly string[]>> = {};
