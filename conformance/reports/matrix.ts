/** Several runs as a table of compatibility: what works in which version. */
import type { Result } from '../../generated/results.js';
import { byName, isBroken, type NamedRun, problemsOf } from './comparison.js';
import { type Impact, impacts } from './impact.js';
import { byOperation } from './topics.js';
import { counted } from './words.js';

/** `broken`: this very problem. `other`: something else is broken there. */
export type CellKind = 'works' | 'broken' | 'other' | 'unknown';

export const cellWords: Readonly<Record<CellKind, { sign: string; word: string }>> = {
  works: { sign: '✓', word: 'in order' },
  broken: { sign: '✗', word: 'broken' },
  other: { sign: '~', word: 'broken in another way' },
  unknown: { sign: '?', word: 'not verified' },
};

export interface MatrixCell {
  kind: CellKind;
  /** Checks that show it, where it is broken; those that passed, where others were not verified. */
  count: number;
  /** All checks of the problem, where only some of them passed and the others were not verified. */
  of?: number;
}

/** What a cell counts: `7 checks`, `1 of 2 checks`; nothing where all that was looked at is in order. */
export const countIn = ({ count, of }: MatrixCell): string =>
  of === undefined ? (count > 0 ? counted(count, 'check') : '') : `${count} of ${counted(of, 'check')}`;

export interface ProblemRow {
  cause: string;
  title: string;
  impact: Impact;
  requirements: string[];
  /** In the order of the runs. */
  cells: MatrixCell[];
}

export interface OperationRow {
  name: string;
  /** For each run, how many of the requirements that could be verified hold. */
  cells: { holds: number; verified: number }[];
}

export interface Matrix {
  operations: OperationRow[];
  /** By impact; those that are not the same in all runs come first. */
  problems: ProblemRow[];
}

export function matrixOf(list: readonly NamedRun[]): Matrix {
  return { operations: operationRows(list), problems: problemRows(list) };
}

function operationRows(list: readonly NamedRun[]): OperationRow[] {
  const groups = list.map(({ results }) => new Map(byOperation(results.results).map((one) => [one.name, one.results])));
  const names = [...new Set(groups.flatMap((group) => [...group.keys()]))];
  return names.map((name) => ({
    name,
    cells: groups.map((group) => {
      const verified = (group.get(name) ?? []).filter((one) => one.verdict === 'pass' || isBroken(one));
      return { holds: verified.filter((one) => !isBroken(one)).length, verified: verified.length };
    }),
  }));
}

function problemRows(list: readonly NamedRun[]): ProblemRow[] {
  const runs = list.map((run) => ({ found: byName(run), problems: problemsOf(run) }));
  const all = runs.flatMap(({ problems }) => problems.filter(({ verdict }) => verdict !== 'error'));
  const rows = [...new Set(all.map(({ cause }) => cause))].map((cause): ProblemRow => {
    const same = all.filter((one) => one.cause === cause);
    const [first] = same.toSorted((a, b) => b.findings.length - a.findings.length);
    const names = new Set(same.flatMap(({ findings }) => findings.map(({ result }) => keyOf(result))));
    const cells = runs.map(({ found, problems }): MatrixCell => {
      const own = problems.find((one) => one.cause === cause);
      if (own) return { kind: 'broken', count: own.findings.length };
      const there = [...found.values()].filter((one) => names.has(keyOf(one)));
      const broken = there.filter(isBroken).length;
      if (broken > 0) return { kind: 'other', count: broken };
      const passed = there.filter(({ verdict }) => verdict === 'pass').length;
      if (passed === 0) return { kind: 'unknown', count: 0 };
      return passed === names.size ? { kind: 'works', count: 0 } : { kind: 'works', count: passed, of: names.size };
    });
    const requirements = [...new Set(same.flatMap(({ findings }) => findings.map(({ result }) => result.requirement)))];
    return { cause, title: first?.title ?? cause, impact: first?.impact ?? 'untidy', requirements, cells };
  });
  const isSame = ({ cells }: ProblemRow) => new Set(cells.map(({ kind }) => kind)).size === 1;
  return rows.sort(
    (a, b) =>
      Number(isSame(a)) - Number(isSame(b)) ||
      impacts.indexOf(a.impact) - impacts.indexOf(b.impact) ||
      size(b) - size(a),
  );
}

const keyOf = ({ requirement, operation }: Result) => `${requirement}@${operation}`;
const size = ({ cells }: ProblemRow) => Math.max(...cells.map(({ kind, count }) => (kind === 'works' ? 0 : count)));
