import { afterAll, beforeAll, expect, test } from 'vitest';
import { attachmentLimits } from '../../contract/attachments.js';
import { SentFiles } from '../http/body/sent-files.js';
import { openStore } from '../store/open.js';
import type { Store } from '../store/store.js';
import { req } from '../testing/req.js';
import { dataUri } from '../testing/sample-calls.js';
import { checkedAttachments } from './attachments.js';

let store: Store;
beforeAll(async () => {
  store = await openStore('memory');
});
afterAll(() => store.close());

const decoded = (base64: string) =>
  checkedAttachments(store, [{ 'a.txt': `data:text/plain;base64,${base64}` }], new SentFiles(), 'createTicket')[0]
    ?.content;

test.each([...['YQ', 'YQ=', 'Y===', 'YQ=a', 'Y Q=', 'YWJj\nYWJj', 'Y-_=', '!!!!', '====', 'YQ%3D%3D', '=']])(
  '%j is no Base64',
  (base64) => {
    expect(() => decoded(base64)).toThrow('attachments[0] (a.txt) is not valid Base64');
  },
);

test.each([0, 1, 2, 3, 256])('Base64 of %i bytes is decoded', (length) => {
  const bytes = Buffer.from(Array.from({ length }, (_, i) => i));
  const content = decoded(bytes.toString('base64'));
  expect(content?.size).toBe(length);
  expect(content?.read(0, Buffer.alloc(length))).toEqual(bytes);
});

// Five files of at most 10 MB are never more than 50 MB: through the API another limit refuses them first.
test.each([
  [req('createTicket/attachments-at-most-fifty-mb'), 'createTicket'],
  [req('updateTicket/attachments-at-most-fifty-mb'), 'updateTicket'],
] as const)('%s', (_, operation) => {
  const file = { 'a.txt': dataUri(Buffer.alloc(attachmentLimits.fileBytes)) };
  const files = (count: number) => Array<typeof file>(count).fill(file);
  const most = attachmentLimits.totalBytes / attachmentLimits.fileBytes;
  expect(checkedAttachments(store, files(most), new SentFiles(), operation)).toHaveLength(most);
  expect(() => checkedAttachments(store, files(most + 1), new SentFiles(), operation)).toThrow(
    'attachments are too large in total',
  );
});
