/**
 * The last gate before the wire: a run changes nothing but what it made itself. It goes by method, path and body of the
 * request and not by what a check calls it, so that no mistake in a check can get past it.
 */
import { operations } from '../../contract/operations.js';
import type { Settings } from '../settings.js';
import { isLoopback } from '../settings.js';
import type { Ledger } from './ledger.js';

/** The request is not sent because it could do harm here. Becomes the verdict `skip` with the code `unsafe`. */
export class Unsafe extends Error {}

export interface GuardedRequest {
  method: string;
  /** Path below `/api`, without the query. */
  path: string;
  /** The body as the check describes it, before it is written as text; absent where there is none. */
  body?: unknown;
}

/** Every path of the contract that names a ticket, as an expression whose group is the number. */
const ticketPaths = operations
  .filter(({ path }) => /\{(number|parentNumber)\}/.test(path))
  .map(({ path }) => {
    const [before = ''] = path.split('{');
    return before;
  });

/** Every path that makes a ticket. */
export const createPaths: readonly string[] = operations
  .filter(({ id }) => id === 'createTicket')
  .flatMap(({ path, alsoAt }) => [path, ...alsoAt]);

export class Guard {
  /** Internal IDs of own tickets that are known to be no ticket's number. */
  readonly #ownIds = new Set<string>();

  constructor(
    private readonly settings: Pick<Settings, 'mode' | 'deletes' | 'url'>,
    private readonly ledger: Ledger | undefined,
    private readonly runId: string,
  ) {}

  /** Allows an own ticket's ID where a number is expected, once it was seen that no ticket has it as its number. */
  allowId(id: number): void {
    this.#ownIds.add(String(id));
  }

  /**
   * Lets a request pass or throws.
   *
   * @throws Unsafe with the reason
   */
  check({ method, path, body }: GuardedRequest): void {
    if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return;
    if (this.settings.mode === 'read') throw new Unsafe('The run only reads (see --write).');
    if (method === 'DELETE' && !this.settings.deletes && !path.includes('unlink')) {
      throw new Unsafe('The run deletes nothing (see --deletes).');
    }
    if (createPaths.includes(path)) this.#checkCreation(body);
    else if (ticketPaths.some((start) => path.startsWith(start))) this.#checkTicket(numberIn(path));
    for (const field of ['parentTicketNumber', 'childId', 'parentTicketId'] as const) {
      const value = (body as Record<string, unknown> | undefined)?.[field];
      if (typeof value === 'string' || typeof value === 'number') this.#checkTicket(String(value));
    }
  }

  #checkCreation(body: unknown): void {
    if (body === null || typeof body !== 'object' || Array.isArray(body)) return;
    const { autorespond, alert } = body as Record<string, unknown>;
    // On loopback nobody gets the mail; elsewhere only a value that no reading could take for true is let through.
    if (!isLoopback(this.settings.url) && (autorespond === undefined || autorespond || alert === undefined || alert)) {
      throw new Unsafe('The ticket could send e-mail.');
    }
  }

  #checkTicket(number: string): void {
    const own = this.ledger?.owns(number) || this.#ownIds.has(number);
    if (own || this.isNobodys(number)) return;
    throw new Unsafe(`Ticket ${number} was not made by this run.`);
  }

  /** Whether a text cannot be a ticket's number or ID, since it holds the ID of this run, or no letter or digit. */
  isNobodys(text: string): boolean {
    return text.includes(this.runId) || !/[\p{L}\p{N}]/u.test(text);
  }
}

/** The number in a path: what stands between the script's name and the extension. */
function numberIn(path: string): string {
  const last = path.split('.php/')[1] ?? '';
  return decodeURIComponent(last.replace(/\.[^.]*$/, ''));
}
