/** Which operations a fault really changes: their requests, their answers, or what is in the database when they are asked. */
import type { OperationId } from '../../../contract/operations.js';
import type { Environment, Fault, FaultAnswer, FaultRequest } from '../../../server/faults/fault.js';

const sameBytes = (one: Buffer | undefined, other: Buffer | undefined) =>
  one === other || (one !== undefined && other !== undefined && one.equals(other));

const sameRequest = (one: FaultRequest, other: FaultRequest) =>
  one.method === other.method &&
  one.url === other.url &&
  JSON.stringify(one.headers) === JSON.stringify(other.headers) &&
  sameBytes(one.body, other.body);

const sameAnswer = (one: FaultAnswer, other: FaultAnswer) =>
  one.status === other.status &&
  JSON.stringify(one.headers) === JSON.stringify(other.headers) &&
  sameBytes(one.body, other.body);

/** The same fault. @param touched gets the operations that it changes; `none` for requests that lead to none */
export const noting =
  (fault: Fault, touched: Set<OperationId | 'none'>): Fault =>
  async (sent, forward, environment) => {
    const note = () => touched.add(sent.operation ?? 'none');
    let unchanged: FaultAnswer | undefined;
    const seen: Environment = {
      ...environment,
      get store() {
        note();
        return environment.store;
      },
      ask: (method, url, json) => {
        if (method !== 'GET') note();
        return environment.ask(method, url, json);
      },
    };
    const answer = await fault(
      sent,
      async (request) => {
        if (unchanged || !sameRequest(request, sent)) note();
        const answered = await forward(request);
        unchanged = answered;
        return answered;
      },
      seen,
    );
    if (!unchanged || !sameAnswer(answer, unchanged)) note();
    return answer;
  };
