/** A shell script that repeats a result: set-up, the requests that prove it, clean-up. It works on any day. */
import { operation, operations } from '../../../contract/operations.js';
import type { Result } from '../../../generated/results.js';
import { excerpt, oneLine } from '../../client/excerpt.js';
import type { Exchange } from '../../client/exchange.js';
import { reads } from '../../client/guard.js';
import { counting, halving, looking, naming, owning, repeating, sending } from './functions.js';
import { headingOf } from './heading.js';
import { mentionsIn, neededFor, numbersNamedIn, ticketsOf } from './needed.js';
import type { MadeFile, MadeTicket, RunToRepeat } from './origins.js';
import { lacksBody, providedBody, requestLines } from './request.js';
import { sentText } from './sent-text.js';
import { finding, KeyVariables, quote, type Variable, Words } from './shell.js';

const longestWords = 400;
const dayMs = 24 * 3_600_000;
/** A date that is farther away is not counted from today. */
const farDays = 400;

/**
 * The script, for a POSIX shell with curl.
 *
 * It takes the installation from `OSTICKET_URL` (default: that of the run) and the keys from the environment. Where it
 * changes something, it says so and does nothing without the argument `--write`.
 *
 * @param proof the exchanges that the verdict rests on
 * @returns nothing where no exchange proves the result
 */
export function scriptOf(result: Result, proof: readonly Exchange[], run: RunToRepeat): string | undefined {
  if (proof.length === 0) return undefined;
  return new Script(result, proof, run).text();
}

class Script {
  readonly #needed: Exchange[];
  readonly #proof: ReadonlySet<number>;
  readonly #keys: KeyVariables;
  readonly #words: Words;
  readonly #variables = new Map<MadeTicket, string>();
  readonly #ids = new Map<MadeTicket, string>();
  readonly #files = new Map<string, { name: string; file: MadeFile }>();
  readonly #days = new Map<string, { name: string; days: number }>();

  constructor(
    private readonly result: Result,
    proof: readonly Exchange[],
    private readonly run: RunToRepeat,
  ) {
    this.#needed = neededFor(result, proof, run.origins);
    this.#proof = new Set(proof.map(({ id }) => id));
    this.#keys = new KeyVariables(run.mainKey);
    this.#words = new Words(this.#collect(), this.#keys);
  }

