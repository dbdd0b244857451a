/**
 * An installation in memory with the faults that put the tickets of others in danger, and with others who use it
 * meanwhile. It writes down each change of a ticket that is not the run's.
 */
import type { Exchange } from '../../conformance/client/exchange.js';
import type { OutgoingRequest, Wire } from '../../conformance/client/wire.js';
import type { Dice } from './dice.js';
import type { Nature } from './nature.js';
import { type StoredTicket, Tickets } from './tickets.js';

/** Times that a request is sent again. */
const retries = 3;

export class Installation implements Wire {
  readonly live = true;
  sent = 0;
  readonly tickets: Tickets;
  /** Changes of tickets that are not the run's. */
  readonly harm: string[] = [];
  /** Tickets that were deleted by requests. */
  removed = 0;

  /** @param meanwhile what others do before a request arrives; `proven` where it changes what was just read */
  constructor(
    private readonly nature: Nature,
    private readonly dice: Dice,
    private readonly meanwhile: (proven: boolean) => void,
    private readonly now: () => number,
  ) {
    this.tickets = new Tickets(nature.numbers, dice);
  }

  #wasReading = false;

  async send(request: OutgoingRequest): Promise<Exchange> {
    const once = async () => this.#exchange(request);
    const isLost = ({ response }: Exchange) => !response;
    for (let tries = 0; ; tries += 1) {
      const exchange = request.once ? await once() : await this.retry(once, (one) => one);
      if (request.once || tries === retries || !isLost(exchange)) return exchange;
    }
  }

  async retry<T>(attempt: () => Promise<T>, exchangeOf: (result: T) => Exchange): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      const result = await attempt();
      const { response } = exchangeOf(result);
      if (tries === retries || (response?.status !== 429 && response?.status !== 503)) return result;
    }
  }

  #exchange(request: OutgoingRequest): Exchange {
    const { scope, method, url, headers } = request;
    const isReading = url.includes('/tickets-get.php/');
    this.meanwhile(this.#wasReading && !isReading && !url.includes('/tickets-search.php'));
    this.#wasReading = isReading;
    const exchange: Exchange = {
      id: ++this.sent,
      scope,
      at: new Date(0).toISOString(),
      request: { method, url, headers },
    };
    const isFaulty = this.dice.chance(this.nature.losses, 10);
    const isCarriedOut = !isFaulty || this.dice.chance(1, 2);
    const answer = isCarriedOut ? this.#answer(request) : { status: 503, body: '' };
    if (isFaulty && this.dice.chance(1, 2)) return { ...exchange, failure: 'the connection was closed' };
    const status = isFaulty ? this.dice.pick([429, 503]) : answer.status;
    return { ...exchange, response: { status, headers: {}, body: { text: answer.body }, durationMs: 1 } };
  }

  #answer({ method, url, body }: OutgoingRequest): { status: number; body: string } {
    const { pathname, searchParams } = new URL(url);
    const [, script = '', name = ''] = /^\/api\/([\w.-]+?)(?:\.php)?(?:\/(.*))?\.json$/.exec(pathname) ?? [];
    const content = JSON.parse(String(body ?? '{}'));
    if (pathname.endsWith('/tickets-search.php')) return json(this.#search(searchParams));
    if (script === 'tickets' && method === 'POST') return this.#create(content);
    const asked = decodeURIComponent(name);
    if (script === 'tickets-get') {
      const found = this.tickets.byNumber(asked) ?? this.tickets.byId(asked);
      return found ? json(this.#shown(found)) : none;
    }
    const ticket = this.#changed(asked);
    if (!ticket) return none;
    if (script === 'tickets-delete') this.#delete(ticket, `${method} ${pathname}`);
    else if (script === 'tickets-subtickets-create') {
      const child = this.#changed(String(content.childId));
      if (!child) return none;
      this.#link(ticket, child, `${method} ${pathname}`);
      return json({ success: true });
    } else this.#touch(ticket, `${method} ${pathname}`);
    if (script === 'tickets-subtickets-unlink') this.#link(undefined, ticket, 'unlinked');
    return { status: 200, body: ticket.number };
  }

  /** The ticket that a change goes to. */
  #changed(name: string): StoredTicket | undefined {
    const { tickets } = this;
    if (!this.nature.takesIds) return tickets.byNumber(name);
    return tickets.byNumber(name) ?? tickets.byId(name) ?? tickets.byNumber(String(Number.parseInt(name, 10)));
  }

  #touch(ticket: StoredTicket, how: string): void {
    if (!ticket.own) this.harm.push(`${how} went to ticket ${ticket.number} (${ticket.id}) of somebody else`);
  }

  #create({ subject, email, parentTicketId }: { subject: string; email: string; parentTicketId?: unknown }) {
    const ticket = this.tickets.add({ subject, address: email, created: this.now(), own: true });
    const parent = parentTicketId === undefined ? undefined : this.#changed(String(parentTicketId));
    if (parent) this.#link(parent, ticket, 'a creation');
    const other = this.dice.pick(this.tickets.all);
    const isWrong = this.dice.chance(this.nature.wrongNumbers, 10);
    return { status: 201, body: isWrong ? this.dice.pick([other.number, String(other.id)]) : ticket.number };
  }

  #delete(ticket: StoredTicket, how: string): void {
    this.#touch(ticket, how);
    for (const child of this.tickets.childrenOf(ticket)) this.#link(undefined, child, `${how} of its parent`);
    this.tickets.remove(ticket);
    this.removed += 1;
  }

  #link(parent: StoredTicket | undefined, child: StoredTicket, how: string): void {
    for (const one of [child, parent]) if (one) this.#touch(one, how);
    child.parent = parent?.id;
  }

  #search(query: URLSearchParams): object[] {
    const { search } = this.nature;
    const limit = search === 'three rows a page' ? 3 : Number(query.get('limit') ?? 100);
    const offset = search === 'no offset' ? 0 : Number(query.get('offset') ?? 0);
    const text = search === 'no query' ? '' : (query.get('query') ?? '');
    if (search === 'nothing') return [];
    const found = this.tickets.all.filter(({ subject }) => subject.includes(text)).reverse();
    return found.slice(offset, offset + limit).map(({ id, number, subject }) => ({ id, number, subject }));
  }

  #shown(ticket: StoredTicket): object {
    const { user, hours } = this.nature;
    const { id, number, subject, address, created } = ticket;
    const email = user === 'object' ? { email: address, address: `"Somebody" <${address}>` } : address;
    const shown = { id, number, subject, children: this.tickets.childrenOf(ticket).map((child) => child.id) };
    const time =
      hours === undefined
        ? {}
        : { created: new Date(created + hours * 3_600_000).toISOString().slice(0, 19).replace('T', ' ') };
    return { ...shown, ...(user === 'hidden' ? {} : { user: { name: 'Somebody', email } }), ...time };
  }
}

const json = (value: object) => ({ status: 200, body: JSON.stringify(value) });
const none = { status: 404, body: '{"error":true,"message":"Ticket not found"}' };
