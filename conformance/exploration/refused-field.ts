/** Which field of a creation it is refused for, where the others would be taken. */
import type { RequirementId } from '../../generated/requirements.js';
import type { Answer } from '../kernel/context.js';
import type { Finding } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import type { Creation } from './actions.js';
import { plainText } from './texts.js';
import type { World } from './world.js';

/** A field of a creation that others may be refused for. */
interface Refusable {
  field: keyof Creation;
  /** Its name in the request. */
  name: string;
  /** The requirement that it is kept. */
  id: RequirementId;
  /** What is sent in its place. */
  plain: Partial<Creation>;
}

const refusable = ({ due }: Creation): Refusable[] => [
  { field: 'message', name: 'message', id: 'createTicket/message-stored', plain: { message: plainText } },
  { field: 'subject', name: 'subject', id: 'createTicket/subject-stored', plain: { subject: plainText } },
  { field: 'name', name: 'name', id: 'createTicket/name-stored', plain: { name: plainText } },
  { field: 'html', name: 'format', id: 'createTicket/format-html', plain: { html: false, message: plainText } },
  { field: 'phone', name: 'phone', id: 'createTicket/phone-accepted', plain: { phone: false } },
  { field: 'origin', name: 'source', id: 'createTicket/source-stored', plain: { origin: undefined } },
  {
    field: 'due',
    name: 'duedate',
    id: due?.includes('T') ? 'createTicket/duedate-with-time' : 'createTicket/duedate-stored',
    plain: { due: undefined },
  },
  { field: 'files', name: 'attachments', id: 'createTicket/attachment-stored', plain: { files: [] } },
  // Another address of the run, without an apostrophe.
  { field: 'address', name: 'email', id: 'createTicket/email-stored', plain: { address: 1 } },
];

/** Characters of which a database may hold none: it may refuse them, which other checks look at. */
export const beyondPlane = /[\u{10000}-\u{10FFFF}]/gu;

/** The same creation without these; nothing where it has none. */
function withoutPlanes({ subject, message, name }: Creation): Partial<Creation> | undefined {
  const texts = { subject, message, name };
  if (Object.values(texts).every((text) => text.search(beyondPlane) < 0)) return undefined;
  return Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text.replaceAll(beyondPlane, 'x')]));
}

/** Whether a creation sends a field, and not what would be sent in its place. */
const sends = (action: Creation, { field, plain }: Refusable): boolean => {
  const value = action[field];
  const isEmpty = Array.isArray(value) ? value.length === 0 : value === undefined || value === null || value === false;
  return !isEmpty && value !== plain[field] && !(field === 'message' && action.html);
};

/**
 * A field that a creation is refused for: with something plain in its place the creation is taken.
 *
 * @param make sends it with other fields
 * @returns what is found; with nothing in it where its requirement is reported already
 */
export async function refusedField(
  world: World,
  action: Creation,
  make: (others: Partial<Creation>) => Promise<Answer>,
): Promise<{ finding: Finding | undefined } | undefined> {
  const { answer: refused } = world;
  // No answer says nothing of a field, and 501 is about a plugin.
  if (!refused || refused.status < 400 || refused.status === 501) return undefined;
  const inPlane = withoutPlanes(action);
  if (inPlane && (await make(inPlane)).isSuccess) {
    world.lost = true;
    return { finding: undefined };
  }
  for (const one of refusable(action)) {
    if (!sends(action, one)) continue;
    const taken = await make(one.plain);
    if (!taken.isSuccess) continue;
    // That ticket is none of the model's.
    world.lost = true;
    const value = action[one.field];
    const told = typeof value === 'string' ? `${one.name} ${show(value)}` : one.name;
    const expected = `a creation with this ${told} to be taken, as it is with a plain one or without`;
    return { finding: world.finding(one.id, 'createTicket', expected, refused.summary, [refused, taken]) };
  }
  return undefined;
}
