/** GET /tickets-attachment-download.php/{file_id}.{format}: a file attached to a ticket's thread entry, as Base64. */
import type { Handler } from '../http/operation.js';
import { refuse } from '../http/refusal.js';
import { findFile, storedContent, ticketAttachment } from '../queries/file-content.js';
import { mimeTypeOf } from '../queries/thread.js';

export const downloadAttachment: Handler<'downloadAttachment'> = async ({ store, params }) => {
  const file = await findFile(store, params.file_id);
  if (file === undefined) refuse({ requirement: 'downloadAttachment/unknown-404', message: 'File not found' });
  const attachment = await ticketAttachment(store, file.id);
  if (attachment === undefined)
    refuse({ requirement: 'downloadAttachment/not-a-ticket-attachment-403', message: 'Attachment not accessible' });
  const content = await storedContent(store, file);
  if (content === undefined)
    refuse({ requirement: 'downloadAttachment/unreadable-500', message: 'Failed to read file content' });
  return {
    status: 200,
    body: {
      file_id: file.id,
      filename: attachment.name || file.name,
      mime_type: mimeTypeOf(file.type),
      size: file.size,
      content: '',
    },
    content,
  };
};
