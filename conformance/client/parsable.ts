/**
 * Whether a text can be parsed without harm to who parses it. Text that is nested without end, or that names millions of
 * values, takes more stack and memory than any answer is worth; entities can be nested, too.
 */

/** Levels of JSON or XML. The contract's answers have six. */
const deepest = 100;
/** Values in JSON, or tags in XML. */
const most = 500_000;

const tooDeep = `it is nested more than ${deepest} levels deep`;
const tooMany = `it holds more than ${most.toLocaleString('en')} values`;

/** @returns why it cannot be parsed, in words that fit behind "the answer cannot be read:"; nothing where it can */
export function unparsable(text: string, contentType: string): string | undefined {
  if (/^\ufeff?\s*[[{]/.test(text)) return jsonFault(text);
  if (/\bxml\b/i.test(contentType) || /^\ufeff?\s*<\?xml/.test(text)) return xmlFault(text);
  return undefined;
}

function jsonFault(text: string): string | undefined {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    // A bracket in a string does not count.
    if (sign === '"') at = endOfString(text, at);
    else if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') depth -= 1;
    else if (sign === ',') values += 1;
    if (depth > deepest) return tooDeep;
    if (values > most) return tooMany;
  }
  return undefined;
}

/** Where the quote is that ends a string; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}

function xmlFault(text: string): string | undefined {
  if (/<!ENTITY/i.test(text)) return 'it declares entities of its own';
  let depth = 0;
  let tags = 0;
  for (const [tag] of text.matchAll(/<[^<>]*>/g)) {
    tags += 1;
    if (tag.startsWith('</')) depth -= 1;
    else if (!tag.endsWith('/>') && !/^<[!?]/.test(tag)) depth += 1;
    if (depth > deepest) return tooDeep;
    if (tags > most) return tooMany;
  }
  return undefined;
}
