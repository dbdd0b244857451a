/** A look at a target whose answers cannot be read ends with a sentence, and one that has some goes on. */
import { expect, test } from 'vitest';
import { NotReachable } from '../../installation/exit.js';
import { FakeWire } from '../client/caller-for-tests.js';
import type { Exchange } from '../client/exchange.js';
import type { OutgoingRequest } from '../client/wire.js';
import { preflight } from './preflight.js';
import { sessionOn } from './session-for-tests.js';

/** Answers of these requests cannot be read. */
class BrokenWire extends FakeWire {
  constructor(private readonly broken: (request: OutgoingRequest) => boolean) {
    super(({ url }) =>
      url.includes('search') ? { body: '[]' } : { status: 404, body: '{"error":true,"message":"No"}' },
    );
  }

  override async send(request: OutgoingRequest): Promise<Exchange> {
    const exchange = await super.send(request);
    if (exchange.response && this.broken(request)) {
      exchange.response = {
        ...exchange.response,
        status: 200,
        unreadable: { kind: 'too-large', text: 'it is larger than 32 MB' },
      };
    }
    return exchange;
  }
}

test('no answer can be read: one sentence', async () => {
  const looked = preflight(sessionOn(new BrokenWire(() => true)));
  await expect(looked).rejects.toThrow(NotReachable);
  await expect(looked).rejects.toThrow(/gives no answer that can be read/);
});

test('some cannot be read: the run begins', async () => {
  await expect(preflight(sessionOn(new BrokenWire(({ method }) => method === 'DELETE')))).resolves.toBeUndefined();
});
