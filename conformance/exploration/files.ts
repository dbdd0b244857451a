/** The files of a ticket in an exploration, beside those that were sent. */
import { readField } from '../invariants/read-field.js';
import type { Answer } from '../kernel/context.js';
import type { Finding } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { download } from '../steps/attachments.js';
import type { Role } from '../steps/frames/readings.js';
import { entriesOf } from '../steps/set-fields.js';
import { isChangedByDownloads } from '../steps/stored-bytes.js';
import type { KeptFile } from './sent.js';
import type { Modelled, World } from './world.js';

interface Listed {
  file_id?: unknown;
  filename?: unknown;
  mime_type?: unknown;
  inline?: unknown;
}

const isNamed = (filename: unknown, name: string) => String(filename).normalize() === name.normalize();

const filename = 'getTicket/attachment-filename-is-string';

/** The files that a ticket lists, and the answer that does; nothing where it was not read, or shows files without names. */
function listedAt(world: World, role: Role): { ticket: Answer; attachments: Listed[] } | undefined {
  const { ticket } = world.frame.answersOf(role);
  if (!ticket || readField(filename, ticket.content).fault) return undefined;
  const attachments = entriesOf(world.frame.ticket(role)).flatMap(({ attachments: its }) =>
    Array.isArray(its) ? (its as Listed[]) : [],
  );
  return { ticket, attachments };
}

const downloaded = (answer: Answer) => answer.meant as { filename?: unknown; mime_type?: unknown; content?: unknown };

/** Whether a download has a name and a content in the shape that the contract gives them: what is broken is told by its own check. */
const isReadable = (answer: Answer): boolean =>
  answer.isSuccess &&
  (['downloadAttachment/filename-is-string', 'downloadAttachment/content-is-string'] as const).every(
    (id) => !readField(id, answer.content).fault,
  );

/**
 * What is wrong with a file that was sent. What a PUT loses of it, a PATCH may lose too: then that is what is broken. Where
 * the files of creations show the same, it is told of them alone.
 */
function wrong(
  world: World,
  { operation: by }: KeptFile,
  what: 'name' | 'type' | 'stored',
  ...told: [expected: string, shown: string, answers: readonly Answer[], pointer?: string]
): Finding | undefined {
  const id = by === 'createTicket' ? by : 'updateTicket';
  const isTold = !world.given.isOpen({ requirement: `createTicket/attachment-${what}`, operation: 'createTicket' });
  if (by !== 'createTicket' && isTold) return undefined;
  const found = world.finding(`${id}/attachment-${what}`, id, ...told);
  return by === 'updateTicketByPut' && found ? world.finding('updateTicketByPut/same-as-patch', by, ...told) : found;
}

/** Each file by its name, as the ticket that was read last lists it. */
export function filesListed(world: World, { role, files }: Modelled): Finding | undefined {
  const listed = listedAt(world, role);
  if (!listed) return undefined;
  const { ticket, attachments } = listed;
  for (const file of files) {
    const { name, type } = file;
    const same = attachments.filter(({ filename }) => isNamed(filename, name));
    if (same.length === 0) {
      const shown = show(attachments.map(({ filename }) => filename));
      const what = attachments.length < files.length ? 'stored' : 'name';
      return wrong(world, file, what, `${name} at ${role}`, shown, [ticket], '/thread');
    }
    if (same.every(({ inline }) => inline === true || inline === 1)) {
      const id = 'getTicket/attachment-sent-is-not-inline';
      const found = world.finding(id, 'getTicket', `${name} not to be inline`, 'inline', [ticket], '/thread');
      if (found) return found;
    }
    const types = same.map(({ mime_type: one }) => String(one).split(';')[0]?.trim().toLowerCase());
    if (types.includes(type)) continue;
    const found = wrong(world, file, 'type', `${type} of ${name}`, show(types), [ticket], '/thread');
    if (found) return found;
  }
  return undefined;
}

/** A download that says another name or type than the ticket lists. @param same the files that the ticket lists by the name */
function otherMetadata(world: World, ticket: Answer, name: string, same: Listed[], answers: Answer[]) {
  const told = (answer: Answer | undefined, field: 'filename' | 'mime_type', expected: string) =>
    answer &&
    world.finding(
      'downloadAttachment/agrees-with-metadata',
      'downloadAttachment',
      expected,
      show(downloaded(answer)[field]),
      [ticket, answer],
      `/${field}`,
    );
  const types = same.map(({ mime_type: type }) => type);
  // What is no text is the matter of other checks.
  const isOther = (type: unknown) =>
    typeof type === 'string' && types.every((listed) => typeof listed === 'string' && listed !== type);
  const [renamed, retyped] = [
    answers.find((one) => !isNamed(downloaded(one).filename, name)),
    answers.find((one) => isOther(downloaded(one).mime_type)),
  ];
  return (
    told(renamed, 'filename', `the filename ${name}`) ??
    told(retyped, 'mime_type', `the type ${show(types)} of ${name}`)
  );
}

/** Each file by its name: ID and bytes. */
export async function filesAgree(world: World, { role, files }: Modelled): Promise<Finding | undefined> {
  const listed = listedAt(world, role);
  if (!listed) return undefined;
  const { ticket, attachments } = listed;
  const leading = attachments.filter(({ filename }) => files.some(({ name }) => isNamed(filename, name)));
  const twice = leading.find(({ file_id: id, filename }) =>
    leading.some((other) => other.file_id === id && !isNamed(other.filename, String(filename))),
  );
  if (twice) {
    const expected = `another file_id for each of ${show(leading.map(({ filename }) => filename))}`;
    const shown = `${show(twice.file_id)} more than once`;
    const id = 'getTicket/attachment-file_id-downloads';
    const found = world.finding(id, 'getTicket', expected, shown, [ticket], '/thread');
    if (found) return found;
  }
  const got = new Map<number, Answer>();
  const downloadOnce = async (id: number): Promise<Answer> => {
    const answer = got.get(id) ?? (await download(world.t, id));
    got.set(id, answer);
    return answer;
  };
  for (const file of files) {
    const { name, bytes } = file;
    const same = attachments.filter(({ filename }) => isNamed(filename, name));
    // What is not listed by its name was told already, or is a matter of names.
    if (same.length === 0) continue;
    const answers: Answer[] = [];
    for (const { file_id } of same) answers.push(await downloadOnce(Number(file_id)));
    const refused = answers.find(({ isSuccess }) => !isSuccess);
    if (refused) {
      const id = 'downloadAttachment/answers-200';
      const expected = `${name}, which ${role} lists`;
      const found = world.finding(id, 'downloadAttachment', expected, refused.summary, [ticket, refused]);
      if (found) return found;
    }
    const shown = answers.filter(isReadable);
    const other = otherMetadata(world, ticket, name, same, shown);
    if (other) return other;
    const contents = shown.map((one) => Buffer.from(String(downloaded(one).content), 'base64'));
    if (contents.length < same.length || contents.some((content) => content.equals(bytes))) continue;
    if (await isChangedByDownloads(world.t, file.operation === 'createTicket' ? 'createTicket' : 'updateTicket'))
      continue;
    const expected = `the ${bytes.length} bytes that were sent as ${name}`;
    const found = wrong(world, file, 'stored', expected, 'other bytes', [ticket, ...answers]);
    if (found) return found;
  }
  return undefined;
}
