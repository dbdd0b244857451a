/** All checks of the suite, and what it cannot check from outside. */
import * as auth from './auth.js';
import type { Check, Exclusion } from './check.js';
import * as errors from './errors.js';
import * as formats from './formats.js';
import * as getTicket from './getTicket.js';
import * as permissions from './permissions.js';

const files: { checks: Check[]; exclusions?: Exclusion[] }[] = [auth, permissions, errors, formats, getTicket];

export const allChecks: readonly Check[] = files.flatMap(({ checks }) => checks);
export const allExclusions: readonly Exclusion[] = files.flatMap(({ exclusions = [] }) => exclusions);
