/** The `format`s that the contract's schemas use, for Ajv. */
import { isIP } from 'node:net';
import { fullFormats } from 'ajv-formats/dist/formats.js';

/** Whether the date part of an ISO 8601 text is a day of the calendar, and its time a time of the day. */
function isCalendarTime(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(text);
  if (!match) return false;
  const [year, month, day, hour = 0, minute = 0, second = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0));
  return (
    date.getUTCFullYear() === year &&
    date.getUTCMonth() + 1 === month &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60
  );
}

export const formats = {
  email: fullFormats.email,
  ip: (text: string) => isIP(text) !== 0,
  'iso-8601': isCalendarTime,
  /** Content is checked where it is decoded; a pass over 14 MB of text here would be a second one. */
  base64: true,
  /** Schemas that say so have limits of their own. It is there for clients in languages whose integers have 32 bits. */
  int64: true,
} as const;
