/** One step of answering an API request, and what the steps hand on to each other. */
import type { RequestHandler } from 'express';
import type { Operation } from '../../contract/operations.js';
import type { Key } from '../rules/keys.js';
import type { SentFiles } from './body/sent-files.js';
import type { Answer } from './operation.js';

/** `response.locals`. Each field names the stage that sets it; api-router.ts has their order. */
export type Locals = {
  /** Set by `knowOperation`. */
  operation: Operation;
  /** Set by `requireKey`. */
  key: Key;
  /** Set by `requireKey`: the state of the store when the request came in (see Store.changes). */
  changes: string | undefined;
  /** Set by `readBody`: the fields that the caller sent, without defaults. */
  sent: ReadonlySet<string>;
  /** Set by `readBody`: contents of attachments; they are let go when the request leaves the router. */
  files: SentFiles;
  /** Set by `handle`. */
  answer: Answer;
};

/** An Express middleware with these locals. It throws a Refusal (see refusal.ts) to end the request. */
export type Stage = RequestHandler<Record<string, string>, unknown, unknown, Record<string, unknown>, Locals>;
