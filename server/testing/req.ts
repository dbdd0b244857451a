import type { RequirementId } from '../../generated/requirements.js';

/** The title of the test of a requirement that the suite excludes; `proof/excluded-requirements.test.ts` looks for it. */
export const req = (id: RequirementId): string => id;
