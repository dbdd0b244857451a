/** Requests each of which alone can show that a requirement is broken: of kept evidence, those decide that it has. */
import type { Answer } from '../client/answer.js';
import { NoEvidence } from '../client/wire.js';

/** How many requests a list has, and how many of them got an answer. */
export interface Part {
  asked: number;
  had: number;
}

/** What checks share, and the lists of requests in it. */
export interface Shared {
  made: Promise<unknown>;
  parts: ReadonlySet<Part>;
}

/** A list of requests, sent one by one. Those that kept evidence lacks are left out; a check that passes by the others says so. */
export class RequestList {
  readonly #part: Part = { asked: 0, had: 0 };
  #missing: NoEvidence | undefined;

  /** @param t who sends them */
  constructor(private readonly t: { parts: Set<Part> }) {
    t.parts.add(this.#part);
  }

  /** @param send sends one of them, and judges nothing @returns nothing where the evidence has no such request */
  async send<R>(send: () => Promise<R>): Promise<R | undefined> {
    this.#part.asked += 1;
    try {
      const result = await send();
      this.#part.had += 1;
      return result;
    } catch (reason) {
      if (!(reason instanceof NoEvidence)) throw reason;
      this.#missing ??= reason;
      return undefined;
    }
  }

  /** Says that all were sent. @throws NoEvidence when the evidence has none of them */
  end(): void {
    if (!this.#missing || this.#part.had > 0) return;
    this.t.parts.delete(this.#part);
    throw this.#missing;
  }
}

/**
 * Sends the requests of a list, and judges each before the next.
 *
 * @param judge absent where the answers are judged later
 * @returns the answers
 * @throws NoEvidence when the evidence has none of them
 * @example await each(t, [0, -1], (id) => ask(t, id), (answer) => t.refused(answer))
 */
export async function each<T, R = Answer>(
  t: { parts: Set<Part> },
  requests: readonly T[],
  send: (request: T) => Promise<R>,
  judge?: (result: R, request: T) => Promise<unknown> | unknown,
): Promise<R[]> {
  const list = new RequestList(t);
  const results: R[] = [];
  for (const request of requests) {
    const result = await list.send(() => send(request));
    if (result === undefined) continue;
    results.push(result);
    await judge?.(result, request);
  }
  list.end();
  return results;
}

/** Does what a check does beside what has already shown its requirement: kept evidence may lack it. */
export async function beside(t: { parts: Set<Part> }, act: () => Promise<unknown>): Promise<void> {
  const list = new RequestList(t);
  await list.send(act);
}

/**
 * Does it with the first of these data that there is an answer to: kept evidence may have those of its time.
 *
 * @example await withFirst([html, formerHtml], (text) => created(t, 'in HTML', { message: text }))
 */
export async function withFirst<D, R>(
  [data, ...former]: readonly [D, ...D[]],
  act: (data: D) => Promise<R>,
): Promise<R> {
  try {
    return await act(data);
  } catch (reason) {
    const [next, ...others] = former;
    if (!(reason instanceof NoEvidence) || next === undefined) throw reason;
    return withFirst([next, ...others], act);
  }
}

/** In words, how many requests of a check the evidence lacks; nothing where it has all. */
export function inPart(parts: ReadonlySet<Part>): string | undefined {
  const lacking = [...parts].reduce((sum, { asked, had }) => sum + asked - had, 0);
  if (lacking === 0) return undefined;
  return `The evidence lacks ${lacking} ${lacking === 1 ? 'request' : 'requests'} of this check: it is judged by the others.`;
}
