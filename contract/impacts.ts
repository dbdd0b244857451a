/** What a broken requirement means for people, in words; the worst impact first. */
import { type Impact, impacts } from './read-requirements.js';

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
