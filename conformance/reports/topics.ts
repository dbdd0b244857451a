/** The order of results in reports: by operation, as the contract has them, and by topic of a requirement. */
import { type Operation, operations } from '../../contract/operations.js';
import type { Result } from '../../generated/results.js';

const known = new Map<string, Operation>(operations.map((one) => [one.id, one]));

/** The part of a requirement's ID that says where it belongs: an operationId, or a general topic such as `auth`. */
export const topicOf = ({ requirement }: Pick<Result, 'requirement'>): string =>
  requirement.split('/')[0] ?? requirement;

/** Whether the requirement stands beside an operation; if not, it is a general one. */
export const isOwn = (result: Pick<Result, 'requirement'>): boolean => known.has(topicOf(result));

/** A name that no other result has: the ID, with the operation where the ID does not say it. */
export const nameOf = (result: Pick<Result, 'requirement' | 'operation'>): string =>
  topicOf(result) === result.operation ? result.requirement : `${result.requirement}@${result.operation}`;

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
export const byTopic = (results: readonly Result[]): Group[] => grouped(results, topicOf);
