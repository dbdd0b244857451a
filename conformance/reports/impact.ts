/** What a broken requirement means for people, in words; the worst impact first. */
import { type Impact, impacts } from '../../contract/read-requirements.js';
import { requirements } from '../../contract/requirements.js';
import type { Result } from '../../generated/results.js';

export type { Impact } from '../../contract/read-requirements.js';
export { impacts } from '../../contract/read-requirements.js';

const ofContract = new Map<string, { impact: Impact; broken: string }>(requirements.map((one) => [one.id, one]));

/** The impact of a result; results of 0.1.0 do not have it, then it is the contract's. */
export const impactOf = ({ requirement, impact }: Pick<Result, 'requirement' | 'impact'>): Impact =>
  impact ?? ofContract.get(requirement)?.impact ?? 'untidy';

/** What happens when the requirement is broken, for a reader who knows no HTTP. */
export const brokenOf = ({ requirement, broken, sentence }: Result): string =>
  broken ?? ofContract.get(requirement)?.broken ?? `This does not hold: ${sentence}`;

/** The worst of some impacts. */
export const worst = (some: readonly Impact[]): Impact => impacts.find((impact) => some.includes(impact)) ?? 'untidy';

/** For headings and tags, with what it says to an administrator. */
export const impactWords: Readonly<Record<Impact, { word: string; meaning: string }>> = {
  security: { word: 'Security', meaning: 'Somebody gets in, or sees what they must not see.' },
  loss: { word: 'Lost data', meaning: 'What was sent is gone, or stored in another way.' },
  wrong: { word: 'Misleading', meaning: 'The caller believes something that is not so.' },
  breaks: { word: 'Programs stop', meaning: 'A program that was written by the reference fails here.' },
  untidy: { word: 'Untidy', meaning: 'Not as the reference says; little harm comes of it.' },
};
