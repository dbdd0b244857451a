/** A stage of a request's way, and what the stages hand on to each other. */
import type { RequestHandler } from 'express';
import type { Operation } from '../../contract/operations.js';
import type { Key } from '../rules/keys.js';
import type { SentFiles } from './body/sent-files.js';
import type { Answer } from './operation.js';

/** `response.locals`; beside each field the stage that sets it. api-router.ts has the order. */
export type Locals = {
  /** The route. */
  operation: Operation;
  /** `requireKey`. */
  key: Key;
  /** `requireKey`: the state of the store when the request came in, see Store.changes. */
  changes: string | undefined;
  /** `readBody`: the fields that the caller sent, defaults not among them. */
  sent: ReadonlySet<string>;
  /** `readBody`: contents of attachments; they are let go when the request leaves the router. */
  files: SentFiles;
  /** `handle`. */
  answer: Answer;
};

/** An Express middleware that knows these locals. It throws a Refusal (see refusal.ts) to end the request. */
export type Stage = RequestHandler<Record<string, string>, unknown, unknown, Record<string, unknown>, Locals>;
