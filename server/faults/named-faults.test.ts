/** Each fault that can be named, seen through HTTP: what a client gets, and what was done. */
import { describe, test } from 'vitest';
import { carry, type Seen, startsFront } from './front-for-tests.js';
import type { namedFaults } from './named-faults.js';
import { seenAnswers } from './seen-answers-for-tests.js';
import { seenConnection } from './seen-connection-for-tests.js';
import { seenFields } from './seen-fields-for-tests.js';
import { seenRequests } from './seen-requests-for-tests.js';
import { seenWork } from './seen-work-for-tests.js';

startsFront();

const seen: Required<Seen> = { ...seenAnswers, ...seenFields, ...seenRequests, ...seenWork, ...seenConnection };

describe('each fault does what it says', () => {
  test.for(Object.entries(seen))('%s', async ([name, [parameters, see]]) => {
    carry({ fault: name as keyof typeof namedFaults, parameters: parameters as Record<string, unknown> });
    await see();
  });
});
