/** Attachments as a request carries them: `[{"screenshot.png": "data:image/png;base64,..."}]`. */
import { attachmentLimits, supportedMimeTypes } from '../../contract/attachments.js';
import type { RefusalId } from '../../generated/requirements.js';
import type { components } from '../../generated/types.js';
import type { SentContent, SentFiles } from '../http/body/sent-files.js';
import { refuse } from '../http/refusal.js';
import type { NewFile } from '../queries/file-writes.js';
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
  readonly content: SentContent;
}

/**
 * The files of a request.
 *
 * @param sentFiles where their contents are
 * @param operation the one whose requirements are cited
 * @throws Refusal 400 that names the file and the rule
 */
export function checkedAttachments(
  store: Pick<Store, 'holdsSupplementary'>,
  attachments: Attachments | undefined,
  sentFiles: SentFiles,
  operation: 'createTicket' | 'updateTicket',
): NewFile[] {
  const rule = (name: Rule) => `${operation}/${name}` satisfies RefusalId;
  const sent = (attachments ?? []).map((item, index) => sentFile(item, index, sentFiles));
  for (const { field, name, mimeType, content } of sent) {
    if (!supportedMimeTypes.has(mimeType)) {
      refuse({
        requirement: rule('attachment-unsupported-type-400'),
        message: `${field} has the type ${mimeType}, which is not a supported file type.`,
      });
    }
    if (content.size > attachmentLimits.fileBytes) {
      refuse({
        requirement: rule('attachment-at-most-ten-mb'),
        message: `${field} is too large: ${content.size} bytes; a file may have at most ${attachmentLimits.fileBytes}.`,
      });
    }
    refuseUnstorable(store, `The name of ${field}`, name, 'file', 'name');
  }
  const total = sent.reduce((sum, { content }) => sum + content.size, 0);
  if (total > attachmentLimits.totalBytes) {
    refuse({
      requirement: rule('attachments-at-most-fifty-mb'),
      message: `attachments are too large in total: ${total} bytes; a request may have at most ${attachmentLimits.totalBytes}.`,
    });
  }
  return sent.map(({ field, name, mimeType, content }) => {
    if (content.broken) {
      refuse({
        requirement: rule('attachment-broken-base64-400'),
        message: `${field} is not valid Base64: use the letters A-Z a-z 0-9 + / with padding, and no line breaks.`,
      });
    }
    return { name, mimeType, content };
  });
}

function sentFile(item: Attachments[number], index: number, sentFiles: SentFiles): SentFile {
  const [name = '', uri = ''] = Object.entries(item)[0] ?? [];
  const comma = uri.indexOf(',');
  const mimeType = uri.slice('data:'.length, comma).split(';')[0]?.toLowerCase() ?? '';
  return {
    field: `attachments[${index}] (${name})`,
    name,
    mimeType,
    content: sentFiles.content(uri.slice(comma + 1)),
  };
}
