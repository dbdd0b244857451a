/** Ends a run that cannot work: with one sentence, before any load. */
import exec from 'k6/execution';
import type { Answer } from './client.ts';
import type { Endpoint } from './contract.ts';
import type { Settings } from './settings.ts';

/** k6 writes the sentence and ends with the exit code 108. */
export function refuse(sentence: string): never {
  exec.test.abort(sentence);
  // k6 ends the script in `abort`; this is for the type, and for a runner that would not.
  throw new Error(sentence);
}

/**
 * Ends the run unless the answer is right, and says what to do.
 *
 * @param undo is called before: k6 ends a script at once, past every `catch` and `finally`
 */
export function needed(answer: Answer, settings: Settings, endpoint: Endpoint, undo: () => void = () => {}): void {
  const sentence = refusal(answer, settings, endpoint);
  if (sentence === undefined) return;
  undo();
  refuse(sentence);
}

function refusal(answer: Answer, { url }: Settings, { permission }: Endpoint): string | undefined {
  if (answer.status === 0) {
    return `${url} cannot be reached: ${answer.fault}. Check OSTICKET_URL and the network.`;
  }
  if (answer.status >= 300 && answer.status < 400) {
    return `${url} redirects to another address. Set OSTICKET_URL to the installation's root itself.`;
  }
  if (answer.status === 401) {
    return `The key is refused by ${url} (401). Check OSTICKET_API_KEY, that the key is active, and that it may be used from this machine's address.`;
  }
  if (answer.status === 403) {
    return `The key lacks the permission ${permission}, which ${answer.operation} needs. Give it to the key, or use another.`;
  }
  if (answer.turnedAway) {
    return `${url} turned the first requests away (${answer.status}): a limit of its web server leaves no room for a load.`;
  }
  if (answer.error !== undefined) {
    return `${url}/api does not answer as the API: ${answer.fault}. Set OSTICKET_URL to the root of an osTicket installation that has the API Endpoints plugin.`;
  }
  return undefined;
}
