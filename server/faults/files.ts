/** The attachments of a request, as its body has them. */
import type { Json } from './request.js';

export type Item = Record<string, unknown>;

export const itemsOf = (body: Json): Item[] => (Array.isArray(body.attachments) ? (body.attachments as Item[]) : []);

/** Decoded bytes of an attachment; 0 where it is none. */
export function sizeOf(item: Item): number {
  const [, base64 = ''] = String(Object.values(item ?? {})[0]).split(';base64,');
  return Buffer.byteLength(base64, 'base64');
}

/** Decoded bytes of all attachments together. */
export const totalSize = (body: Json): number => itemsOf(body).reduce((sum, item) => sum + sizeOf(item), 0);

/** The file's name. */
export const nameOfFile = (item: Item): string => Object.keys(item ?? {})[0] ?? '';
