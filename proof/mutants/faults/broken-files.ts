/** How the attachments of a request break a rule, by the last part of the requirement's ID: what is sent so must be refused. */
import { extname } from 'node:path';
import { isBase64 } from '../../../conformance/steps/downloads.js';
import { attachmentLimits, fileTypes } from '../../../contract/attachments.js';
import { type Item, itemsOf, nameOfFile, sizeOf, totalSize } from './attachments.js';
import type { Json } from './request.js';

const { files, fileBytes, totalBytes } = attachmentLimits;
const dataUri = /^data:[^;,]+;base64,/;
const supported = new Set(
  Object.values(fileTypes).flatMap((types) => Object.values(types).flatMap(({ extensions }) => extensions)),
);

const isItem = (item: unknown): item is Item => item !== null && typeof item === 'object' && !Array.isArray(item);

/** Whether one of the files is so; what has not one name is none. */
const someFile =
  (fits: (name: string, uri: string) => boolean) =>
  (sent: Json): boolean =>
    itemsOf(sent).some(
      (item) =>
        isItem(item) && Object.keys(item).length === 1 && fits(nameOfFile(item), String(Object.values(item)[0])),
    );

export const brokenFiles = {
  'attachments-at-most-five': (sent) => itemsOf(sent).length > files,
  'attachment-at-most-ten-mb': (sent) => itemsOf(sent).some((item) => sizeOf(item) > fileBytes),
  'attachments-at-most-fifty-mb': (sent) => totalSize(sent) > totalBytes,
  'attachment-unsupported-type-400': someFile((name) => !supported.has(extname(name).slice(1).toLowerCase())),
  'attachment-not-a-data-uri-400': someFile((_, uri) => !dataUri.test(uri)),
  'attachment-broken-base64-400': someFile((_, uri) => dataUri.test(uri) && !isBase64(uri.replace(dataUri, ''))),
  'attachment-not-an-object-400': (sent) => itemsOf(sent).some((item) => !isItem(item)),
  'attachment-without-a-name-400': (sent) =>
    itemsOf(sent).some((item) => isItem(item) && (Object.keys(item).length !== 1 || nameOfFile(item) === '')),
  'attachments-need-a-note': (sent) => 'attachments' in sent && !sent.note,
} satisfies Record<string, (sent: Json) => boolean>;
