import type { RequirementId } from '../../generated/requirements.js';

/**
 * The title of a test: the requirement that it tests, and what it looks at if there are several tests of it.
 * `coverage.test.ts` collects these.
 */
export function req(id: RequirementId, detail?: string): string {
  return detail === undefined ? id : `${id}: ${detail}`;
}
