/** Attachments as a request carries them: `[{"screenshot.png": "data:image/png;base64,..."}]`. */
import { attachmentLimits, supportedMimeTypes } from '../../contract/attachments.js';
import type { RefusalId } from '../../generated/requirements.js';
import type { components } from '../../generated/types.js';
import { refuse } from '../http/refusal.js';
import type { NewFile } from '../queries/thread-writes.js';
import type { Store } from '../store/store.js';
import { refuseUnstorable } from './stored-text.js';

type Attachments = components['schemas']['Attachments'];
type Rule =
  | 'attachment-unsupported-type-400'
  | 'attachment-at-most-ten-mb'
  | 'attachments-at-most-fifty-mb'
  | 'attachment-broken-base64-400';

interface SentFile {
  /** What the caller knows it by. */
  readonly field: string;
  readonly name: string;
  readonly mimeType: string;
  readonly base64: string;
  /** Of the content. */
  readonly bytes: number;
}

/**
 * The files of a request, decoded. Everything that can be judged is judged before anything is decoded, since the
 * decoded files are the larger part of a request's memory.
 *
 * @param operation the one whose requirements are cited
 * @throws Refusal 400 that names the file and the rule
 */
export function decodeAttachments(
  store: Store,
  attachments: Attachments | undefined,
  operation: 'createTicket' | 'updateTicket',
): NewFile[] {
  const rule = (name: Rule) => `${operation}/${name}` satisfies RefusalId;
  const sent = (attachments ?? []).map(sentFile);
  for (const { field, name, mimeType, bytes } of sent) {
    if (!supportedMimeTypes.has(mimeType)) {
      refuse({
        requirement: rule('attachment-unsupported-type-400'),
        message: `${field} has the type ${mimeType}, which is not among the supported file types.`,
      });
    }
    if (bytes > attachmentLimits.fileBytes) {
      refuse({
        requirement: rule('attachment-at-most-ten-mb'),
        message: `${field} is too large: ${bytes} bytes, and a file may have ${attachmentLimits.fileBytes}.`,
      });
    }
    refuseUnstorable(store, `The name of ${field}`, name, 'file', 'name');
  }
  const total = sent.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > attachmentLimits.totalBytes) {
    refuse({
      requirement: rule('attachments-at-most-fifty-mb'),
      message: `attachments are too large together: ${total} bytes, and a request may have ${attachmentLimits.totalBytes}.`,
    });
  }
  return sent.map(({ field, name, mimeType, base64, bytes }) => {
    const content = decodeBase64(base64, bytes);
    if (content === undefined) {
      refuse({
        requirement: rule('attachment-broken-base64-400'),
        message: `${field} is not valid Base64: use the letters A-Z a-z 0-9 + / with padding, and no line breaks.`,
      });
    }
    return { name, mimeType, content };
  });
}

function sentFile(item: Attachments[number], index: number): SentFile {
  const [name = '', uri = ''] = Object.entries(item)[0] ?? [];
  const comma = uri.indexOf(',');
  const mimeType = uri.slice('data:'.length, comma).split(';')[0]?.toLowerCase() ?? '';
  const base64 = uri.slice(comma + 1);
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return {
    field: `attachments[${index}] (${name})`,
    name,
    mimeType,
    base64,
    bytes: Math.floor((base64.length * 3) / 4) - padding,
  };
}

/** Node's decoder passes over what it does not know and takes the URL alphabet too; both show here. */
function decodeBase64(base64: string, bytes: number): Buffer | undefined {
  if (base64.length % 4 !== 0 || base64.includes('-') || base64.includes('_')) return undefined;
  const content = Buffer.from(base64, 'base64');
  return content.length === bytes ? content : undefined;
}
