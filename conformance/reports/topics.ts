/** The order of results in reports: by operation, as the contract has them, and by topic of a requirement. */
import { type Operation, operations } from '../../contract/operations.js';
import { topicOf } from '../../contract/requirements.js';
import type { Result } from '../../generated/results.js';

const known = new Map<string, Operation>(operations.map((one) => [one.id, one]));

/** Whether the requirement stands beside an operation; if not, it is a general one. */
export const isOwn = ({ requirement }: Pick<Result, 'requirement'>): boolean => known.has(topicOf(requirement));

/** A name that no other result has: the ID, with the operation where the ID does not say it. */
export const nameOf = ({ requirement, operation }: Pick<Result, 'requirement' | 'operation'>): string =>
  topicOf(requirement) === operation ? requirement : `${requirement}@${operation}`;

export interface Group {
  name: string;
  /** Absent for a general topic, and for an operation that this version of the contract does not have. */
  operation?: Operation;
  results: Result[];
}

/** Groups results by what `key` gives: operations first, in the contract's order, then the rest as they come. */
function grouped(results: readonly Result[], key: (result: Result) => string): Group[] {
  const groups = new Map<string, Result[]>(operations.map(({ id }) => [id, []]));
  for (const result of results) {
    const name = key(result);
    groups.set(name, [...(groups.get(name) ?? []), result]);
  }
  return [...groups]
    .filter(([, members]) => members.length > 0)
    .map(([name, members]) => ({ name, operation: known.get(name), results: members }));
}

/** By the operation that was checked. */
export const byOperation = (results: readonly Result[]): Group[] => grouped(results, ({ operation }) => operation);

/** By the place of the requirement: its operation, or its general topic. */
export const byTopic = (results: readonly Result[]): Group[] =>
  grouped(results, ({ requirement }) => topicOf(requirement));
