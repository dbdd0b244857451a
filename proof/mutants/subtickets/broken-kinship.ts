/** What faults of the operations on parents and children are made of. */
import type { OperationId } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { made } from '../engine/layer.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { refusal, refusalStatus, xml } from '../faults/answer.js';
import { on, refused, request } from '../faults/request.js';

export const [parent, list, link, unlink] = [
  'getParentTicket',
  'listChildTickets',
  'linkSubticket',
  'unlinkSubticket',
] as const;
export const all = [parent, list, link, unlink] as const;
export const withoutSubtickets = { without: ['subtickets'] };
export type Ref = { ticket_id: number; number: string; subject: string; status: string };

/** Says that all went well. */
export const wentWell = made(200, 'application/json', '{"success":true,"message":"Done","parent":null,"child":null}');

/** What every one of them must do. */
export const common = (id: OperationId): Mutant[] => [
  mutant(
    `${id}/absent-501` as RequirementId,
    'answers 404 without the plugin',
    refusalStatus(id, 404, (answer) => answer.status === 501),
    withoutSubtickets,
  ),
  mutant(
    `${id}/absent-501` as RequirementId,
    'answers 200 without the plugin',
    refusal(id, (answer) => (answer.status === 501 ? wentWell : answer)),
    withoutSubtickets,
  ),
];

export const unknown = (rule: RequirementId, id: OperationId, answer = wentWell): Mutant[] => [
  mutant(
    rule,
    'an unknown ticket is answered with 200',
    refusal(id, (one) => (one.status === 404 ? answer : one)),
  ),
  mutant(
    rule,
    'an unknown ticket is answered with 500',
    refusalStatus(id, 500, (one) => one.status === 404),
  ),
];

/** A link that must be refused: answered as done, with another code, or refused and made all the same. */
export const refusals = (rule: RequirementId, what: string): Mutant[] => [
  mutant(
    rule,
    `${what} is answered as done`,
    refusal(link, (answer) => ([404, 422].includes(answer.status) ? wentWell : answer)),
  ),
  mutant(rule, `${what} is answered with 500`, refusalStatus(link, 500)),
];

export const asXml = (id: OperationId, rule: RequirementId): Mutant[] => [
  mutant(
    rule,
    '.xml gives JSON',
    request(id, (sent) => ({ ...sent, url: sent.url.replace('.xml', '.json') })),
  ),
  mutant(
    rule,
    '.xml is answered with 400',
    on(id, (sent, forward) => (sent.params.format === 'xml' ? Promise.resolve(refused(400)) : forward(sent))),
  ),
  mutant(
    rule,
    'the XML is empty',
    xml(id, () => '<?xml version="1.0"?><response/>'),
  ),
];

export function lacking(ref: Ref, name: keyof Ref): Partial<Ref> {
  const { [name]: _, ...others } = ref;
  return others;
}
