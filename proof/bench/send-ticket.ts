import { randomBytes } from 'node:crypto';
import { KEY } from './messages.js';

/** Makes a ticket with attachments of these sizes, in bytes. @returns its number */
export async function sendTicket(url: string, sizes: readonly number[], subject = 'Benchmark'): Promise<string> {
  const attachments = sizes.map((size, index) => ({
    [`${index}.pdf`]: `data:application/pdf;base64,${randomBytes(size).toString('base64')}`,
  }));
  const answer = await fetch(`${url}/api/tickets.json`, {
    method: 'POST',
    headers: { 'X-API-Key': KEY, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Jane Doe', email: 'jane@example.com', subject, message: 'A message', attachments }),
  });
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`A ticket was not made: ${answer.status} ${text}`);
  return text;
}

/** Makes a ticket with one attachment. @returns the path of its download */
export async function sendFile(url: string, size: number): Promise<string> {
  const number = await sendTicket(url, [size]);
  const ticket = await fetch(`${url}/api/tickets-get.php/${number}.json`, { headers: { 'X-API-Key': KEY } });
  const { thread } = (await ticket.json()) as { thread: { attachments: { file_id: number }[] }[] };
  return `/api/tickets-attachment-download.php/${thread[0]?.attachments[0]?.file_id}.json`;
}
