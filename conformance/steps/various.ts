/** Chooses rows that differ from each other, so that few of them show what all of them can have. */

type Row = Record<string, unknown>;

/** What a row shows of the possibilities of its fields: null or something, true or false, which status. */
const traits = (row: Row): string[] =>
  Object.entries(row).map(([name, value]) =>
    value === null || typeof value === 'boolean' || name === 'status' ? `${name} ${value}` : name,
  );

/** The first rows that each show something that none before them did; filled up with others, spread over the list. */
export function various(rows: readonly Row[], most: number): Row[] {
  const seen = new Set<string>();
  const chosen: Row[] = [];
  for (const row of rows) {
    const fresh = traits(row).filter((trait) => !seen.has(trait));
    if (fresh.length === 0 || chosen.length === most) continue;
    for (const trait of fresh) seen.add(trait);
    chosen.push(row);
  }
  const others = rows.filter((row) => !chosen.includes(row));
  const missing = most - chosen.length;
  const step = Math.max(1, Math.floor(others.length / Math.max(1, missing)));
  return [...chosen, ...others.filter((_, index) => index % step === 0).slice(0, missing)];
}
