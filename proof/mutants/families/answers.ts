/** Successes that are not what an operation answers, wherever a requirement says what that is. */
import { requirements } from '../../../contract/requirements.js';
import { contentType, htmlPage, status, text, xml } from '../../../server/faults/answer.js';
import type { Fault } from '../../../server/faults/fault.js';
import { refuses, request } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';

const webPage: Fault = async () => htmlPage;

/** By the last part of the requirement's ID: what is wrong, and the fault. */
const families: [rule: RegExp, faults: Record<string, Fault>][] = [
  [/\/answers-2\d\d$|^listTicketStatuses\/answers-an-array$/, { 'a success has the code 202': status(202) }],
  [/\/(answers-(2\d\d|an-array)|none-is-(null|empty))$/, { 'a success is a web page with 200': webPage }],
  [
    /\/answers-the-number$/,
    {
      'the number is in an object': text((number) => `{"number":"${number}"}`),
      'the number is in quotes': text((number) => `"${number}"`),
      'the number is in a sentence': text((number) => `Ticket ${number} is done`),
    },
  ],
  [/^(update|delete)Ticket\/answers-the-number$/, { 'another number is answered': text((number) => `${number}1`) }],
  [
    /\/answers-plain-text$/,
    {
      'the number is sent as JSON': contentType('application/json'),
      'the number is sent as text/html': contentType('text/html; charset=UTF-8'),
    },
  ],
  [
    /\/xml$/,
    {
      '.xml gives JSON': request((sent) => ({ ...sent, url: sent.url.replace('.xml', '.json') })),
      '.xml is answered with 400': refuses(({ params }) => params.format === 'xml'),
      'the XML is empty': xml(() => '<?xml version="1.0"?><response/>'),
    },
  ],
];

export const answers: Row[] = requirements.flatMap(({ id }) =>
  families
    .filter(([rule]) => rule.test(id))
    .flatMap(([, faults]) => Object.entries(faults).map(([what, fault]): Row => [id, what, fault])),
);
