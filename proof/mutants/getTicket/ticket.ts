/** The ticket that is found, or what it says, is wrong. */
import { isSuccess } from '../engine/fault.js';
import { made } from '../engine/layer.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { htmlPage, json, refusal, refusalStatus, status, xml } from '../faults/answer.js';
import { accepted } from '../faults/effect.js';
import { field } from '../faults/field.js';
import { repairedExtension } from '../faults/repair.js';
import { on, refused, request } from '../faults/request.js';
import { get, idFirst, numberOnly } from './broken-reading.js';

export const ticketMutants: Mutant[] = [
  mutant('getTicket/answers-200', 'a ticket is answered with 201', status(get, 201)),
  mutant(
    'getTicket/answers-200',
    'a ticket is a web page with 200',
    on(get, async () => htmlPage),
  ),
  mutant(
    'getTicket/answers-200',
    'a ticket is answered with an error and 200',
    on(get, async () => made(200, 'application/json', '{"error":true,"message":"No"}')),
  ),
  mutant(
    'getTicket/by-number',
    'another ticket is answered',
    on(get, async (sent, forward, { ask }) => {
      const answer = await forward(sent);
      const others = JSON.parse((await ask('GET', '/api/tickets-search.php?limit=1&offset=9')).body.toString());
      return isSuccess(answer)
        ? forward({ ...sent, url: sent.url.replace(/\.php\/[^.]+/, `.php/${others[0].number}`) })
        : answer;
    }),
  ),
  mutant('getTicket/by-id', 'an ID is not found', numberOnly),
  mutant(
    'getTicket/by-id',
    'an ID is off by one',
    on(get, async (sent, forward) => {
      const answer = await forward(sent);
      const { number = '' } = sent.params;
      if (!isSuccess(answer) || answer.body.includes(`"${number}"`)) return answer;
      return forward({ ...sent, url: sent.url.replace(`/${number}.`, `/${Number(number) - 1}.`) });
    }),
  ),
  mutant('getTicket/number-before-id', 'an ID goes before a number', idFirst),
  mutant(
    'getTicket/unknown-404',
    'an unknown ticket is an empty object',
    refusal(get, (answer) => (answer.status === 404 ? made(200, 'application/json', '{}') : answer)),
  ),
  mutant(
    'getTicket/unknown-404',
    'an unknown ticket is answered with 400',
    refusalStatus(get, 400, (answer) => answer.status === 404),
  ),
  mutant(
    'getTicket/id-null-with-its-name',
    'topic has a name where topicId is null',
    field(get, 'topic', (name) => name ?? ''),
  ),
  mutant(
    'getTicket/id-null-with-its-name',
    'staffId names an agent where staff is null',
    field(get, 'staffId', (id) => id ?? 1),
  ),
  mutant(
    'getTicket/closed-only-when-closed',
    'closed has a time always',
    field(get, 'closed', () => '2026-01-01 00:00:00'),
  ),
  mutant(
    'getTicket/closed-only-when-closed',
    'closed is null always',
    field(get, 'closed', () => null),
  ),
  mutant(
    'getTicket/children-are-ids',
    'children are numbers as text',
    field(get, 'children[]', (id) => `T${id}`),
  ),
  mutant(
    'getTicket/children-are-ids',
    'children lacks one',
    json(get, (ticket) => ({ ...ticket, children: ticket.children.slice(1) })),
  ),
  mutant(
    'getTicket/children-are-ids',
    'children is always empty',
    json(get, (ticket) => ({ ...ticket, children: [] })),
  ),
  mutant(
    'getTicket/xml',
    '.xml gives JSON',
    request(get, (sent) => ({ ...sent, url: sent.url.replace('.xml', '.json') })),
  ),
  mutant(
    'getTicket/xml',
    '.xml is answered with 400',
    on(get, (sent, forward) => (sent.params.format === 'xml' ? Promise.resolve(refused(400)) : forward(sent))),
  ),
  mutant(
    'getTicket/xml',
    'the XML is empty',
    xml(get, () => '<?xml version="1.0"?><response/>'),
  ),
  mutant('getTicket/format-other-400', 'another extension gives JSON', accepted(get, repairedExtension)),
  mutant('getTicket/format-other-400', 'another extension is answered with 500', refusalStatus(get, 500)),
];
