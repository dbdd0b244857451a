import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BodyScanner, STRUCTURE_BYTES, TEXT_BYTES } from './body-scanner.js';
import { SentFiles } from './sent-files.js';

/** What the scanner makes of a text that comes in pieces of these lengths. */
async function scanned(text: string, lengths: readonly number[] = [text.length]) {
  const files = new SentFiles();
  const scanner = new BodyScanner(new Set(['attachments']), files);
  const bytes = Buffer.from(text);
  for (let at = 0, next = 0; at < bytes.length; next += 1) {
    const length = lengths[next % lengths.length] ?? 1;
    scanner.push(bytes.subarray(at, at + length));
    at += length;
  }
  await files.settle(true);
  return { text: Buffer.concat(scanner.text).toString(), files };
}

/** The attachments of a scanned body, with their contents again. */
async function attachments(text: string, lengths?: readonly number[]) {
  const { text: left, files } = await scanned(text, lengths);
  const list = JSON.parse(left).attachments as Record<string, string>[];
  return list.flatMap((item) =>
    Object.entries(item).map(([name, uri]) => {
      const [head, base64 = ''] = uri.split(',');
      const content = files.content(base64);
      return { name, head, broken: content.broken, text: content.read(0, Buffer.alloc(content.size)).toString() };
    }),
  );
}

const uri = (content: string) => `data:text/plain;base64,${Buffer.from(content).toString('base64')}`;
const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 });

test('a text without attachments stays as it is, wherever it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), lengths, async (text, cuts) => {
      expect((await scanned(text, cuts)).text).toBe(text);
    }),
  );
});

test('contents come back as they were sent, wherever they are cut and however they are escaped', async () => {
  const spellings = fc.constantFrom(
    (text: string) => text,
    (text: string) => text.replaceAll('/', '\\/'),
    (text: string) => text.replaceAll('+', '\\u002B').replaceAll('a', '\\u0061'),
  );
  const files = fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string({ unit: 'binary' })));
  await fc.assert(
    fc.asyncProperty(files, spellings, lengths, async (list, spelled, cuts) => {
      const items = list.map(([name, content]) => `{${JSON.stringify(name)}: "${spelled(uri(content))}"}`);
      const body = `{"message": "a \\"data:,\\" text", "attach\\u006dents": [${items.join(' ,')}], "x": [{"y": "data:,z"}]}`;
      const expected = list.map(([name, content]) => ({
        name,
        head: 'data:text/plain;base64',
        broken: false,
        text: Buffer.from(content).toString(),
      }));
      expect(await attachments(body, cuts)).toEqual(expected);
    }),
  );
});

test.each(['YQ', 'YQ==YQ==', 'Y Q=', 'Y\\nQ=', 'Y-_=', 'YQ\\', '\\u0000AAA', '====', 'ü'])(
  'the content %s is no Base64, wherever it is cut',
  async (content) => {
    for (const length of [1, 2, 3, 5, 100]) {
      const whole = `{"attachments":[{"a.txt":"data:,${content}${content.endsWith('\\') ? '"' : ''}"}]}`;
      expect(await attachments(whole, [length])).toMatchObject([{ broken: true }]);
    }
  },
);

test('too much structure and too much text are refused as soon as they are seen', async () => {
  const refused: [body: string, message: string][] = [
    ['['.repeat(STRUCTURE_BYTES + 1), 'too many values'],
    [' '.repeat(STRUCTURE_BYTES + 1), 'too many values'],
    [`[${'"",'.repeat(STRUCTURE_BYTES)}`, 'too many values'],
    [`{"a": "${'x'.repeat(TEXT_BYTES)}`, 'too large'],
    [`{"attachments": [{"a.txt": "${'x'.repeat(TEXT_BYTES)}`, 'too large'],
  ];
  for (const [body, message] of refused) await expect(scanned(body)).rejects.toThrow(message);
  await expect(scanned(`{"a": "${'x'.repeat(TEXT_BYTES / 2)}"}`)).resolves.toBeDefined();
});

test('a large content is kept in a file, and a content over the limit not at all', async () => {
  const large = 'large '.repeat(500_000);
  expect(await attachments(`{"attachments":[{"a":"${uri(large)}"},{"b":"${uri('b')}"}]}`, [65_536])).toMatchObject([
    { name: 'a', text: large, broken: false },
    { name: 'b', text: 'b', broken: false },
  ]);
});
