/** Names on the message bus (`src/libsystemd/sd-bus/bus-internal.c`). */

/** `SD_BUS_MAXIMUM_NAME_LENGTH` */
export const BUS_NAME_MAX = 255;

/** Two parts or more, none empty; only in unique names (`:1.42`) a part may begin with a digit. */
const WELL_KNOWN = /^[A-Za-z_-][A-Za-z0-9_-]*(?:\.[A-Za-z_-][A-Za-z0-9_-]*)+$/;
const UNIQUE = /^:[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+$/;

/** `service_name_is_valid`: the name of a service on the bus, well-known (`org.example.Shop`) or unique (`:1.42`). */
export function isValidBusName(name: string): boolean {
  return name.length <= BUS_NAME_MAX && (WELL_KNOWN.test(name) || UNIQUE.test(name));
}

/** What keeps a text from being the name of a service on the bus, as the end of a sentence; undefined for nothing. */
export function busNameFault(name: string): string | undefined {
  if (isValidBusName(name)) return undefined;
  if (name === '') return 'it is empty';
  if (name.length > BUS_NAME_MAX) return `it is longer than ${BUS_NAME_MAX} characters`;
  const wrong = /[^A-Za-z0-9_.-]/u.exec(name.replace(/^:/, ''))?.[0];
  if (wrong !== undefined) return `“${wrong}” is not allowed in it`;
  const parts = name.replace(/^:/, '').split('.');
  if (parts.length < 2) return 'it needs two parts or more, with dots between them';
  return parts.includes('') ? 'a part of it is empty' : 'its parts must not begin with a digit';
}
