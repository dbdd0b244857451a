/** What the contract says about attachments: limits, and the file types with their MIME types. */
import { contract } from './document.js';

interface FileType {
  extensions: string[];
  types: string[];
}

const schema = contract.components.schemas.Attachments as {
  maxItems: number;
  'x-max-file-bytes': number;
  'x-max-total-bytes': number;
  'x-file-types': Record<string, Record<string, FileType>>;
};

/** Limits of one request; sizes are decoded bytes. */
export const attachmentLimits = {
  files: schema.maxItems,
  fileBytes: schema['x-max-file-bytes'],
  totalBytes: schema['x-max-total-bytes'],
} as const;

/** Longer than the beginning of any data-URI. */
const uriStart = 300;

/** Bytes of a file that is under the limit however it is counted: as a data-URI, with 10^6 bytes to the megabyte. */
export const surelyAllowedBytes = Math.floor(((attachmentLimits.fileBytes / 2 ** 20) * 1e6) / 4) * 3 - uriStart;

/** The supported file types by category and name, each with its extensions and MIME types (the usual one first). */
export const fileTypes: Readonly<Record<string, Readonly<Record<string, FileType>>>> = schema['x-file-types'];

/** Every MIME type that a file may have, in lower case. */
export const supportedMimeTypes: ReadonlySet<string> = new Set(
  Object.values(fileTypes).flatMap((category) => Object.values(category).flatMap((type) => type.types)),
);
