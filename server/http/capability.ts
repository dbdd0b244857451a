import { capabilities as known } from '../../contract/keys.js';
import type { RefusalId } from '../../generated/requirements.js';
import type { Capabilities } from './operation.js';
import { refuse } from './refusal.js';

/**
 * Refuses with 501 what needs a plugin that the installation lacks.
 *
 * @param what the caller asked for: it begins the message
 */
export function requireCapability(
  capabilities: Capabilities,
  name: string,
  requirement: RefusalId,
  what: string,
): void {
  if (!capabilities[name])
    refuse({ requirement, message: `${what} needs the ${known[name]?.plugin}, which is not available here.` });
}
