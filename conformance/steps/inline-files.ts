/** Files that are embedded in the text of a message. */
import type { Context } from '../kernel/context.js';
import { attachmentsIn, type KnownAttachment } from './attachments.js';
import { creation } from './creations.js';
import { readTicket } from './own-tickets.js';
import { pngUri } from './sample-files.js';

export const isInline = ({ metadata }: KnownAttachment) => metadata.inline === true || metadata.inline === 1;

/** A picture in the text of an own message; nothing where the installation does not keep it as an embedded file. */
export async function ownInline(t: Context): Promise<KnownAttachment | undefined> {
  if (t.session.run.mode === 'read') return undefined;
  const fields = { format: 'html', message: `<p>A picture: <img src="${pngUri}"></p>` } as const;
  const { after } = await creation(t, 'with a picture in the text', fields);
  return after && attachmentsIn(after).find(isInline);
}

/** The embedded file of the ticket that the user names. */
export async function knownInline(t: Context): Promise<KnownAttachment | undefined> {
  const { inlineFileTicket } = t.session.run.known;
  if (!inlineFileTicket) return undefined;
  return attachmentsIn(await readTicket(t, inlineFileTicket)).find(isInline);
}
