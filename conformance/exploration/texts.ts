/** Texts and files of the world, of which tickets are made. */
import fc from 'fast-check';
import { attachment } from '../steps/sample-files.js';

/** What texts end in that is easily lost there: it is the last thing in them. */
const ends = ['😀', 'e\u0301', '👩‍👩‍👧', '한국어', 'שלום', 'نهاية', '𝒳', '½', '&amp;', "O'Brien", '"', '<b>', '0', 'ß'];
const words = [
  'Ärger',
  'Œuvre',
  'mit & ohne',
  '&lt;p&gt; &#39;',
  '#12345',
  '0',
  'naïve café',
  '漢字',
  'x < y > z',
  'ЖЁ',
  '100 %',
  '**not bold** _so_',
];

/** A text of some words, with an end that is easily lost; now and then with this before the end. */
const textWith = (between: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }), fc.constantFrom(...ends), fc.nat(9))
    .map(([some, end, long]) => `${some.join(' ')} ${long === 0 ? between : ''}${end}`);

/** Of a subject: now and then longer than a line. */
export const line = textWith('long '.repeat(40));

/** Some paragraphs, longer than what fits into a short column. */
export const page = `First line.\n\n> quoted line\nSecond\tparagraph, C:\\x, https://example.com/a?b=1&c=2.\n\n\n${'A long sentence without an end. '.repeat(400)}end.\n\n`;

/** Of a message or a note. */
export const text = textWith(page);

/** A text that nobody has a reason to refuse. */
export const plainText = 'plain';

/** Two letters that are a word in no language: an index of words may leave short ones out. */
export const shortWord = 'qx';

export const names = [
  'Ärnst Ünal',
  'Zoë O’Hara',
  'Same Name',
  'Ærø & Sons',
  '李小龙',
  "Sinéad O'Neill",
  '4711',
] as const;

/** Days in winter, in summer, on a leap day, and at the end of a year whose seconds since 1970 need more than 32 bits. */
export const days = ['2036-01-15', '2036-07-15', '2036-02-29', '2039-12-31'] as const;
/** A day that has passed: a ticket that is due then is overdue. */
export const pastDay = '2021-07-15';
export const times = ['', 'T08:05:00', 'T23:59:59', 'T00:00:00', 'T10:30', 'T18:45:00.000'] as const;

export interface SentFile {
  name: string;
  type: string;
  bytes: Buffer;
}

const fileNames = [
  ['20260131.svg', 'image/svg+xml'],
  ['Übersicht.PDF', 'application/pdf'],
  ['Prüf%20bericht (1).html', 'text/html'],
  ['NOTES.TXT', 'text/plain'],
  ['Bericht.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['zero.txt', 'text/plain'],
] as const;
export const fileKinds = fileNames.length;

/** What is easily taken out of a text, a mark of its encoding before it, ends of lines, and a script; and what says that a file is an archive. */
const beginnings: Readonly<Record<string, string>> = {
  'text/html': '\ufeff<script>1</script>\r\n',
  'text/plain': '\ufeff \r\n\r',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'PK\u0003\u0004',
};

/** Files of the same size under other names, with other bytes each; and one whose content is easily taken for none. */
export const file = (kind: number, salt: number): SentFile => {
  const [name, type] = fileNames[kind % fileNames.length] ?? fileNames[0];
  // The same in each ticket, which may be kept once; under a name of its own.
  if (name === 'zero.txt') return { name: `zero ${salt}.txt`, type, bytes: Buffer.from('0') };
  const bytes = Buffer.from(Array.from({ length: 64 }, (_, at) => (at * 7 + kind * 64 + (salt % 64)) % 256));
  bytes.write(beginnings[type] ?? '');
  return { name, type, bytes };
};

export const attached = ({ name, type, bytes }: SentFile) => attachment(name, type, bytes);
