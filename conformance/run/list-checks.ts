/** The checks that a selection chooses, as text: level, requirement and sentence of each. */
import { requirement } from '../../contract/requirements.js';
import { allChecks } from '../checks/index.js';
import { checkName } from '../client/check-name.js';
import { type Selection, selector } from './selection.js';

/** @throws UserError for an ID or glob that fits no requirement */
export function listChecks(selection: Selection): string {
  return allChecks
    .filter(selector(allChecks, selection))
    .map((check) => {
      const { level, sentence } = requirement(check.requirement);
      return `${level.padEnd(8)} ${checkName(check)}\n         ${sentence}`;
    })
    .join('\n');
}
