/** How often a fault strikes where it could. */
import { type Fault, when } from './fault.js';
import { randomNumbers } from './random.js';

export interface Occasions {
  /** Only the next so many requests. Default: all. */
  readonly times?: number;
  /** Only this share of the requests, 0 to 1. Default: 1. */
  readonly share?: number;
  /** For a share: the same seed strikes the same requests of a sequence. Default: 1. */
  readonly seed?: number;
}

/** Counts from when it is made. @param usedUp is called with the last of the requests that it strikes */
export function onOccasions(
  fault: Fault,
  { times = Number.POSITIVE_INFINITY, share = 1, seed = 1 }: Occasions,
  usedUp = () => {},
): Fault {
  const random = randomNumbers(seed);
  let left = times;
  return when(() => {
    if (left === 0 || random() >= share) return false;
    left -= 1;
    if (left === 0) usedUp();
    return true;
  }, fault);
}
