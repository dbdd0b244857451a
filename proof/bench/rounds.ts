/** Compares two measurements on a machine that does other things, too. */

export interface Pair {
  readonly one: number;
  readonly other: number;
  /** The median of the rounds' own ratios: what slows a round down slows both halves of it. */
  readonly ratio: number;
}

/** Takes both in turn; the first round, which compiles and fills caches, does not count. */
export async function inTurn<Figure extends string>(
  rounds: number,
  one: () => Promise<Record<Figure, number>>,
  other: () => Promise<Record<Figure, number>>,
): Promise<Record<Figure, Pair>> {
  const taken: [Record<Figure, number>, Record<Figure, number>][] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const pair = [await one(), await other()] as const;
    if (round > 0) taken.push([...pair]);
  }
  const names = Object.keys(taken[0]?.[0] ?? {}) as Figure[];
  const pairOf = (name: Figure): Pair => ({
    one: median(taken.map(([a]) => a[name])),
    other: median(taken.map(([, b]) => b[name])),
    ratio: median(taken.map(([a, b]) => a[name] / b[name])),
  });
  return Object.fromEntries(names.map((name) => [name, pairOf(name)])) as Record<Figure, Pair>;
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
