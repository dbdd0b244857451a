/** How requirements are read from a contract: general ones at its root, the others beside their operation (`x-requirements`). */
import type { RequirementId } from '../generated/requirements.js';
import { type ContractDocument, methods, type RequirementEntry } from './document.js';

export const levels = ['MUST', 'SHOULD', 'OBSERVED'] as const;
/** MUST: the reference says so. SHOULD: it is silent and a caller would be hurt. OBSERVED: only recorded. */
export type Level = (typeof levels)[number];

/**
 * What it means for people when a requirement is broken, the worst first. security: somebody gets in, or sees what they
 * must not. loss: what was sent is gone or changed. wrong: a client believes something untrue. breaks: a client that was
 * written by the reference fails. untidy: none of these.
 */
export const impacts = ['security', 'loss', 'wrong', 'breaks', 'untidy'] as const;
export type Impact = (typeof impacts)[number];

export interface Requirement {
  id: RequirementId;
  level: Level;
  /** What is required, in one sentence. */
  sentence: string;
  /**
   * Where it demands a refusal: its status codes. The first is the one that the reference server answers with, the
   * others are accepted from an installation too.
   */
  status?: readonly number[];
  /** The words of the reference that say so; there is one for every MUST. */
  reference?: string;
  /** Why the contract requires it where the reference is silent, or why it decides as it does. */
  because?: string;
  /** The field that it is about, as a path from the body: `user.name`, `thread[].id`, `by_department{}.open`. */
  field?: string;
  /** What it means for people when it is broken. */
  impact: Impact;
  /** The same as a sentence for a reader who knows no HTTP. */
  broken: string;
  /** The operation that it stands beside; absent for a general one. */
  operationId?: string;
}

/**
 * Reads all requirements of a contract and checks that each is well formed.
 *
 * @throws Error that lists everything that is wrong: an ID under the wrong operation, a level missing or doubled,
 * a MUST without words of the reference, a SHOULD or OBSERVED without a reason, a `status` that is no error code, no
 * `impact` or no sentence for it.
 */
export function readRequirements(document: ContractDocument): Requirement[] {
  const found: Requirement[] = [];
  const wrong: string[] = [];
  const add = (entries: Record<string, RequirementEntry>, operationId?: string) => {
    for (const [id, entry] of Object.entries(entries)) {
      const given = levels.filter((level) => entry[level] !== undefined);
      const level = given[0];
      if (level === undefined || given.length > 1) wrong.push(`${id}: needs exactly one of ${levels.join(', ')}`);
      else {
        const { reference, because, field, broken } = entry;
        const impact = impacts.find((word) => word === entry.impact);
        const status = entry.status === undefined ? undefined : [entry.status].flat();
        if (status?.length === 0 || status?.some((code) => !(code >= 400 && code < 600)))
          wrong.push(`${id}: status is one error code or a list of them`);
        found.push({
          id: id as RequirementId,
          level,
          sentence: entry[level] ?? '',
          status,
          reference,
          because,
          field,
          impact: impact ?? 'untidy',
          broken,
          operationId,
        });
        if (!impact || !broken) wrong.push(`${id}: needs an impact (${impacts.join(', ')}) and a sentence (broken:)`);
        if (level === 'MUST' && !reference) wrong.push(`${id}: a MUST quotes the reference (reference:)`);
        if (level !== 'MUST' && !because) wrong.push(`${id}: a ${level} gives its reason (because:)`);
      }
      if (!/^[a-zA-Z]+\/[a-zA-Z0-9_-]+$/.test(id)) wrong.push(`${id}: an ID is <where>/<what-it-says>`);
      if (operationId && !id.startsWith(`${operationId}/`)) wrong.push(`${id}: stands beside ${operationId}`);
    }
  };
  add(document['x-requirements']);
  for (const path of Object.values(document.paths)) {
    for (const method of methods) {
      const operation = path[method];
      if (operation) add(operation['x-requirements'] ?? {}, operation.operationId);
    }
  }
  if (wrong.length > 0) throw new Error(`x-requirements of the contract:\n  ${wrong.join('\n  ')}`);
  return found;
}
