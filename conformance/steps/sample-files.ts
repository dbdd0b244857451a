/** Files that are attached to own tickets, and attachments that must be refused. */
import { attachmentLimits } from '../../contract/attachments.js';
import { Unsafe } from '../client/guard.js';
import type { Context } from '../kernel/context.js';

/** Bytes that show a mistake in any of the usual ways to treat text: all 256 values, and line ends. */
export const sampleBytes = Buffer.from([...Array(256).keys(), 13, 10, 13, 10, 0, 0]);

/** osTicket cuts files into pieces of this many bytes. */
export const pieceBytes = 512_000;

/** An attachment as it is sent: its data-URI, by its name. */
export const attachment = (name: string, type: string, content: Uint8Array): Record<string, string> => ({
  [name]: `data:${type};base64,${Buffer.from(content).toString('base64')}`,
});

export const png = { name: 'scan 01.png', type: 'image/png' } as const;

/** The data-URI of a small picture. */
export const [pngUri = ''] = Object.values(attachment(png.name, png.type, sampleBytes));

const large = new Map<number, string>();

/**
 * The data-URI of a picture of 10 MB or about that many bytes. Made once, since each is 14 MB of text.
 *
 * @param nth of several in one request: osTicket keeps the same content once
 * @throws Unsafe where the run may send no such files
 */
export function largeFile(t: Context, bytes: number, nth = 0): string {
  if (!t.session.run.largeFiles) throw new Unsafe('Files of 10 MB are sent with --large-files only.');
  const base64 = large.get(bytes) ?? Buffer.alloc(bytes, sampleBytes).toString('base64');
  large.set(bytes, base64);
  const first = Buffer.from([nth, nth, nth]).toString('base64');
  return `data:${png.type};base64,${first}${base64.slice(first.length)}`;
}

/** Names with signs that mean something in addresses, headers and HTML, and a long one. */
export const [signsName, longName] = [
  "Ko's & Co. #1 (100 %+), a=b; c.png",
  `${'Many words '.repeat(11)}é.png`,
] as const;

const tooMany = attachmentLimits.files + 1;

/** Attachments that every operation that takes some must refuse, by the last part of the requirement's ID. */
export const wrongAttachments = {
  'attachments-at-most-five': {
    action: `Send ${tooMany} files`,
    attachments: [() => Array.from({ length: tooMany }, (_, index) => ({ [`${index}.png`]: pngUri }))],
  },
  'attachment-at-most-ten-mb': {
    action: 'Send a file that is over 10 MB however it is counted',
    attachments: [(t) => [{ 'large.png': largeFile(t, attachmentLimits.fileBytes + 1) }]],
  },
  'attachment-unsupported-type-400': {
    action: 'Send a program and a film',
    attachments: [
      () => [attachment('setup.exe', 'application/x-msdownload', sampleBytes)],
      () => [attachment('film.mp4', 'video/mp4', sampleBytes)],
    ],
  },
  'attachment-not-a-data-uri-400': {
    action: 'Send content that is no data-URI',
    attachments: [() => [{ 'a.png': sampleBytes.toString('base64') }], () => [{ 'a.txt': 42 }]],
  },
  'attachment-broken-base64-400': {
    action: 'Send content with broken Base64',
    attachments: [
      () => [{ 'a.txt': 'data:text/plain;base64,@@no Base64@@' }],
      () => [{ 'a.txt': 'data:text/plain;base64,V29yZHMuA' }],
    ],
  },
  'attachment-not-an-object-400': {
    action: 'Send a string, a number, null and an array as items',
    attachments: [() => [pngUri], () => [42], () => [null], () => [[png.name, pngUri]]],
  },
} satisfies Record<
  string,
  {
    action: string;
    /** Each is one request; made only when it is sent. */
    attachments: ((t: Context) => unknown[])[];
  }
>;

export const wrongAttachmentRules = Object.keys(wrongAttachments) as (keyof typeof wrongAttachments)[];
