/** The attachments of a request, as its body has them. */
import type { Json } from './request.js';

export type Item = Record<string, unknown>;

export const itemsOf = (body: Json): Item[] => (Array.isArray(body.attachments) ? (body.attachments as Item[]) : []);

/** Bytes of an attachment, decoded; 0 where it is none. */
export function sizeOf(item: Item): number {
  const [, base64 = ''] = String(Object.values(item ?? {})[0]).split(';base64,');
  return Buffer.byteLength(base64, 'base64');
}

/** Bytes of all attachments together. */
export const totalSize = (body: Json): number => itemsOf(body).reduce((sum, item) => sum + sizeOf(item), 0);

/** The file's name. */
export const nameOfFile = (item: Item): string => Object.keys(item ?? {})[0] ?? '';

/** Attachments with this change in each. */
export const withItems = (body: Json, change: (items: Item[]) => Item[]): Json =>
  Array.isArray(body.attachments) ? { ...body, attachments: change(itemsOf(body)) } : body;

/** An attachment whose bytes are changed. */
export const withBytes = (item: Item, change: (bytes: Buffer) => Buffer): Item =>
  Object.fromEntries(
    Object.entries(item).map(([name, uri]) => {
      const [start, base64 = ''] = String(uri).split(';base64,');
      return [name, `${start};base64,${change(Buffer.from(base64, 'base64')).toString('base64')}`];
    }),
  );
