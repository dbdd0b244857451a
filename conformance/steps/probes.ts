/** The probes of a session (see kernel/probes.ts). */
import type { OperationId } from '../../contract/operations.js';
import { Context } from '../kernel/context.js';
import type { Probes } from '../kernel/probes.js';
import type { Session } from '../kernel/session.js';
import { lateReading } from './late-readings.js';
import { mistakes } from './mistakes.js';
import { requests, sendSimplest } from './requests.js';

const entries = Object.entries(requests).map(([id, { requirement }]) => [id, requirement]);

export function probes(session: Session): Probes {
  const t = new Context(session, 'probes');
  return {
    requirements: Object.fromEntries(entries) as Probes['requirements'],
    simplest: (id: OperationId) => t.share(`simplest ${id}`, (own) => sendSimplest(own, id)),
    mistakes: (id: OperationId) => mistakes(t, id),
    // What keeps that from being found out says nothing of the ticket that was read.
    lateReading: () =>
      lateReading(t).then(
        (late) => late?.requirement,
        () => undefined,
      ),
  };
}
