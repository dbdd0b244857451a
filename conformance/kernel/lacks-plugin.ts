/** Whether an answer says that the installation lacks an optional plugin, with the code that the contract has or another. */
import { capabilities } from '../../contract/keys.js';
import type { Answer } from '../client/answer.js';

/**
 * By its code, or by its words: plugin 2.3.4 says "Subticket plugin not available" with 500.
 *
 * @param capability a name of the contract's: `subtickets`, `markdown`
 */
export function lacksPlugin({ status, exchange: { response } }: Answer, capability: string | undefined): boolean {
  if (status === 501) return true;
  if (!capability || status < 500 || !response || response.unreadable || !('text' in response.body)) return false;
  const [name = ''] = capabilities[capability]?.plugin.split(' ') ?? [];
  return new RegExp(`${name}[\\w ]* plugin[\\w ]* (not|missing|unavailable)\\b`, 'i').test(response.body.text);
}
