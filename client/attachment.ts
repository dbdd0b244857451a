/** Attachments from bytes, and back. */
import { attachmentLimits, fileTypes } from '../contract/attachments.js';
import type { components } from '../generated/types.js';

type Schemas = components['schemas'];

/**
 * A file for `attachments` of a ticket that is created or updated.
 *
 * @param content bytes, or a text that is sent as UTF-8
 * @param type its MIME type. Default: the usual one for the extension of the name
 * @throws RangeError for an extension that the API does not take where no type is given, and for a file that is too large
 * @example await client.createTicket({ body: { ...ticket, attachments: [attachment('report.pdf', bytes)] } })
 */
export function attachment(
  name: string,
  content: Uint8Array | string,
  type = typeOf(name),
): Schemas['Attachments'][number] {
  const bytes = Buffer.from(content as Uint8Array);
  const { fileBytes } = attachmentLimits;
  if (bytes.length > fileBytes)
    throw new RangeError(`${name} has ${bytes.length} bytes, and the API takes ${fileBytes} at most.`);
  return { [name]: `data:${type};base64,${bytes.toString('base64')}` };
}

/** The bytes of a file that `downloadAttachment` answered. */
export function fileBytes({ content }: Pick<Schemas['AttachmentDownload'], 'content'>): Uint8Array {
  return Buffer.from(content, 'base64');
}

function typeOf(name: string): string {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const kinds = Object.values(fileTypes).flatMap((category) => Object.values(category));
  const [type] = kinds.find(({ extensions }) => extensions.includes(extension))?.types ?? [];
  if (type === undefined)
    throw new RangeError(`${name}: the API takes no files with this extension. Name the MIME type if you know better.`);
  return type;
}
