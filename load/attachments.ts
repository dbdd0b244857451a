/**
 * Load on the attachments of an installation: downloads, and uploads to a ticket of the run's own.
 *
 * @example k6 run -e OSTICKET_URL=https://help.example.org -e OSTICKET_API_KEY=... load/attachments.ts
 * The other settings are in docs/load.md.
 */
import { SharedArray } from 'k6/data';
import type { Options } from 'k6/options';
import type { components } from '../generated/types.ts';
import { Client, parsed } from './shared/client.ts';
import { type Endpoint, endpoints } from './shared/contract.ts';
import { base64Of, checksum, decodedLength, pickBySize, sizesUpTo } from './shared/files.ts';
import { type AttachmentData, findFiles, noteWithFile, type StoredFile, uploadFiles } from './shared/found-files.ts';
import { measure } from './shared/measure.ts';
import { downloaded, downloadSpeed, uploaded, uploadSpeed } from './shared/metrics.ts';
import { outputs, trendStats } from './shared/outputs.ts';
import { makeTicket, removeTicket, ticketPath } from './shared/own-ticket.ts';
import { needed, refuse } from './shared/refuse.ts';
import { newRunId } from './shared/run-id.ts';
import { scenariosFor } from './shared/scenarios.ts';
import { readSettings } from './shared/settings.ts';
import type { Schema } from './shared/shape.ts';
import { shapeOf } from './shared/shape-of-installation.ts';
import type { SummaryData } from './shared/summary.ts';
import { thresholdsFor } from './shared/thresholds.ts';

const settings = readSettings(__ENV, { rate: 2 });
const contract = new SharedArray<Endpoint>('contract', () =>
  endpoints(open('../generated/contract.json'), [
    'searchTickets',
    'getTicket',
    'createTicket',
    'updateTicket',
    'deleteTicket',
    'downloadAttachment',
  ]),
);
const client = new Client(settings, [...contract]);
const sizes = sizesUpTo(settings.largestBytes);
// Made once: 14 MB of text for the largest would be too much for each virtual user.
const contents = new SharedArray<string>('contents', () => sizes.map(base64Of));

/** Uploads among five requests. */
const uploadsInFive = 1;
const uploads = settings.writes;

export const options: Options = {
  scenarios: scenariosFor(settings),
  thresholds: thresholdsFor(settings, {
    downloadAttachment: { p95: 2000, p99: 5000 },
    ...(uploads ? { updateTicket: { p95: 3000, p99: 6000 } } : {}),
  }),
  summaryTrendStats: trendStats,
  systemTags: ['status', 'method', 'name', 'check', 'error_code', 'scenario', 'expected_response'],
  maxRedirects: 0,
  // The uploads of setup may take long on a slow line.
  setupTimeout: '5m',
};

/** Finds files to download, or uploads some. */
export function setup(): AttachmentData {
  if (settings.problem !== undefined) refuse(settings.problem);
  const files = findFiles(client, settings);
  if (!uploads) {
    if (files.length === 0) {
      refuse(
        `The newest tickets of ${settings.url} have no attachments that could be downloaded. Set ALLOW_WRITES=yes to let the run upload some to a ticket of its own.`,
      );
    }
    return { files, shape: downloadShape(files) };
  }
  const own = makeTicket(client, settings, newRunId());
  const all = [...files, ...uploadFiles(client, settings, own, sizes)];
  return { files: all, own, shape: downloadShape(all, () => removeTicket(client, own)) };
}

/** The shape of a download, from the smallest file. */
function downloadShape(files: readonly StoredFile[], undo?: () => void): Schema | undefined {
  const endpoint = client.endpoint('downloadAttachment');
  const [smallest] = [...files].sort((one, other) => one.bytes - other.bytes);
  const answer = client.patiently('downloadAttachment', {
    path: { file_id: smallest?.id ?? 0 },
    checked: settings.strict,
  });
  needed(answer, settings, endpoint, undo);
  return parsed(answer) ? shapeOf(endpoint, [answer.json], settings) : undefined;
}

/** One download or upload. */
export function load(data: AttachmentData): void {
  if (data.own !== undefined && Math.random() * 5 < uploadsInFive) upload(data.own.number);
  else download(data);
}

function download({ files, shape }: AttachmentData): void {
  const file = pickBySize(files, ({ bytes }) => bytes);
  const checked = Math.random() * settings.checkEvery < 1;
  const answer = client.call('downloadAttachment', { path: { file_id: file.id }, checked, schema: shape });
  if (answer.error === undefined && !answer.turnedAway) {
    const fault = contentFault(file, base64In(answer.body));
    if (fault !== undefined) Object.assign(answer, { error: 'shape', fault });
  }
  if (measure(answer, { checked })) {
    const tags = { operation: 'downloadAttachment' };
    downloaded.add(file.bytes, tags);
    downloadSpeed.add(speed(file.bytes, answer.milliseconds), tags);
  }
}

/** To the ticket that setup has proven to be the run's own. */
function upload(ticket: string): void {
  const bytes = pickBySize(sizes, (size) => size);
  const content = contents[sizes.indexOf(bytes)] ?? '';
  const body = noteWithFile(bytes, content);
  const answer = client.call('updateTicket', { path: ticketPath(ticket), body });
  if (measure(answer, { checked: false })) {
    const tags = { operation: 'updateTicket' };
    uploaded.add(bytes, tags);
    uploadSpeed.add(speed(bytes, answer.milliseconds), tags);
  }
}

/** The cheapest request: it tells slow files from a slow server. */
export function probe(): void {
  client.call('searchTickets', { query: { limit: 1 } });
}

/** Deletes the run's own ticket. */
export function teardown({ own }: AttachmentData): void {
  const why = own && removeTicket(client, own);
  if (why !== undefined) {
    console.warn(
      `The ticket of this run could not be deleted (${why}). Delete it by hand: its subject has ${own?.runId} in it.`,
    );
  }
}

const operations = uploads ? ['downloadAttachment', 'updateTicket'] : ['downloadAttachment'];
export const handleSummary = (data: SummaryData) => outputs(data, settings, { script: 'attachments', operations });

/** Checksums of the files that this virtual user has downloaded: the same file must come again. */
const checksums = new Map<number, number>();

/** What is wrong with a downloaded file; nothing where it is right. */
function contentFault({ id, bytes, own }: StoredFile, base64: string | undefined): string | undefined {
  if (base64 === undefined) return 'the answer has no content';
  const length = decodedLength(base64);
  if (length !== bytes) return `the file is said to have ${bytes} bytes, but ${length} came`;
  const sent = own ? contents[sizes.indexOf(bytes)] : undefined;
  if (sent !== undefined) return sent === base64 ? undefined : 'the file has other bytes than were uploaded';
  const now = checksum(base64);
  const before = checksums.get(id) ?? now;
  checksums.set(id, before);
  return before === now ? undefined : 'the file has other bytes than when it was downloaded before';
}

/** The file's content in an answer, without parsing up to 14 MB of it. */
function base64In(body: string): string | undefined {
  const field: keyof components['schemas']['AttachmentDownload'] = 'content';
  const begin = new RegExp(`"${field}"\\s*:\\s*"`).exec(body);
  if (!begin) return undefined;
  const start = begin.index + begin[0].length;
  // By default, PHP writes a slash with a backslash before it.
  const text = body.slice(start, body.indexOf('"', start));
  return text.includes('\\') ? text.replace(/\\/g, '') : text;
}

/** MB/s. */
const speed = (bytes: number, milliseconds: number) => bytes / 2 ** 20 / (Math.max(milliseconds, 0.1) / 1000);
