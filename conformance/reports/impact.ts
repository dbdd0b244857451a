/** What a broken requirement means for people: of results. */
import type { Impact } from '../../contract/read-requirements.js';
import { requirements } from '../../contract/requirements.js';
import type { Result } from '../../generated/results.js';

export { impactWords, worst } from '../../contract/impacts.js';
export type { Impact } from '../../contract/read-requirements.js';
export { impacts } from '../../contract/read-requirements.js';

const ofContract = new Map<string, { impact: Impact; broken: string }>(requirements.map((one) => [one.id, one]));

/** The impact of a result; results of 0.1.0 do not have it, then it is the contract's. */
export const impactOf = ({ requirement, impact }: Pick<Result, 'requirement' | 'impact'>): Impact =>
  impact ?? ofContract.get(requirement)?.impact ?? 'untidy';

/** What happens when the requirement is broken, for a reader who knows no HTTP. */
export const brokenOf = ({ requirement, broken, sentence }: Result): string =>
  broken ?? ofContract.get(requirement)?.broken ?? `This does not hold: ${sentence}`;
