/**
 * Refuses what the contract refuses, before the installation sees it: requests without a key, to no operation, or not as
 * the contract has them. The stages are those of the reference server, so that codes and words are the same.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import express, { type Express } from 'express';
import { pino } from 'pino';
import type { Operation } from '../contract/operations.js';
import type { components } from '../generated/types.js';
import { keyIn } from '../server/http/admission.js';
import { contractRouter } from '../server/http/api-router.js';
import { readBody } from '../server/http/body/read-body.js';
import { Spool } from '../server/http/body/spool.js';
import { answerErrors } from '../server/http/errors.js';
import { basePath } from '../server/http/paths.js';
import { Refusal } from '../server/http/refusal.js';
import { validateRequest } from '../server/http/request-validator.js';
import type { Stage } from '../server/http/stage.js';
import { checkedAttachments } from '../server/rules/attachments.js';
import { sayingHeader } from './own-answer.js';
import type { Asked } from './passage.js';

type Attachments = components['schemas']['Attachments'];

/** Passes a request on that nothing was found wrong with. */
export type PassOn = (request: IncomingMessage, response: ServerResponse, asked: Asked) => Promise<void>;

/** Where an installation without rewriting of addresses has its API, too. */
const paths = [`${basePath}/http.php`, basePath];

const spools = new WeakMap<IncomingMessage, Spool>();
const methods = new WeakMap<IncomingMessage, string>();

/**
 * @param passOn gets what the contract accepts, and what is not addressed to the API
 * @param refused is told of each refusal
 */
export function enforcing(passOn: PassOn, refused: (requirement: string) => void): Express {
  const passed = ({ requestSchema }: Pick<Operation, 'requestSchema'>): Stage => {
    return async (request, response) => {
      const spool = requestSchema && spools.get(request);
      const asked = { method: methods.get(request) ?? request.method, path: request.originalUrl };
      await passOn(request, response, spool ? { ...asked, body: Readable.from(spool.parts()) } : asked);
    };
  };
  const app = express().disable('x-powered-by').disable('etag');
  app.enable('case sensitive routing').enable('strict routing');
  app.use((request, response, next) => {
    methods.set(request, request.method);
    // The question of a browser, which has no key: the answer is the installation's to give.
    if (request.method === 'OPTIONS') passed({})(request as never, response as never, next);
    else next();
  });
  app.use(
    paths,
    contractRouter({
      admission: () => [requireKey],
      service: (operation) => [
        setBodyApart(operation),
        readBody(operation),
        ...validateRequest(operation),
        requireFiles(operation),
        passed(operation),
      ],
    }),
  );
  app.use(passed({}) as never);
  app.use(((error: unknown, _request: unknown, response: ServerResponse, next: (error: unknown) => void) => {
    if (error instanceof Refusal) {
      response.setHeader(sayingHeader, `refused: ${error.requirement}`);
      refused(error.requirement);
    }
    next(error);
  }) as never);
  return app.use(answerErrors(pino({ level: 'silent' })));
}

const requireKey: Stage = (request, _response, next) => {
  keyIn(request);
  next();
};

/** Keeps the bytes of a body, as they come, while it is read: few in memory, many in a temporary file. */
function setBodyApart({ requestSchema }: Operation): Stage {
  return (request, response, next) => {
    if (requestSchema === undefined) return next();
    const spool = new Spool();
    spools.set(request, spool);
    response.once('close', () => {
      void spool.close();
      void response.locals.files?.close();
    });
    const parts = request.iterator.bind(request);
    request.iterator = async function* (options) {
      for await (const part of parts(options)) {
        spool.add(part);
        await spool.settle();
        yield part;
      }
      await spool.settle(true);
    };
    next();
  };
}

/** Attachments, which no schema describes as a whole. */
function requireFiles({ id, sameAs = id }: Operation): Stage {
  return ({ body }, { locals }, next) => {
    const { attachments } = (body ?? {}) as { attachments?: Attachments };
    if (attachments && (sameAs === 'createTicket' || sameAs === 'updateTicket'))
      checkedAttachments({ holdsSupplementary: true }, attachments, locals.files, sameAs);
    next();
  };
}
