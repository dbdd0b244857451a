/** One history of the model: a run in an installation with faults, others who use it meanwhile, and the clean-up. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Ledger, pastRuns } from '../../conformance/client/ledger.js';
import { mark } from '../../conformance/client/mark.js';
import { Context } from '../../conformance/kernel/context.js';
import { cleanUp } from '../../conformance/run/cleanup.js';
import { runInfo, sessionOn } from '../../conformance/run/session-for-tests.js';
import type { Results } from '../../generated/results.js';
import { Dice } from './dice.js';
import { Installation } from './installation.js';
import type { Nature } from './nature.js';
import { Others } from './others.js';
import { kinds, Run, type Step } from './run.js';

export interface History {
  seed: number;
  nature: Nature;
  /** Tickets of others before the run. */
  before: number;
  /** Of ten requests, before how many somebody else does something. */
  busy: number;
  /** Whether agents delete, rename and link tickets of the run. */
  agents: boolean;
  /** Each group is taken at once. */
  steps: Step[][];
  /** Whether the run is killed before it cleans up, and swept later. */
  killed: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({ does: fc.constantFrom(...kinds), ticket: fc.nat(20), other: fc.nat(20) });

const nature: fc.Arbitrary<Nature> = fc.record({
  numbers: fc.oneof(
    fc.record({
      difference: fc.integer({ min: -5, max: 5 }),
      padded: fc.boolean(),
      prefix: fc.constantFrom('', '', 'HD-2026.', '#', 'T:ü+', '9/', '50%-'),
    }),
    fc.constant('random' as const),
  ),
  takesIds: fc.boolean(),
  user: fc.constantFrom('text', 'object', 'object', 'hidden'),
  hours: fc.option(fc.integer({ min: -12, max: 14 }), { nil: undefined, freq: 8 }),
  season: fc.constantFrom(0, 0, -60, -30, 30, 60),
  wrongNumbers: fc.constantFrom(0, 0, 2, 5),
  losses: fc.constantFrom(0, 0, 1, 4),
  search: fc.constantFrom('whole', 'whole', 'three rows a page', 'no offset', 'no query', 'nothing'),
});

export const histories: fc.Arbitrary<History> = fc.record({
  seed: fc.integer(),
  nature,
  before: fc.nat(15),
  busy: fc.constantFrom(0, 3, 8),
  agents: fc.boolean(),
  steps: fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
  killed: fc.boolean(),
});

export interface Outcome {
  /** Changes of tickets of others. */
  harm: string[];
  left: Results['left'];
  /** Entries of `left` that give the number of a ticket of somebody else. */
  claimed: string[];
  /** Subjects of tickets of the run that are there and that no entry of `left` tells of. */
  forgotten: string[];
  /** Tickets of the run that were removed. */
  removed: number;
  /** Requests of the run that were not sent, since they could do harm. */
  refused: number;
}

export async function play({ seed, nature: its, before, busy, agents, steps, killed }: History): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'ownership-'));
  const dice = new Dice(seed);
  let time = Date.parse('2026-11-24T12:00:00Z');
  const now = () => time;
  let requestsToShift = its.season === 0 ? Number.POSITIVE_INFINITY : dice.between(1, 40);
  /** The installation's clock, in this machine's time zone. */
  const itsNow = () => time + (requestsToShift > 0 ? 0 : its.season * 60_000);
  const installation: Installation = new Installation(
    its,
    dice,
    (proven) => {
      // So that a reading proves something for the next request, and nothing for those after it.
      time += 600;
      requestsToShift -= 1;
      // No client of this API can exclude that a ticket is deleted between the proof and the request that it is for.
      if (dice.chance(busy, 10)) others.act(agents && !proven);
    },
    itsNow,
  );
  const others = new Others(installation, dice, runInfo.id, itsNow);
  const ledger = new Ledger(killed ? folder : undefined, runInfo.id, runInfo.url, now);
  let swept: Ledger | undefined;
  try {
    others.before(before);
    const session = sessionOn(installation, {}, ledger);
    const run = new Run(new Context(session, 'a run'));
    for (const group of agents ? steps.flat().map((one) => [one]) : steps) {
      await Promise.all(group.map((one) => run.take(one)));
    }
    const [past] = killed ? pastRuns(folder).runs : [];
    swept = past && Ledger.of(past, now);
    const left = await cleanUp(swept ? sessionOn(installation, {}, swept) : session, 0);
    const isBlind = its.search === 'nothing' && its.losses + its.wrongNumbers > 0;
    const { harm, removed } = installation;
    return { harm, left, removed, refused: run.refused, ...judged(installation, left, isBlind) };
  } finally {
    for (const each of [ledger, swept]) each?.close(false);
    rmSync(folder, { recursive: true });
  }
}

/** @param isBlind whether a lost or wrong answer leaves no trace, since the search finds nothing either */
function judged(
  { tickets }: Installation,
  left: Results['left'],
  isBlind: boolean,
): Pick<Outcome, 'claimed' | 'forgotten'> {
  const claimed = left.flatMap(({ number }) =>
    number !== undefined && tickets.byNumber(number)?.own === false ? [number] : [],
  );
  const isTold = ({ number, subject }: { number: string; subject: string }) =>
    left.some(
      (one) =>
        one.number === number ||
        one.subject === subject ||
        /(?:ticket|number) (\S+), but/.exec(one.why)?.[1] === number,
    );
  // A ticket that an agent renamed before its number was known cannot be found.
  const findable = tickets.all.filter(({ own, subject }) => !isBlind && own && subject.startsWith(mark(runInfo.id)));
  const forgotten = findable.filter((ticket) => !isTold(ticket)).map(({ subject }) => subject);
  return { claimed, forgotten };
}
