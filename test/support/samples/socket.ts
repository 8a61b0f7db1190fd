/** Good values of the parsers in `server/src/values/socket-types.ts`. */
export const SOCKET_SAMPLES: Readonly<Record<string, readonly string[]>> = {};
