/** Faults of the connection, and of time. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionReset, type Fault } from './fault.js';

/** A request is answered that much later. */
export const delayed =
  (milliseconds: number): Fault =>
  async (sent, forward, { signal }) => {
    await sleep(milliseconds, undefined, { signal }).catch(() => {
      throw new ConnectionReset();
    });
    return forward(sent);
  };

/** The connection breaks before a request is carried out, or after it. */
export const reset =
  (after: 'request' | 'work'): Fault =>
  async (sent, forward) => {
    if (after === 'work') await forward(sent);
    throw new ConnectionReset();
  };

/** The connection breaks in the middle of the answer. @param bytes of the body that are sent */
export const cut =
  (bytes: number): Fault =>
  async (sent, forward) => ({ ...(await forward(sent)), cutAfter: bytes });
