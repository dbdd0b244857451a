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
  all(): WantedFault[];
  clear(): void;
}

/** @param always what requests meet after all others. Default: no fault */
export function faultList(always = noFault): FaultList {
  let active: readonly { readonly wanted: WantedFault; readonly fault: Fault }[] = [];
  const fault: Fault = (...given) => active.reduceRight((inner, one) => both(one.fault, inner), always)(...given);
  return {
    fault,
    all: () => active.map(({ wanted }) => wanted),
    add: (wanted) => {
      const added = { wanted, fault: withOwnMemory(faultOf(entryOf(wanted))) };
      active = [added, ...active];
      return {
        remove: () => {
          active = active.filter((one) => one !== added);
        },
      };
    },
    clear: () => {
      active = [];
    },
  };
}

/** A name that stands alone, and JSON. */
const entryOf = (wanted: unknown) => (typeof wanted === 'string' ? { fault: wanted } : wanted);

/** What one fault remembers is not for another of the same kind. */
function withOwnMemory(fault: Fault): Fault {
  const memory = new Map<string, unknown>();
  return (sent, forward, environment) => fault(sent, forward, { ...environment, memory });
}
