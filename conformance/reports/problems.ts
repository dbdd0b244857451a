/** The results that somebody has to look at, numbered in the order of reports, each with its exchanges. */
import type { Result, Results } from '../../generated/results.js';
import type { Evidence, Exchange } from '../target/exchange.js';

export interface Problem {
  /** Counts from 1; stands in the matrix too, so that a printed page leads from one to the other. */
  number: number;
  result: Result;
  /** What to show here. */
  exchanges: Exchange[];
  /** Exchanges that an earlier problem shows already, with its number: twenty failures may rest on one answer. */
  shownBefore: { exchange: number; problem: number }[];
}

/** The verdicts that somebody has to look at, in the order in which every report has them. */
export const problemVerdicts: readonly Result['verdict'][] = ['fail', 'warn', 'error'];

/** Failures first, then warnings, then errors of the suite; known deviations last in each. */
export function listProblems({ results }: Results, { exchanges }: Evidence): Problem[] {
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]));
  const shownAt = new Map<number, number>();
  return problemVerdicts
    .flatMap((verdict) => {
      const those = results.filter((result) => result.verdict === verdict);
      return [...those.filter(({ known }) => !known), ...those.filter(({ known }) => known)];
    })
    .map((result, index) => {
      const problem: Problem = { number: index + 1, result, exchanges: [], shownBefore: [] };
      for (const id of new Set(result.exchanges)) {
        const exchange = byId.get(id);
        const before = shownAt.get(id);
        if (before !== undefined) problem.shownBefore.push({ exchange: id, problem: before });
        else if (exchange) {
          problem.exchanges.push(exchange);
          shownAt.set(id, problem.number);
        }
      }
      return problem;
    });
}
