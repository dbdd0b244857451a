/** All checks of the suite. */
import type { Check } from './check.js';
import { checks as getTicket } from './getTicket.js';

export const allChecks: readonly Check[] = [...getTicket];
