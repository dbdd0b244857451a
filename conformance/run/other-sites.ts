/** What an address leads to that does not lead to the API: one sentence for each, that says what to do. */
import type { Answer } from '../client/answer.js';
import { type TurnedAway, titleOf } from '../client/turned-away.js';

const rootAdvice = 'Set OSTICKET_URL to the root of an osTicket installation that has the API Endpoints plugin.';

const advice: Readonly<Record<TurnedAway['by'], string>> = {
  limit: 'Try again later.',
  authentication:
    'The API key is not the reason. Name the header that carries them under "headers" in the settings file, such as Authorization.',
  firewall: 'Let the requests of this machine\'s address pass, or name a header that lets them pass under "headers".',
  'web server': 'Look at its settings and its log.',
  redirect: "Set OSTICKET_URL to the installation's root itself.",
};

/** An installation that cannot be checked, because something before it answers. */
export const turnedAwaySentence = (url: string, { by, text }: TurnedAway): string =>
  `${url} cannot be checked: ${text}. ${advice[by]}`;

/**
 * @param answers those to requests of which each shows the API
 * @returns what the address leads to, in a sentence; nothing where it is the API
 */
export function notTheApi(url: string, answers: readonly Answer[]): string | undefined {
  const [first] = answers;
  const redirect = answers.find(({ status, headers }) => status >= 300 && status < 400 && headers.location);
  if (redirect && answers.every(({ status }) => status >= 300 && status < 400)) {
    return `${url} redirects to ${redirect.headers.location}. Set OSTICKET_URL to the installation's root itself.`;
  }
  const whole = answers.filter(({ exchange }) => !exchange.response?.unreadable);
  if (whole.length === 0) return `${url} gives no answer that can be read (${first?.summary}). ${rootAdvice}`;
  if (whole.every(({ isHtml }) => isHtml)) {
    const title = titleOf(whole[0]?.text ?? '');
    return `${url}/api answers with a web page (${first?.status}${title}), not with the API. ${fileAdvice(url)}`;
  }
  // Lists are among them, which the API always has: it is no ticket alone that is not there.
  if (whole.every(({ status }) => status === 404)) {
    return `${url}/api knows none of the API's addresses (404): it is another API, or the plugin is not there. ${fileAdvice(url)}`;
  }
  // Warnings of PHP may stand before the JSON; that is for the checks to report.
  if (whole.some(isOfTheApi)) return undefined;
  return `${url}/api does not answer as the API (${first?.summary}). ${fileAdvice(url)}`;
}

/** Whether an answer has a form that the API has: a list, or an error as the reference shows it. */
function isOfTheApi(answer: Answer): boolean {
  if (answer.endsInJson) return true;
  const { json } = answer;
  if (Array.isArray(json)) return true;
  const { error, message } = (json ?? {}) as { error?: unknown; message?: unknown };
  return (error === true || error === 1) && typeof message === 'string';
}

/** An address that ends in a file is one that was copied from a browser. */
function fileAdvice(url: string): string {
  const [file] = /[^/]+\.(php|html?|json|xml)$/i.exec(new URL(url).pathname) ?? [];
  return file ? `OSTICKET_URL ends in a file, ${file}: leave it out.` : rootAdvice;
}
