/** Makes the object of a body's text. */
import { refuse } from '../refusal.js';

/** The escapes by which a character gets into a JSON text that its bytes cannot carry: NUL, and half a character. */
const SUSPECT = /\\u(?:0000|[dD][89a-fA-F])/;

const NUL = '\0';
const BOM = '\ufeff';
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * @param whole whether places in the text are places in the body
 * @throws Refusal 400 for a text that is no JSON object, or has characters in it that cannot be stored
 */
export function parseBody(text: string, whole: boolean): Record<string, unknown> {
  if (text.startsWith(BOM)) {
    refuse({
      requirement: 'errors/broken-json-400',
      message:
        'The body is not valid JSON: it begins with a byte order mark (the bytes EF BB BF). Send it without that mark.',
    });
  }
  const body = parsed(text, whole);
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    const kind = body === null ? 'null' : Array.isArray(body) ? 'an array' : `a ${typeof body}`;
    const twice = typeof body === 'string' && body.trimStart().startsWith('{');
    refuse({
      requirement: 'errors/body-not-an-object-400',
      message: `The body must be a JSON object, not ${kind}.${twice ? ' It was made JSON twice: send the object itself.' : ''}`,
    });
  }
  if (SUSPECT.test(text)) refuseUnstorableText(body);
  return body as Record<string, unknown>;
}

/** What programs and shells make of JSON: names without double quotes, the words of Python. */
const LIKE_JSON = /^\s*\{\s*['A-Za-z_]|:\s*(?:True|False|None)\b/;

/** The engine's own message repeats a part of the body, which may hold anything; only the place is passed on. */
function parsed(text: string, whole: boolean): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const place = whole && error instanceof SyntaxError ? / at position \d+/.exec(error.message)?.[0] : undefined;
    refuse({
      requirement: 'errors/broken-json-400',
      message: `The body is not valid JSON${place ? ` (error${place})` : ''}.${LIKE_JSON.test(text) ? ' Names and texts stand in double quotes, which some shells take away; true, false and null are in small letters.' : ''}`,
    });
  }
}

/** Without recursion: a body may be nested deeper than the stack is. */
function refuseUnstorableText(body: object): void {
  const open: [path: string, value: unknown][] = [['', body]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, value] = next;
    if (typeof value === 'string') refuseText(path, value);
    if (value === null || typeof value !== 'object') continue;
    for (const [key, item] of Object.entries(value)) {
      refuseText(`a field name in ${path || 'the body'}`, key);
      open.push([Array.isArray(value) ? `${path}[${key}]` : path ? `${path}.${key}` : key, item]);
    }
  }
}

function refuseText(path: string, text: string): void {
  if (text.includes(NUL))
    refuse({
      requirement: 'errors/nul-character-400',
      message: `${path} contains a NUL character, which osTicket cannot store.`,
    });
  if (LONE_SURROGATE.test(text))
    refuse({
      requirement: 'errors/invalid-utf8-400',
      message: `${path} contains half of a character (a lone surrogate). Send whole characters.`,
    });
}
