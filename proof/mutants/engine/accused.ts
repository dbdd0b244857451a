/** Which accusations of a mutant have no reason of their own: the fault changes no exchange that they are about. */
import type { MutantResult } from './kill.js';

/** Requirements that compare an operation with others, or follow what others do: a fault of one is a contradiction for all. */
const comparing = /agree|metadata|_id-downloads|follows-changes|counts-a-new|complete/;

/** Checks that found something though the fault changes nothing that they are about. */
export const unexplained = ({ others, touched }: Pick<MutantResult, 'others' | 'touched'>): string[] =>
  others.filter((name) => {
    const [requirement = '', of] = name.split(' ');
    const operation = of ?? requirement.split('/')[0];
    if (touched.length > 0 && comparing.test(requirement)) return false;
    // A wrong method leads to no operation, and is each one's.
    return !touched.some((one) => one === operation || (one === 'none' && of !== undefined));
  });
