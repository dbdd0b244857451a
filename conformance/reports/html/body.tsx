/** The body of a request or an answer. */
import { type KeptBody, unkept } from '../../client/exchange.js';
import { counted } from '../words.js';

/** Longer ones are cut: the page must open fast, and exchanges.har has the whole. */
const longest = 3_000;

/** JSON with line breaks; anything else as it is. */
function pretty(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export function Body({ body }: { body: KeptBody }) {
  if (!('text' in body)) return <p class="note">{unkept(body)}</p>;
  if (body.text === '') return <p class="note">An empty body.</p>;
  const text = pretty(body.text);
  return (
    <>
      <pre>{text.slice(0, longest)}</pre>
      {text.length > longest && (
        <p class="note">
          Cut here: {counted(text.length - longest, 'more character')} of {text.length.toLocaleString('en')}. The whole
          is in exchanges.har.
        </p>
      )}
    </>
  );
}
