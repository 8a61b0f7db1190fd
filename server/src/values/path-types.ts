import type { ValueType } from './value-type.ts';

/** systemd's parser → value type. */
export const PATH_TYPES: Readonly<Record<string, ValueType>> = {};
