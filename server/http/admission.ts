/** Who may do what: everything that is judged before a request's body and parameters. */
import type { IncomingMessage } from 'node:http';
import { keyHeader } from '../../contract/keys.js';
import type { Operation } from '../../contract/operations.js';
import { findKey } from '../rules/keys.js';
import type { Store } from '../store/store.js';
import { requireCapability } from './capability.js';
import type { Capabilities } from './operation.js';
import { refuse } from './refusal.js';
import type { Stage } from './stage.js';

/** Refuses a request without a key. @returns the key */
export function keyIn({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const text = headers[keyHeader.toLowerCase()];
  if (typeof text === 'string' && text !== '') return text;
  refuse({
    requirement: 'auth/missing-key-401',
    message: `Valid API key required: send it in the ${keyHeader} header${'authorization' in headers ? ', not in Authorization' : ''}.`,
  });
}

/** As other headers have it: `Bearer KEY`, or a text of JSON. */
const MORE_THAN_A_KEY = /^[A-Za-z]+ |["']/;

/** @param trustsProxies whether the client's address is what a proxy says (Express's setting `trust proxy`) */
export function requireKey(store: Store, trustsProxies: boolean): Stage {
  return async (request, { locals }, next) => {
    const text = keyIn(request);
    locals.changes = store.changes();
    const address = trustsProxies ? request.ip : request.socket.remoteAddress;
    const key = await findKey(store, text, address ?? '', locals.changes);
    if (key === undefined) {
      refuse({
        requirement: 'auth/unknown-key-401',
        message: `Valid API key required: ${MORE_THAN_A_KEY.test(text) ? `the ${keyHeader} header holds the key alone, without a word before it and without quotes` : 'this one is unknown, switched off, or bound to another address'}.`,
      });
    }
    locals.key = key;
    next();
  };
}

export function requirePermission({ permission }: Operation): Stage {
  return (_request, { locals }, next) => {
    if (!locals.key.has(permission)) {
      refuse({
        requirement: 'permissions/lacking-403',
        message: `API key lacks required permission ${permission}.`,
      });
    }
    next();
  };
}

/** The operations that need a capability as a whole. */
type SubticketOperation = 'getParentTicket' | 'listChildTickets' | 'linkSubticket' | 'unlinkSubticket';

export function requireOwnCapability({ capability, id }: Operation, capabilities: Capabilities): Stage {
  return (_request, _response, next) => {
    if (capability !== undefined)
      requireCapability(capabilities, capability, `${id as SubticketOperation}/absent-501`, 'This operation');
    next();
  };
}

/** Refuses to write to a database that an osTicket installation owns, unless that is allowed. */
export function requireWritable({ method }: Operation, store: Store, allowWrites: boolean): Stage {
  return (_request, _response, next) => {
    if (method !== 'get' && store.owner !== 'this-tool' && !allowWrites) {
      refuse({
        requirement: 'permissions/lacking-403',
        message:
          'This server only reads: the database belongs to an osTicket installation. Start it with --allow-writes to write there.',
      });
    }
    next();
  };
}
