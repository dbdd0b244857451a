/** `npm run ownership-model -- 2000`: plays so many histories of runs in installations with faults. */

import { countGiven } from '../arguments.js';
import { playGoodHistories, playHistories } from './properties.js';

const what = ['histories', 'how many histories are played'] as const;
const count = countGiven('ownership-model', 'look whether a run ever touches a ticket of others', what, 2000);
const { removed, refused } = await playHistories(count);
console.log(`${count} histories: no ticket of others was touched or claimed, no ticket of a run forgotten.`);
console.log(
  `${removed} tickets of the runs were removed; ${refused} requests were not sent, since they were not proven safe.`,
);
await playGoodHistories(Math.ceil(count / 4));
console.log(`${Math.ceil(count / 4)} histories without faults: nothing was left.`);
