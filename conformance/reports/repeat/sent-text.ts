import type { Exchange } from '../../client/exchange.js';

/** The text of a request's body, as far as it was kept; of a long one, each of its parts once. */
export const sentText = ({ request: { body } }: Exchange): string =>
  body && 'text' in body ? body.text : (body?.parts ?? []).map(({ text }) => text).join('');
