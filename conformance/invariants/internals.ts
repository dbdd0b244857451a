/** What an answer must not show: where things are on the server, what its queries are, how it is built. */
import { saidIn } from './said.js';
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
  String.raw`\bfile "[^"]{1,200}", line \d+`,
  String.raw`\bat [\w.$<>]{1,200}\([\w$]+\.(?:java|kt|scala):\d+\)`,
  String.raw`\.(?:cs|vb):line \d+`,
  String.raw`(?<![\w.-])[\w-]+\.(?:rb|py|go|ts|js):\d+`,
  String.raw`\bgoroutine \d+ \[`,
  String.raw`\bcall to (?:a member function|undefined|an? (?:private|protected))\b`,
  String.raw`\bargument #\d+ \(\$\w+\)`,
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
  String.raw`\bduplicate key value violates`,
  String.raw`\bno such (?:table|column): \w`,
  String.raw`\brelation "[^"]+" does not exist`,
  String.raw`\bincorrect \w+ value: '`,
  '(?:too long|out of range value) for column',
  'foreign key constraint',
  'deadlock (?:found|detected)\\b',
  'lock wait timeout exceeded',
  'server has gone away',
  String.raw`near '[^']*' at line \d+`,
  String.raw`\bora-\d{5}`,
];

/** SQL that nobody writes in a sentence. */
const statements = [
  String.raw`\bselect\s[\w.*,\x60\s]{1,300}?\sfrom\s+[\w.\x60]+\s+(?:\w+\s+)?(?:where|join|left|inner|order|limit|group)\b`,
  String.raw`\bselect\s+[\w.]*\*`,
  String.raw`\b(?:insert|replace)\s+(?:ignore\s+)?into\s+\S+\s*(?:\(|(?:set|values|select)\b)`,
  String.raw`\bupdate\s+\S+\s+set\s+\S+\s*=`,
  String.raw`\bdelete\s+from\s+\S+\s+where\b`,
  String.raw`\bunion\s+(?:all\s+|distinct\s+)?select\b`,
  String.raw`\balter\s+table\s+\S+\s+(?:add|drop|modify|change|rename|convert)\b`,
  String.raw`\bcreate\s+(?:temporary\s+)?table\s+(?:if\s+not\s+exists\s+)?\S+\s*\(`,
  String.raw`\b(?:drop|truncate)\s+table\s+(?:if\s+exists\s+)?\x60?\w+`,
  String.raw`\bshow\s+(?:full\s+)?(?:columns|fields|tables|index(?:es)?|keys)\s+(?:from|in|like)\s+[\x60'"]`,
  // The name of a column, with its table's.
  String.raw`\x60\w+\x60\.\x60\w`,
];

/** In capitals a few words are enough. */
const commands = [
  String.raw`\bSELECT\b[^.!?]{1,300}\bFROM\b`,
  String.raw`\b(?:LEFT|INNER|RIGHT|CROSS) JOIN\b`,
  String.raw`\bWHERE\b[^.!?]{1,100}[=<>]`,
  String.raw`\b(?:ORDER|GROUP) BY\b`,
  String.raw`\b(?:INSERT|REPLACE)(?: [A-Z_]+)? INTO\b`,
  String.raw`\bDELETE FROM\b`,
  String.raw`\bON DUPLICATE KEY\b`,
  String.raw`\bUPDATE\b[^.!?]{1,100}\bSET\b[^.!?]{1,100}=`,
  String.raw`\bSHOW (?:[A-Z]+ )?(?:COLUMNS|FIELDS|TABLES?|INDEX(?:ES)?|KEYS|DATABASES|VARIABLES|STATUS|PROCESSLIST|GRANTS)\b`,
  String.raw`\b(?:ALTER|CREATE|DROP|TRUNCATE|LOCK|UNLOCK|RENAME|REPAIR|OPTIMIZE|ANALYZE)(?: [A-Z]+)? (?:TABLES?|DATABASE|SCHEMA|INDEX|VIEW|TRIGGER|PROCEDURE)\b`,
  String.raw`\b(?:DESCRIBE|EXPLAIN) (?:\x60|SELECT\b)`,
  String.raw`\bSET (?:NAMES|SESSION|GLOBAL|@|[A-Z]+_[A-Z_]+ ?=)`,
  String.raw`\bSTART TRANSACTION\b`,
  String.raw`\bLIMIT \d+ ?(?:,|OFFSET) ?\d`,
  // The name of a table or a column.
  String.raw`\b(?:FROM|INTO|TABLE|JOIN|UPDATE|WHERE|SET|BY) \x60\w+\x60`,
];

const anyCase = new RegExp([...paths, ...traces, ...database, ...statements].join('|'), 'i');
const inCapitals = new RegExp(commands.join('|'));

/** So much of an answer is looked at: errors are short. */
const looked = 100_000;

/** What a text shows of the server; nothing where it shows nothing that the caller has not said before. */
function shownIn(whole: string, said: string): string | undefined {
  // PHP writes `\/` for `/` in JSON.
  const text = whole.slice(0, looked).replaceAll('\\/', '/');
  return [anyCase, inCapitals].map((one) => one.exec(text)?.[0]).find((shown) => shown && !said.includes(shown));
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
