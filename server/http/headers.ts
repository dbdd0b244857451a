/** Headers that keep what this server answers from other uses. */
import type { RequestHandler } from 'express';

/** A browser takes an answer for what its Content-Type says, never for a page that is hidden in a ticket's text. */
export const forNoOtherUse: RequestHandler = (_request, response, next) => {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  next();
};

/** Tickets are for the owner of the key: no cache between here and the client keeps them. */
export const keptByNobody: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};
