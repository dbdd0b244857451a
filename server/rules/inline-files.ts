/** Files that an HTML text holds itself: osTicket takes them out, and keeps them as inline files. */
import { randomBytes } from 'node:crypto';
import { attachmentLimits } from '../../contract/attachments.js';
import type { SentFiles } from '../http/body/sent-files.js';
import { type NewFile, newFileKey } from '../queries/file-writes.js';

/** In double quotes alone, as osTicket has it. */
const EMBEDDED = /src="data:(\w+\/([\w.+-]+));base64,([^"]*)"/g;

interface Taken {
  /** With `cid:KEY` in the place of each file. */
  readonly text: string;
  readonly files: readonly NewFile[];
}

/** What is no Base64 or too large for a file stays where it is, and so does everything in a text that is no HTML. */
export function takeInlineFiles(text: string, format: string | undefined, sentFiles: SentFiles): Taken {
  if (format !== 'html' && format !== 'markdown') return { text, files: [] };
  const files: NewFile[] = [];
  const taken = text.replaceAll(EMBEDDED, (whole, mimeType: string, subtype: string, base64: string) => {
    const content = sentFiles.content(base64);
    if (content.broken || content.size > attachmentLimits.fileBytes) return whole;
    const key = newFileKey();
    // osTicket makes up such names, too.
    files.push({ name: `image${randomBytes(2).toString('hex')}.${subtype}`, mimeType, content, inlineKey: key });
    return `src="cid:${key}"`;
  });
  return { text: taken, files };
}
