import type { Faults } from './fault.ts';

export const faults = {
  'line-ends-changed': {
    kind: 'files',
    breaks: 'Returns file metadata and Base64-encoded file content.',
    fault: 'CR LF in a text file becomes LF.',
  },
  'trailing-zeros-cut': {
    kind: 'files',
    breaks: 'Returns file metadata and Base64-encoded file content.',
    fault: 'Zero bytes at the end of a file are cut.',
  },
  'long-file-cut': {
    kind: 'files',
    breaks: 'Returns file metadata and Base64-encoded file content.',
    fault: 'A file of more than 64 KB ends there.',
  },
  'download-name-of-first': {
    kind: 'files',
    breaks: 'filename: Original filename',
    fault: 'The second file of a ticket has the name of the first.',
  },
  'xml-content-empty': {
    kind: 'format',
    breaks: 'format: "json" or "xml"',
    fault: 'In XML, content is empty.',
  },
  'xml-download-without-permission': {
    kind: 'permission',
    breaks: 'GET /tickets-attachment-download/:file_id: can_read_tickets',
    fault: 'Downloading as XML needs no permission.',
  },
  'size-of-base64': {
    kind: 'files',
    breaks: 'size: File size in bytes',
    fault: 'size is the length of the Base64 text.',
  },
  'unknown-file-message': {
    kind: 'message',
    breaks: '404: File not found in database: "File not found"',
    fault: 'An unknown file is answered with 404 and an empty message.',
  },
  'zero-is-404': {
    kind: 'missed',
    breaks: '400: Invalid file ID (< 1)',
    fault: 'The file ID 0 is answered with 404.',
  },
  'zero-is-nothing': {
    kind: 'some data',
    breaks: 'Returns file metadata and Base64-encoded file content.',
    fault: 'A file whose content is one 0 is answered with 500.',
  },
  'name-of-the-same-content': {
    kind: 'files',
    breaks: 'Original filename',
    fault: 'A file has the name under which the same content was stored first.',
  },
  'minus-not-read': {
    kind: 'files',
    breaks: 'Invalid file ID (< 1)',
    fault: 'The minus before a file ID is not read.',
  },
  'letters-not-read': {
    kind: 'files',
    breaks: 'integer | Yes | File ID from attachment metadata',
    fault: 'Letters around a file ID are not read.',
  },
  'pieces-in-order-of-texts': {
    kind: 'files',
    breaks: 'Returns file metadata and Base64-encoded file content.',
    fault: 'Of a file of more than ten pieces, the tenth comes after the first.',
  },
} as const satisfies Faults;
