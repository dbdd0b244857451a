/** Which fields of an update are accepted alone, by what checks have sent of them for other reasons. */
import type { Context } from '../kernel/context.js';
import { nothingIfMissing } from '../kernel/outcome.js';
import { triedWrites } from './frames/writes-tried.js';
import { plainNote } from './notes.js';
import { parentByUpdate } from './updates.js';

/** Fields that other checks have sent alone, and that were accepted. */
export async function acceptedAlone(t: Context): Promise<ReadonlySet<string>> {
  const frame = await triedWrites(t).catch(nothingIfMissing);
  const note = await plainNote(t).catch(nothingIfMissing);
  const linked = t.session.capabilities.subtickets ? await parentByUpdate(t).catch(nothingIfMissing) : undefined;
  return new Set([
    ...(frame?.takenAlone ?? []),
    ...(note?.answer.isSuccess ? ['note'] : []),
    ...(linked?.answer.isSuccess ? ['parentTicketNumber'] : []),
  ]);
}
