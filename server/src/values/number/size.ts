/** Sizes: a number with `K`, `M`, `G` … (`src/basic/parse-util.c: parse_size`). */
import { behindBlanks, grouped, MAX_64, readNumber } from './number.ts';

/** The suffixes from large to small, in the order in which systemd looks for them. */
const SUFFIXES = ['E', 'P', 'T', 'G', 'M', 'K', 'B', ''] as const;

/** What a suffix multiplies by is a power of this: 1024 for memory and files, 1000 for rates of devices. */
export type SizeBase = 1000 | 1024;

const DIGIT = /[0-9]/;

/**
 * How much a size is, in its unit (bytes, or operations for a rate of operations); undefined where systemd does not take
 * it. Several parts may follow each other, each with a smaller suffix than the one before: `1G 512M`.
 */
export function parseSize(text: string, base: SizeBase): bigint | undefined {
  let total = 0n;
  let firstSuffix = 0;
  let at = 0;
  do {
    at = behindBlanks(text, at);
    const whole = readNumber(text, at, 10);
    if (!whole || whole.magnitude > MAX_64 || text[at] === '-') return undefined;
    const integer = whole.isNegative ? wrapped(-whole.magnitude) : whole.magnitude;
    let fraction = 0;
    let end = whole.end;
    if (text[end] === '.') {
      end++;
      if (DIGIT.test(text[end] ?? '')) {
        const behindPoint = readNumber(text, end, 10)!;
        if (behindPoint.magnitude > MAX_64) return undefined;
        fraction = Number(behindPoint.magnitude);
        for (; end < behindPoint.end && fraction !== 0; end++) fraction /= 10;
        end = behindPoint.end;
      }
    }
    end = behindBlanks(text, end);
    const suffix = SUFFIXES.findIndex((each, index) => index >= firstSuffix && text.startsWith(each, end));
    if (suffix < 0) return undefined;
    const factor = factorOf(suffix, base);
    if (wrapped(integer + (fraction > 0 ? 1n : 0n)) > MAX_64 / factor) return undefined;
    const part = wrapped(integer * factor + BigInt(Math.trunc(fraction * Number(factor))));
    if (part > MAX_64 - total) return undefined;
    total += part;
    firstSuffix = suffix + 1;
    at = end + SUFFIXES[suffix]!.length;
  } while (at < text.length);
  return total;
}

/** What somebody may have meant who wrote `512MB`, `1Ki` or `20m`: `512M`, `1K`, `20M`. */
export function sizeMeantBy(text: string): string | undefined {
  const [, number, letter] =
    /^\s*(\d{1,20}(?:\.\d{1,20})?)\s*([kmgtpe])i?(?:b|bytes?)?$/i.exec(text.slice(0, 60)) ?? [];
  const meant = number !== undefined && letter !== undefined ? number + letter.toUpperCase() : undefined;
  return meant === text ? undefined : meant;
}

/** `1 610 612 736 bytes (1.5 GiB)` */
export function describeBytes(bytes: bigint): string {
  const exact = `${grouped(bytes)} ${bytes === 1n ? 'byte' : 'bytes'}`;
  const rounded = inBinaryUnits(bytes);
  return rounded === undefined ? exact : `${exact} (${rounded})`;
}

/** `1.5 GiB`; undefined below 1 KiB. */
function inBinaryUnits(bytes: bigint): string | undefined {
  for (let power = 6; power > 0; power--) {
    const unit = 1024n ** BigInt(power);
    if (bytes < unit) continue;
    const hundredths = Number((bytes * 100n) / unit);
    const isExact = (bytes * 100n) % unit === 0n;
    return `${isExact ? '' : '≈ '}${hundredths / 100} ${'KMGTPE'[power - 1]}iB`;
  }
  return undefined;
}

function factorOf(suffix: number, base: SizeBase): bigint {
  return suffix >= 6 ? 1n : BigInt(base) ** BigInt(6 - suffix);
}

function wrapped(number: bigint): bigint {
  return BigInt.asUintN(64, number);
}
