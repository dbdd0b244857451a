/** Error answers broken, at every operation. */
import { type OperationId, operation } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { type Fault, type FaultRequest, isSuccess } from '../engine/fault.js';
import { made } from '../engine/layer.js';
import { type Mutant, mutantFor } from '../engine/mutant.js';
import { errorJson, htmlPage, refusal, refusalStatus, status } from '../faults/answer.js';
import { refusedButDone } from '../faults/effect.js';
import { repairedBody, repairedExtension } from '../faults/repair.js';
import { where } from '../faults/request.js';
import { everywhere } from './each-check.js';

const shows = (what: string) => (id: OperationId) =>
  errorJson(id, (body) => ({ ...body, message: `${body.message} ${what}` }));

const withType = (type: string) => (id: OperationId) =>
  refusal(id, (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': type } }));

/** What is broken in a refused request is put right, and then it is carried out. */
const doneAllTheSame = (id: OperationId): Fault =>
  refusedButDone(id, operation(id).requestSchema ? repairedBody : repairedExtension);

/** A fault of a path, with any method: a method that it does not have leads to no operation. */
const atPath =
  (id: OperationId, fault: Fault): Fault =>
  (request, forward, around) => {
    const [start = ''] = operation(id).path.split('{');
    return request.url.startsWith(`/api${start}`) ? fault(request, forward, around) : forward(request);
  };

const wrongMethod = (change: (answer: Awaited<ReturnType<Fault>>) => Awaited<ReturnType<Fault>>) => (id: OperationId) =>
  atPath(id, async (request, forward) => {
    const answer = await forward(request);
    return request.operation || isSuccess(answer) ? answer : change(answer);
  });

const unknownPath: Fault = async (request, forward) => {
  const answer = await forward(request);
  return request.operation || answer.status !== 404 ? answer : htmlPage;
};

const hasAnotherExtension = ({ url }: FaultRequest) => !/\.(json|xml)$/.test(url.split('?')[0] ?? '');

export const errorMutants: Mutant[] = [
  ...everywhere('errors/standard-object', 'errors are plain text', (id) =>
    refusal(id, ({ status: code }) => made(code, 'application/json', 'Something went wrong')),
  ),
  ...everywhere('errors/standard-object', 'errors have no message', (id) => errorJson(id, () => ({ error: true }))),
  ...everywhere('errors/standard-object', 'errors are web pages', (id) =>
    refusal(id, ({ status: code }) => ({ ...htmlPage, status: code })),
  ),
  ...everywhere('errors/error-is-true', 'error is a text', (id) => errorJson(id, (b) => ({ ...b, error: 'true' }))),
  ...everywhere('errors/error-is-true', 'error is the number 1', (id) => errorJson(id, (b) => ({ ...b, error: 1 }))),
  ...everywhere('errors/message-is-text', 'message is empty', (id) => errorJson(id, (b) => ({ ...b, message: '' }))),
  ...everywhere('errors/message-is-text', 'message is a list', (id) =>
    errorJson(id, (b) => ({ ...b, message: [b.message] })),
  ),
  ...everywhere('errors/json-content-type', 'errors are sent as text/html', withType('text/html; charset=UTF-8')),
  ...everywhere('errors/status-is-documented', 'errors have the code 418', (id) => refusalStatus(id, 418)),
  ...everywhere('errors/status-is-documented', 'successes have the code 202', (id) => status(id, 202)),
  ...everywhere('errors/success-is-no-error', 'errors have the code 200', (id) => refusalStatus(id, 200)),
  ...everywhere('errors/success-is-no-error', 'errors are web pages with the code 200', (id) =>
    refusal(id, () => htmlPage),
  ),
  ...everywhere('errors/refusal-changes-nothing', 'is refused but carried out', doneAllTheSame),
  ...everywhere('errors/shows-no-internals', 'errors show SQL', shows('SQLSTATE[42000]: Syntax error')),
  ...everywhere('errors/shows-no-internals', 'errors show a path', shows('in /var/www/html/include/class.api.php')),
  ...everywhere('errors/shows-no-internals', 'errors show a stack trace', shows('#0 {main} Uncaught TypeError')),
  ...everywhere('errors/no-500-for-input', 'wrong input is answered with 500', (id) => refusalStatus(id, 500)),
  ...everywhere(
    'errors/wrong-method-405',
    'a wrong method is answered with 200',
    wrongMethod(() => htmlPage),
  ),
  ...everywhere(
    'errors/wrong-method-405',
    'a wrong method is answered with 500',
    wrongMethod((answer) => ({ ...answer, status: 500 })),
  ),
  ...everywhere(
    'errors/wrong-method-405',
    'does not say which methods are allowed',
    wrongMethod(({ headers: { allow: _, ...headers }, ...answer }) => ({ ...answer, headers })),
  ),
  mutantFor(
    'searchTickets',
    'errors/unknown-path-404' as RequirementId,
    'an unknown path is a web page with 200',
    unknownPath,
  ),
  ...everywhere('errors/unsupported-extension', 'another extension is answered with 200', (id) =>
    where(
      hasAnotherExtension,
      refusal(id, () => made(200, 'application/json', '{}')),
    ),
  ),
  ...everywhere('errors/unsupported-extension', 'another extension is answered with 500', (id) =>
    where(hasAnotherExtension, refusalStatus(id, 500)),
  ),
];
