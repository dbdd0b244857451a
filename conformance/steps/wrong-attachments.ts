/** Attachments that every operation that takes some must refuse, by the requirement that says so. */
import { attachmentLimits } from '../../contract/attachments.js';
import { asAttachment, sampleBytes } from './existing.js';
import { largeFile } from './large-file.js';

const [uri = ''] = Object.values(asAttachment('scan.png', 'image/png', sampleBytes));

interface Wrong {
  action: string;
  /** Each is one request; made only when it is sent. */
  attachments: (() => unknown[])[];
  codes: readonly number[];
}

export const wrongAttachments = {
  'attachments-at-most-five': {
    codes: [400],
    action: `Send ${attachmentLimits.files + 1} files`,
    attachments: [() => Array.from({ length: attachmentLimits.files + 1 }, (_, index) => ({ [`${index}.png`]: uri }))],
  },
  'attachment-at-most-ten-mb': {
    // A web server with a limit of its own does not know the API's code.
    codes: [400, 413],
    action: 'Send a file of one byte more than 10 MB',
    attachments: [() => [{ 'large.png': largeFile(attachmentLimits.fileBytes + 1) }]],
  },
  'attachment-unsupported-type-400': {
    codes: [400],
    action: 'Send a program and a film',
    attachments: [
      () => [asAttachment('setup.exe', 'application/x-msdownload', sampleBytes)],
      () => [asAttachment('film.mp4', 'video/mp4', sampleBytes)],
    ],
  },
  'attachment-not-a-data-uri-400': {
    codes: [400],
    action: 'Send content that is no Base64 data-URI',
    attachments: [
      () => [{ 'a.png': sampleBytes.toString('base64') }],
      () => [{ 'a.txt': 'data:text/plain,Words' }],
      () => [{ 'a.txt': 42 }],
    ],
  },
  'attachment-broken-base64-400': {
    codes: [400],
    action: 'Send content with broken Base64',
    attachments: [
      () => [{ 'a.txt': 'data:text/plain;base64,@@no Base64@@' }],
      () => [{ 'a.txt': 'data:text/plain;base64,V29yZHMuA' }],
    ],
  },
} satisfies Record<string, Wrong>;

/** The last part of the requirement's ID. */
export const wrongAttachmentRules = Object.keys(wrongAttachments) as (keyof typeof wrongAttachments)[];
