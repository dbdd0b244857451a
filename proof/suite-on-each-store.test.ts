/**
 * The reference server conforms on every store: what the suite can see of it needs no test of its own in server/.
 * Two installations, since some requirements are about plugins that are there and others about plugins that are not.
 */

import { pino } from 'pino';
import { expect, test } from 'vitest';
import { allChecks } from '../conformance/checks/index.js';
import type { Check } from '../conformance/kernel/check.js';
import { eachStore } from '../server/store/each-store.js';
import { accusations, runSuite } from './run-suite-for-tests.js';

/** A check, or the result of one. */
const nameOf = ({ requirement, operation }: { requirement: string; operation: string }) =>
  `${requirement} ${operation}`;

eachStore('the suite on the reference server', (use) => {
  test('passes each check, with all plugins or without them, and leaves nothing in the store', async () => {
    const passed = new Set<string>();
    for (const without of [[], ['subtickets', 'markdown']]) {
      const errors: string[] = [];
      const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
      // That the others pass without plugins too is shown on one store (no-false-accusation.test.ts).
      const chosen = (check: Check) => !passed.has(nameOf(check));
      const { results, left, rows } = await runSuite({ store: use.address, without, log }, { chosen });
      expect(accusations(results)).toEqual([]);
      expect(errors).toEqual([]);
      expect(left).toEqual([]);
      // A ticket's user stays in osTicket with the contact form, and no operation of the API removes one.
      const { user, user_email, form_entry, form_entry_values } = rows.after;
      expect(rows.after).toEqual({ ...rows.before, user, user_email, form_entry, form_entry_values });
      const forms = form_entry - rows.before.form_entry;
      expect(forms).toBeLessThanOrEqual(user - rows.before.user);
      // A form of a user has a phone number at most.
      expect(form_entry_values - rows.before.form_entry_values).toBeLessThanOrEqual(forms);
      for (const result of results) {
        if (result.verdict !== 'skip') passed.add(nameOf(result));
      }
    }
    // It applies where the status is listed, which is never so here; its mutant lists one.
    const elsewhere = ['updateTicket/status-archived updateTicket'];
    expect(allChecks.map(nameOf).filter((name) => !passed.has(name))).toEqual(elsewhere);
  });
});
