/** Every requirement of the contract has a check, or a reason why it can have none. */
import { expect, test } from 'vitest';
import { requirement, requirements } from '../../contract/requirements.js';
import { checkName } from '../client/check-name.js';
import { allChecks, allExclusions } from './index.js';

const checked = new Set(allChecks.map((check) => check.requirement));

test('every requirement has a check, or is excluded with a reason', () => {
  const excluded = new Set(allExclusions.map((exclusion) => exclusion.requirement));
  const untraced = requirements.filter(({ id }) => !checked.has(id) && !excluded.has(id));
  expect(untraced.map(({ id }) => id)).toEqual([]);
});

test('nothing is excluded that has a check', () => {
  expect(
    allExclusions.filter((exclusion) => checked.has(exclusion.requirement)).map(({ requirement: id }) => id),
  ).toEqual([]);
});

test('a requirement that stands beside an operation is checked for that operation, once', () => {
  const names = allChecks.map(checkName);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  const astray = allChecks.filter((check) => {
    const { operationId } = requirement(check.requirement);
    return operationId !== undefined && operationId !== check.operation;
  });
  expect(astray.map(checkName)).toEqual([]);
});