  text(): string {
    const steps = this.#needed.flatMap((exchange) => ['', ...this.#step(exchange)]);
    const changes = this.#needed.some(({ request }) => !reads(request.method));
    const ending = this.#ending();
    const marks = changes || [...steps, ...ending].some((line) => /\$\{?RUN/.test(line));
    this.#keys.of(this.run.mainKey);
    return [
      '#!/bin/sh',
      ...headingOf(this.result, this.#needed, this.run).map((line) =>
        `# ${line.replaceAll(/\p{Cc}/gu, ' ')}`.trimEnd(),
      ),
      'set -u; umask 077',
      ...(changes ? [`[ "\${1:-}" = --write ] || { sed -n '2,/^set -u/s/^# \\{0,1\\}//p' "$0"; exit 2; }`] : []),
      `URL=\${OSTICKET_URL:-${quote(this.run.url)}}; URL=\${URL%/}`,
      ...[...this.#keys.used].map((name) => {
        const variable = this.#keys.of(name);
        return `: "\${${variable}:?is not set: it takes the key that the settings call ${name.replaceAll(/[^\w .-]/g, '_')}}"`;
      }),
      ...this.#needed
        .filter(lacksBody)
        .map(
          (one) =>
            `[ -f ${providedBody(one)} ] || { echo 'Put the body of exchange ${one.id} into ${providedBody(one)}.' >&2; exit 2; }`,
        ),
      sending,
      ...(marks ? [changes ? owning : "RUN=r$(od -An -N4 -tx1 /dev/urandom | tr -d ' \\n' | cut -c1-7)"] : []),
      ...(changes || this.#ids.size + this.#files.size > 0 || steps.some((line) => line.includes('$(in_path '))
        ? [naming]
        : []),
      ...(this.#ids.size + this.#files.size > 0 ? [looking] : []),
      ...(steps.some((line) => line.startsWith('  many ')) ? [repeating] : []),
      ...(steps.some((line) => line.includes('$(half ')) ? [halving] : []),
      ...(this.#days.size > 0 ? [counting] : []),
      ...[...this.#days.values()].map(({ name, days }) => `${name}=$(day ${days})`),
      ...steps,
      '',
      ...ending,
    ].join('\n');
  }

  /** Gives each value that is another one each time a variable. */
  #collect(): Variable[] {
    const { origins, startedAt, url } = this.run;
    const today = Date.parse(startedAt.slice(0, 10));
    const found: Variable[] = [{ name: 'URL', finds: `^${finding(url)}` }];
    for (const exchange of this.#needed) {
      const { numbers, ids, files } = mentionsIn(exchange, origins);
      for (const [text, ticket] of numbers) {
        const name = this.#variableOf(ticket);
        const inUrl = encodeURIComponent(text);
        if (inUrl !== text) found.push({ name: `(in_path "$${name}")`, finds: finding(inUrl) });
        found.push({ name, finds: text.length < 5 ? inPlace(text) : finding(text) });
      }
      for (const [id, ticket] of ids) {
        const name = `ID${this.#variableOf(ticket).slice(1)}`;
        this.#ids.set(ticket, name);
        found.push({ name, finds: inPlace(id) });
      }
      for (const [id, file] of files) {
        this.#variableOf(file.ticket);
        const name = this.#files.get(id)?.name ?? `FILE${this.#files.size + 1}`;
        this.#files.set(id, { name, file });
        found.push({ name, finds: inPlace(id) });
      }
      const { method, body } = exchange.request;
      const sent = !reads(method) && body && 'text' in body ? body.text : '';
      for (const [date] of sent.matchAll(/\b\d{4}-\d\d-\d\d/g)) {
        const days = Math.round((Date.parse(date) - today) / dayMs);
        if (!isDay(date) || Math.abs(days) > farDays) continue;
        const name = this.#days.get(date)?.name ?? `DAY${this.#days.size + 1}`;
        this.#days.set(date, { name, days });
        found.push({ name, finds: finding(date) });
      }
    }
    const known = new Map(found.map((one) => [one.finds, one]));
    const { runId } = origins;
    // A search may be for a part of the ID's word, or for the word in upper case.
    return [
      ...known.values(),
      { name: 'RUN', finds: finding(runId) },
      { name: '(printf %s "$RUN" | tr a-z A-Z)', finds: finding(runId.toUpperCase()) },
      { name: '{RUN%?}', finds: finding(runId.slice(0, -1)) },
      { name: '{RUN#?}', finds: finding(runId.slice(1)) },
    ];
  }

  #variableOf(ticket: MadeTicket): string {
    const name = this.#variables.get(ticket) ?? `N${this.#variables.size + 1}`;
    this.#variables.set(ticket, name);
    return name;
  }

  #step(exchange: Exchange): string[] {
    const { id, request, response } = exchange;
    const { origins } = this.run;
    const ticket = origins.made.find(({ creation }) => creation === exchange);
    const path = request.url.replace(this.run.url, '');
    return [
      `# Exchange ${id}: ${oneLine(`${request.method} ${path}`, 160).replaceAll(/\p{Cc}/gu, ' ')}, answered then with ${response?.status ?? 'nothing'}`,
      ...this.#proofs(exchange),
      ...(ticket ? [`intend ${this.#json(ticket.subject)} ${this.#json(addressIn(exchange))}`] : []),
      ...requestLines(exchange, this.#words),
      ...(this.#proof.has(id)
        ? [`show ${this.#words.of(oneLine(`Exchange ${id}: ${request.method} ${path}`, 160))}`, `NOW="$STATUS $TYPE"`]
        : []),
      ...(ticket ? this.#numberOf(ticket) : []),
      ...[...this.#files.values()]
        .filter(({ file }) => this.#lastChangeBefore(file) === exchange)
        .map(({ name, file }) => `${name}=$(file_of "$${this.#variableOf(file.ticket)}" ${file.place})`),
    ];
  }

  /** The last change of its ticket before a file is named: an update may have added the file. */
  #lastChangeBefore(file: MadeFile): Exchange | undefined {
    const { origins } = this.run;
    const named = this.#needed.find((one) => [...mentionsIn(one, origins).files.values()].includes(file));
    return this.#needed.findLast(
      (one) =>
        one.id < (named?.id ?? 0) &&
        !reads(one.request.method) &&
        one.request.method !== 'DELETE' &&
        (one === file.ticket.creation || ticketsOf(mentionsIn(one, origins)).includes(file.ticket)),
    );
  }

  /** Right before a change: each ticket that it names is this script's own. */
  #proofs(exchange: Exchange): string[] {
    const { origins } = this.run;
    const meant = operations.find(({ id }) => id === exchange.operation);
    if (reads(exchange.request.method) && (meant?.method ?? 'get') === 'get') return [];
    const deletions = this.#needed.filter(
      (one) => one.id < exchange.id && one.request.method === 'DELETE' && one.request.url.includes(deletePath),
    );
    return [...new Set(ticketsOf(mentionsIn(exchange, origins)))].map((ticket) => {
      const isGone = deletions.some((one) => ticketsOf(mentionsIn(one, origins)).includes(ticket));
      return `${isGone ? 'gone' : 'mine'} "$${this.#variableOf(ticket)}"`;
    });
  }

