import type { Pair } from './rounds.js';

/** What the benchmark prints. */
export interface Figure {
  readonly name: string;
  /** Of the reference server. */
  readonly value: string;
  /** Of what it is compared with. */
  readonly against: string;
  readonly ratio?: number;
  readonly wanted: string;
}

/** What was measured in turn, as a figure. */
export function compared(name: string, { one, other, ratio }: Pair, unit: string, wanted = ''): Figure {
  return { name, value: `${one.toFixed(0)} ${unit}`, against: `${other.toFixed(0)} ${unit}`, ratio, wanted };
}

export interface Settings {
  /** A folder for stores and files, which is gone afterwards. */
  readonly folder: string;
  /** Where the compiled `proof/bench` is. */
  readonly compiled: string;
  /** Tickets in the large store. */
  readonly large: number;
  readonly rounds: number;
}

export function table(figures: readonly Figure[]): string {
  const rows = [
    ['figure', 'reference server', 'compared with', 'ratio', 'wanted'],
    ['---', '---', '---', '---', '---'],
    ...figures.map(({ name, value, against, ratio, wanted }) => [
      name,
      value,
      against,
      ratio === undefined ? '' : ratio.toFixed(2),
      wanted,
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    text === '---' ? '-'.repeat(widths[column] ?? 3) : text.padEnd(widths[column] ?? 0);
  return rows.map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
