/** Checks of attachments that are stored: their bytes, names and types, how many and how large they may be. */
import { isDeepStrictEqual } from 'node:util';
import { attachmentLimits, surelyAllowedBytes } from '../../../contract/attachments.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check, type Exclusion } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { beside } from '../../kernel/each.js';
import { Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { attachmentsIn, fileField, fileIds, needsFiles } from '../../steps/attachments.js';
import { type Creation, created, needed, readBack, sharedCreation } from '../../steps/creations.js';
import { attachment, largeFile, longName, png, sampleBytes, signsName } from '../../steps/sample-files.js';
import {
  expectFile,
  expectFiles,
  expectNames,
  listedNames,
  listedSizes,
  needsSizes,
  storedFiles,
} from '../../steps/stored-bytes.js';
import { attachmentsWork, expectWholePiece, fiveFiles, names, pngCreation } from './with-file.js';

const attached = (name: string, content: Uint8Array) => attachment(name, png.type, content);

/** Creates a ticket with a file of each of these contents, and expects it to have them. */
async function expectStored(t: Context, label: string, contents: Buffer[], nameOf: (index: number) => string) {
  await attachmentsWork(t);
  const attachments = contents.map((content, index) => attached(nameOf(index), content));
  await expectFiles(t, 'createTicket', await created(t, label, { attachments }), contents);
}

/** What the ticket with one file says of it. @throws Untestable when the file is not there */
async function ofTheFile(t: Context, shape: RequirementId): Promise<{ ticket: Answer; value: string }> {
  const ticket = await needed(t, await pngCreation(t), 'createTicket/attachment-stored');
  const [value] = fileField(t, ticket, shape);
  if (value === undefined) throw new Untestable('createTicket/attachment-stored', 'The ticket lists no file');
  return { ticket, value: String(value) };
}

/** Files of the largest size. */
const largest = (t: Context, count: number) =>
  names(count).map((name, nth) => ({ [name]: largeFile(t, surelyAllowedBytes, nth) }));

/** A ticket with one file of the largest size. */
const largestFile = (t: Context): Promise<Creation> =>
  sharedCreation(t, 'with the largest file', async () => ({ attachments: largest(t, 1) }));

/** Expects a ticket to list `count` files of the largest size. @throws Untestable when not even a small file is stored whole */
async function expectLargest(t: Context, ticket: Answer, count: number): Promise<void> {
  const sizes = listedSizes(t, ticket);
  const expected = Array(count).fill(surelyAllowedBytes);
  if (isDeepStrictEqual(sizes, expected)) return;
  await needsSizes(t);
  const stored = 'createTicket/attachment-stored';
  const [small] = await storedFiles(t, await needed(t, await pngCreation(t), stored));
  if (!small?.equals(sampleBytes)) throw new Untestable(stored, `Needed ${stored}, but a small file was changed`);
  t.equal(ticket, '/thread/0/attachments', sizes, expected);
}

/** Expects the largest file to come back whole: it is stored in more than ten pieces. */
async function expectLargestWhole(t: Context): Promise<void> {
  const { after } = await largestFile(t);
  const [file] = after ? attachmentsIn(after) : [];
  // What is refused or dropped is told by other checks.
  if (!after || !file || file.metadata.size !== surelyAllowedBytes) return;
  const sent = largeFile(t, surelyAllowedBytes);
  await expectFile(t, 'createTicket', after, file, Buffer.from(sent.slice(sent.indexOf(',') + 1), 'base64'));
}

export const exclusions: Exclusion[] = [
  {
    requirement: 'createTicket/attachments-at-most-fifty-mb',
    reason: 'Five files of at most 10 MB are never more than 50 MB: a request over it breaks another limit first.',
  },
];

export const checks: Check[] = [
  check('createTicket/attachment-stored', 'Create a ticket with a file and download it', async (t) => {
    await expectFiles(t, 'createTicket', await readBack(t, await pngCreation(t)), [sampleBytes]);
    await beside(t, () => expectWholePiece(t));
    if (t.session.run.largeFiles) await beside(t, () => expectLargestWhole(t));
  }),

  check('createTicket/attachment-name', 'Create tickets with files and read their names', async (t) => {
    const { ticket, value } = await ofTheFile(t, 'getTicket/attachment-filename-is-string');
    await expectNames(t, ticket, [value], [png.name]);
    const sent = [signsName, longName];
    const attachments = sent.map((name) => attached(name, Buffer.from(name)));
    const named = await created(t, 'with names that are easily changed', { attachments });
    needsFiles(t, named, sent.length, 'createTicket/attachments-several');
    await expectNames(t, named, listedNames(t, named), sent);
  }),

  check('createTicket/attachment-type', 'Create a ticket with a file and read its type', async (t) => {
    const { ticket, value } = await ofTheFile(t, 'getTicket/attachment-mime_type-is-string');
    const type = value.split(';')[0]?.trim().toLowerCase();
    t.that(type === png.type, show(png.type), show(value), ticket, '/thread/0/attachments/0/mime_type');
  }),

  check('createTicket/attachments-several', 'Create a ticket with two files and download both', (t) =>
    expectStored(
      t,
      'with two files',
      [Buffer.from('One file.\n'), Buffer.from('Another file.\n')],
      (index) => `${index + 1}.png`,
    ),
  ),

  check('createTicket/attachments-same-name', 'Create a ticket with two files of one name', (t) =>
    expectStored(
      t,
      'with two files of one name',
      [Buffer.from('One picture.\n'), Buffer.from('Another picture.\n')],
      () => 'image.png',
    ),
  ),

  check('createTicket/attachments-five-accepted', `Create a ticket with ${attachmentLimits.files} files`, async (t) => {
    await attachmentsWork(t);
    const ticket = await readBack(t, await fiveFiles(t));
    const listed = fileIds(t, ticket).length;
    const { files } = attachmentLimits;
    t.that(listed === files, `${files} attachments`, String(listed), ticket, '/thread');
  }),

  check(
    'createTicket/attachment-ten-mb-accepted',
    'Create a ticket with a file that is just under 10 MB',
    async (t) => {
      await attachmentsWork(t);
      await expectLargest(t, await readBack(t, await largestFile(t)), 1);
    },
  ),

  check(
    'createTicket/attachments-fifty-mb-accepted',
    'Create a ticket with five files that are just under 10 MB',
    async (t) => {
      const { files } = attachmentLimits;
      const [five, tenMb] = [
        'createTicket/attachments-five-accepted',
        'createTicket/attachment-ten-mb-accepted',
      ] as const;
      needsFiles(t, await needed(t, await fiveFiles(t), five), files, five);
      const [size] = listedSizes(t, await needed(t, await largestFile(t), tenMb));
      if (size !== surelyAllowedBytes) {
        await needsSizes(t);
        throw new Untestable(tenMb, `A ticket lists ${size} bytes of ${surelyAllowedBytes}`);
      }
      await expectLargest(
        t,
        await created(t, `with ${files} of the largest files`, { attachments: largest(t, files) }),
        files,
      );
    },
  ),
];