  /** After a creation: the number, and what else of the ticket stands in later requests. */
  #numberOf(ticket: MadeTicket): string[] {
    const name = this.#variables.get(ticket);
    const lines = ['made'];
    if (name === undefined) return lines;
    lines.push(
      ticket.told
        ? `${name}=\${NUMBER:?The ticket could not be made}`
        : `${name}=$(found ${this.#words.of(legible(ticket.subject))}); MADE="$${name} $MADE"`,
    );
    const id = this.#ids.get(ticket);
    if (id !== undefined) lines.push(`${id}=$(id_of "$${name}")`);
    if (this.#needed.some((one) => isLinkedAs(ticket, one))) lines.push(`CHILDREN="$CHILDREN $${name}"`);
    return lines;
  }

  #json(text: string): string {
    return this.#words.of(JSON.stringify(text));
  }

  #ending(): string[] {
    const { expected = 'otherwise', actual = 'nothing', pointer } = this.result;
    const last = this.#needed.findLast(({ id }) => this.#proof.has(id));
    const line = (name: string, text: string) => `printf '%s\\n' ${quote(`${name} ${oneLine(text, longestWords)}`)}`;
    return [
      `printf '\\n'`,
      `printf '%s\\n' ${this.#words.of(`Expected: ${oneLine(expected, longestWords)}`)}`,
      line('Recorded:', excerpt(actual, longestWords)),
      ...(pointer ? [line('Where:   ', pointer)] : []),
      line(
        'Answered then with:',
        `${last?.response?.status ?? 'none'} ${last?.response?.headers['content-type'] ?? ''}`,
      ),
      `printf 'Answered now with:  %s\\n' "$NOW"`,
      '',
    ];
  }
}

const [deletePath = ''] = operation('deleteTicket').path.split('{');
const [linkPath = ''] = operation('linkSubticket').path.split('{');

/** Whether a calendar has this day. */
function isDay(date: string): boolean {
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** Finds digits only where a ticket or a file is named. */
const inPlace = (text: string) =>
  `(?<=\\.php/)${finding(text)}|(?<="(?:parentTicketNumber|childId|parentTicketId|number)"\\s*:\\s*"?)${finding(text)}`;

/** How a subject goes on behind its mark, up to the first character that an answer may write in more than one way. */
const legible = (subject: string) => /^\[[^\]]*\]([\w .,:;()-]*)/.exec(subject)?.[1] ?? '';

const addressIn = (exchange: Exchange): string => /"email"\s*:\s*"([^"\\]*)"/.exec(sentText(exchange))?.[1] ?? '';

/** Whether a request makes the ticket another one's child. */
function isLinkedAs({ number, id }: MadeTicket, exchange: Exchange): boolean {
  if (!exchange.request.url.includes(linkPath)) return false;
  return numbersNamedIn(sentText(exchange)).some((child) => child === number || child === id);
}
