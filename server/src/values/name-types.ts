import type { ValueType } from './value-type.ts';

/** systemd's parser → value type. */
export const NAME_TYPES: Readonly<Record<string, ValueType>> = {};
