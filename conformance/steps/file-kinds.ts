/** Files of every type that the reference lists. */
import { attachmentLimits, fileTypes } from '../../contract/attachments.js';
import { attachment, sampleBytes } from './sample-files.js';

/** A file type under one of its extensions. */
export interface FileKind {
  name: string;
  extension: string;
  /** MIME types, the usual one first. */
  types: readonly string[];
}

/** The kinds of a category. Each extension counts: JPG and JPEG are both in the reference. */
const kindsOf = (category: string): FileKind[] =>
  Object.entries(fileTypes[category] ?? {}).flatMap(([name, { extensions, types }]) =>
    extensions.map((extension) => ({ name, extension, types })),
  );

/** The categories with their kinds and the names of these, and the last part of the ID of the requirement for each. */
export const fileCategories = Object.keys(fileTypes).map((category) => {
  const kinds = kindsOf(category);
  const names = [...new Set(kinds.map(({ name }) => name))].join(', ');
  return { kinds, names, rule: `attachments-${category.toLowerCase()}` };
});

export const nameOfKind = ({ name, extension }: FileKind): string => `${name.replaceAll('/', '-')}.${extension}`;

/** A file of a kind, as it is sent; no other has the same content, which osTicket would keep once. @param type default: the usual one */
export const fileOfKind = (kind: FileKind, type: string | undefined = kind.types[0]): Record<string, string> =>
  attachment(nameOfKind(kind), type ?? '', Buffer.concat([sampleBytes, Buffer.from(nameOfKind(kind))]));

/** As many kinds at a time as one request can have files. */
export function batches(kinds: readonly FileKind[]): FileKind[][] {
  const count = Math.ceil(kinds.length / attachmentLimits.files);
  return Array.from({ length: count }, (_, index) =>
    kinds.slice(index * attachmentLimits.files, (index + 1) * attachmentLimits.files),
  );
}
