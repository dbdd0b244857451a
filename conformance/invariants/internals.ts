/** What an answer must not show: where things are on the server, what its queries are, how it is built. */
import type { Exchange } from '../client/exchange.js';
import type { Subject } from './subject.js';

const paths = [
  String.raw`(?<![\w.])/(?:var|usr|home|srv|opt|etc|tmp|mnt|www|Users)/[\w./-]+`,
  String.raw`\b[a-z]:\\{1,2}(?:inetpub|xampp|wamp|www|users|program|windows|php)[\w\\ .-]*`,
  String.raw`\binclude/[\w./-]+\.php`,
  // From its beginning only: tried from each of its characters, a long word would take minutes.
  String.raw`(?<![\w.-])[\w.-]+\.php(?::\d+|\(\d+\))`,
  String.raw`on line (?:<b>)?\d+`,
];

const traces = [
  'stack trace',
  String.raw`#\d+ \{main\}`,
  String.raw`#\d+ [\w./\\:-]+\(\d+\)`,
  String.raw`uncaught \w+`,
  String.raw`thrown in\b`,
  'traceback \\(most recent',
  String.raw`\bat [\w.$<>]+ \([^)]{1,200}:\d+:\d+\)`,
  String.raw`allowed memory size of \d+`,
];

const database = [
  'sqlstate',
  'error in your sql',
  String.raw`\bmysqli?\b`,
  'mysqli?_',
  String.raw`\bpdoexception\b`,
  String.raw`\bost_[a-z]\w+`,
  "unknown column '",
  String.raw`\btable '[^']+' doesn't exist`,
  "duplicate entry '[^']*' for key",
  String.raw`\bincorrect \w+ value: '`,
  '(?:too long|out of range value) for column',
  'foreign key constraint',
  'deadlock found when',
  'lock wait timeout exceeded',
  'server has gone away',
  String.raw`near '[^']*' at line \d+`,
  String.raw`\bora-\d{5}`,
];

/** SQL that nobody writes in a sentence. */
const statements = [
  String.raw`\bselect\s[\w.*,\x60\s]{1,300}?\sfrom\s+[\w.\x60]+\s+(?:\w+\s+)?(?:where|join|left|inner|order|limit|group)\b`,
  String.raw`\bselect\s+[\w.]*\*`,
  String.raw`\binsert\s+into\s+\S+\s*(?:\(|set\b)`,
  String.raw`\bupdate\s+\S+\s+set\s+\S+\s*=`,
  String.raw`\bdelete\s+from\s+\S+\s+where\b`,
];

const anyCase = new RegExp([...paths, ...traces, ...database, ...statements].join('|'), 'i');
/** In capitals a few words are enough. */
const inCapitals =
  /\bSELECT\b[^.!?]{1,300}\bFROM\b|\b(?:LEFT|INNER|RIGHT) JOIN\b|\bWHERE\b[^.!?]{1,100}[=<>]|\bORDER BY\b|\bGROUP BY\b|\bINSERT INTO\b|\bDELETE FROM\b/;

/** So much of an answer is looked at: errors are short. */
const looked = 100_000;

/** What a text shows of the server; nothing where it shows nothing that the caller has not said before. */
function shownIn(whole: string, said: string): string | undefined {
  // PHP writes `\/` for `/` in JSON.
  const text = whole.slice(0, looked).replaceAll('\\/', '/');
  return [anyCase, inCapitals].map((one) => one.exec(text)?.[0]).find((shown) => shown && !said.includes(shown));
}

function saidIn({ request: { url, body } }: Exchange): string {
  const text = body && 'text' in body ? body.text : '';
  const address = url
    .replaceAll('+', ' ')
    .replaceAll(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number(`0x${code.slice(1)}`)));
  return `${address}\n${text.replaceAll('\\/', '/')}`;
}

/**
 * The words of an answer that are the server's own. Tickets may say anything, so of a success in JSON or XML only what
 * stands before it counts.
 */
function ownWords({ answer, response: { status } }: Subject, text: string): string {
  if (status >= 300 || answer.isErrorAsSuccess) return text;
  if (answer.json !== undefined && typeof answer.json === 'object') return '';
  return text.split(/[[{]\s*["{[\]}]|<\?xml|<response/)[0] ?? '';
}

/** What an answer shows of the server; nothing where it shows nothing. */
export const internalsShown = (subject: Subject, text: string): string | undefined =>
  shownIn(ownWords(subject, text), saidIn(subject.exchange));
