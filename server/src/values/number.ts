const LARGEST_UNSIGNED = 0xffffffff;

/**
 * An unsigned number as systemd reads it (`src/basic/parse-util.c: safe_atou` on `strtoul` with base 0): decimal, `0x`
 * hexadecimal, `0` or `0o` octal, `0b` binary, white space and a plus sign before it. Undefined for anything else, and
 * for what does not fit into 32 bits.
 */
export function parseUnsigned(text: string): number | undefined {
  const match = /^[ \t\n\r]*(?:(0b|0B|0o|0O)|)([ \t\n\v\f\r]*)([+-]?)(0x|0X|)([0-9a-fA-F]+)$/.exec(text);
  if (!match) return undefined;
  const [, mark = '', , sign, hex = '', digits = ''] = match;
  const base = baseOf(mark.toLowerCase(), hex, digits);
  if (base === undefined || !isOfBase(digits, base)) return undefined;
  const number = Number.parseInt(digits, base);
  if (sign === '-' && number !== 0) return undefined;
  return number <= LARGEST_UNSIGNED ? number : undefined;
}

function baseOf(mark: string, hex: string, digits: string): number | undefined {
  if (mark !== '') return hex === '' ? (mark === '0b' ? 2 : 8) : undefined;
  if (hex !== '') return 16;
  return digits.startsWith('0') ? 8 : 10;
}

function isOfBase(digits: string, base: number): boolean {
  if (base === 16) return true;
  const largest = String(base - 1);
  return [...digits].every((digit) => digit >= '0' && digit <= largest);
}
