/** The faults that requests meet at the moment. */
import { both, type Fault, noFault } from '../server/faults/fault.js';
import { type FaultEntry, faultOf } from '../server/faults/fault-entry.js';
import type { FaultName } from '../server/faults/named-faults.js';

/** A fault by its name, or with parameters and the requests that it hits. */
export type WantedFault = FaultName | FaultEntry;

export interface ActiveFault {
  /** From now on requests do not meet it. */
  remove(): void;
}

export interface FaultList {
  /** All of them, as they are when a request comes in; the one that was added last is met first. */
  readonly fault: Fault;
  /** @throws FaultEntryError */
  add(wanted: WantedFault): ActiveFault;
  clear(): void;
}

export function faultList(): FaultList {
  let active: readonly Fault[] = [];
  return {
    fault: (sent, forward, environment) => active.reduceRight(both, noFault)(sent, forward, environment),
    add: (wanted) => {
      const fault = withOwnMemory(faultOf(typeof wanted === 'string' ? { fault: wanted } : wanted));
      active = [fault, ...active];
      return {
        remove: () => {
          active = active.filter((one) => one !== fault);
        },
      };
    },
    clear: () => {
      active = [];
    },
  };
}

/** What one fault remembers is not for another of the same kind. */
function withOwnMemory(fault: Fault): Fault {
  const memory = new Map<string, unknown>();
  return (sent, forward, environment) => fault(sent, forward, { ...environment, memory });
}
