/** Known deviations: they do not fail a run, but a run with them is never called conformant. */
import { createRequire } from 'node:module';
import { requirements } from '../../contract/requirements.js';
import type { Result } from '../../generated/results.js';
import { readJsonFile } from '../../installation/json-file.js';
import { UserError } from '../../installation/user-error.js';

export interface KnownDeviation {
  requirement: string;
  /** For one operation only, where the requirement is a general one. */
  operation?: string;
  reason: string;
  /** Last day on which it is accepted, YYYY-MM-DD. */
  expires: string;
}

export type Baseline = KnownDeviation[];

const schema = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['requirement', 'reason', 'expires'],
    properties: {
      requirement: { enum: requirements.map(({ id }) => id) },
      operation: { type: 'string' },
      reason: { type: 'string', minLength: 1 },
      expires: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    },
  },
};

/** @throws UserError when the file cannot be read or has a mistake */
export function readBaseline(file: string): Baseline {
  const content = readJsonFile('baseline', file);
  // Loaded here only: most runs have no such file.
  const { Ajv } = createRequire(import.meta.url)('ajv') as typeof import('ajv');
  const validate = new Ajv({ allErrors: true }).compile<Baseline>(schema);
  if (validate(content)) return content;
  const faults = (validate.errors ?? []).map(({ instancePath, keyword, message, data }) =>
    keyword === 'enum'
      ? `${instancePath}: there is no requirement ${JSON.stringify(data)}`
      : `${instancePath || 'the file'} ${message}`,
  );
  throw new UserError(`The baseline ${file} has a mistake: ${faults.join('; ')}.`);
}

const isBroken = ({ verdict }: Result) => verdict === 'fail' || verdict === 'warn';

/**
 * Marks the results that the baseline knows.
 *
 * @param today YYYY-MM-DD
 * @returns what is stale, in words: an entry that is expired, or whose deviation was looked for and is gone
 */
export function applyBaseline(baseline: Baseline, results: Result[], today: string): string[] {
  return baseline.flatMap(({ requirement, operation, reason, expires }) => {
    const name = operation ? `${requirement} (${operation})` : requirement;
    const concerned = results.filter(
      (result) => result.requirement === requirement && (!operation || result.operation === operation),
    );
    if (expires < today) return [`${name}: expired on ${expires}.`];
    for (const result of concerned.filter(isBroken)) result.known = { reason, expires };
    const verified = concerned.filter(({ verdict }) => verdict === 'pass' || isBroken({ verdict } as Result));
    return verified.length > 0 && !verified.some(isBroken)
      ? [`${name}: the deviation is gone; take the entry out.`]
      : [];
  });
}
