/** Random choices that can be repeated: the seed comes from `UNITWRIGHT_SEED`, else from the clock. */
export function random(): {
  readonly seed: number;
  pick<T>(from: readonly T[]): T;
  chance(of: number): boolean;
  integer(below: number): number;
} {
  const seed = Number(process.env.UNITWRIGHT_SEED ?? Date.now() % 1_000_000_007);
  let state = seed >>> 0;
  // Mulberry32: small, and good enough to mix lines.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    seed,
    pick: (from) => from[Math.floor(next() * from.length)]!,
    chance: (of) => next() < of,
    integer: (below) => Math.floor(next() * below),
  };
}
