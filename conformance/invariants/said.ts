/** What a request has said itself: an answer that repeats it shows nothing. */
import type { Exchange } from '../client/exchange.js';

/** The words of the address and of the body of a request. */
export function saidIn({ request: { url, body } }: Exchange): string {
  const text = body && 'text' in body ? body.text : '';
  const address = url
    .replaceAll('+', ' ')
    .replaceAll(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number(`0x${code.slice(1)}`)));
  return `${address}\n${text.replaceAll('\\/', '/')}`;
}
