import type { ValueType } from './value-type.ts';

/** systemd's parser → value type. */
export const COMMAND_TYPES: Readonly<Record<string, ValueType>> = {};
