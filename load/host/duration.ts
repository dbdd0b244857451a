import { k6ExitCodes, ScriptError } from './script-error.js';

const units: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/**
 * Milliseconds of a duration as k6 writes it: `1m30s`, `500ms`, `1.5h`; a number is milliseconds.
 *
 * @throws ScriptError
 */
export function milliseconds(duration: string | number): number {
  if (typeof duration === 'number') return duration;
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|d|h|m|s)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== duration) {
    if (/^\d+(\.\d+)?$/.test(duration)) return Number(duration);
    throw new ScriptError(`"${duration}" is no duration such as 30s or 1m30s.`, k6ExitCodes.badOptions);
  }
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0), 0);
}
