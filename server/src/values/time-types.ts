import type { ValueType } from './value-type.ts';

/** systemd's parser → value type. */
export const TIME_TYPES: Readonly<Record<string, ValueType>> = {};
