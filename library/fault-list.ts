/** The faults that requests meet at the moment. */
import { both, type Fault, noFault } from '../server/faults/fault.js';
import { type FaultEntry, FaultEntryError, faultOf } from '../server/faults/fault-entry.js';
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
  /** It goes when it has hit the last request that it was for. @throws FaultEntryError */
  add(wanted: WantedFault): ActiveFault;
  all(): WantedFault[];
  clear(): void;
}

/**
 * @param keys the names of the keys that a fault can be for
 * @param always what requests meet after all others. Default: no fault
 */
export function faultList(keys: readonly string[], always = noFault): FaultList {
  let active: readonly { readonly wanted: WantedFault; readonly fault: Fault }[] = [];
  const fault: Fault = (...given) => active.reduceRight((inner, one) => both(one.fault, inner), always)(...given);
  return {
    fault,
    all: () => active.map(({ wanted }) => wanted),
    add: (wanted) => {
      const remove = () => {
        active = active.filter((one) => one !== added);
      };
      const added = { wanted, fault: withOwnMemory(faultOf(entryOf(wanted), remove)) };
      requireKey(keys, wanted);
      active = [added, ...active];
      return { remove };
    },
    clear: () => {
      active = [];
    },
  };
}

/** Of a mistyped name no request would ever be hit. */
function requireKey(keys: readonly string[], wanted: WantedFault): void {
  const key = typeof wanted === 'string' ? undefined : wanted.where?.key;
  if (key !== undefined && !keys.includes(key))
    throw new FaultEntryError(`A fault: /where/key should be one of ${keys.join(', ')}, and is ${JSON.stringify(key)}`);
}

/** A name that stands alone, and JSON. */
const entryOf = (wanted: unknown) => (typeof wanted === 'string' ? { fault: wanted } : wanted);

/** What one fault remembers is not for another of the same kind. */
function withOwnMemory(fault: Fault): Fault {
  const memory = new Map<string, unknown>();
  return (sent, forward, environment) => fault(sent, forward, { ...environment, memory });
}
