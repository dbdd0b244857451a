/** Files at the limit, as they are sent. */
import { asAttachment, sampleBytes } from './existing.js';

const made = new Map<number, string>();

/** The data-URI of a file of so many bytes. Made once, since each is 14 MB of text. */
export function largeFile(bytes: number): string {
  const known = made.get(bytes);
  if (known) return known;
  const [uri = ''] = Object.values(asAttachment('large.png', 'image/png', Buffer.alloc(bytes, sampleBytes)));
  made.set(bytes, uri);
  return uri;
}
