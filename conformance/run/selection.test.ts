import { expect, test } from 'vitest';
import { UserError } from '../../installation/user-error.js';
import { allChecks } from '../checks/index.js';
import { type Selection, selector } from './selection.js';

/** The requirements that are selected, each once. */
function selected(selection: Partial<Selection>): string[] {
  const chosen = selector(allChecks, { only: [], skip: [], ...selection });
  return [...new Set(allChecks.filter(chosen).map(({ requirement }) => requirement))];
}

const all = selected({});

test('nothing said selects everything', () => {
  expect(all).toEqual([...new Set(allChecks.map(({ requirement }) => requirement))]);
});

test('an ID selects itself alone', () => {
  expect(selected({ only: ['getTicket/by-id'] })).toEqual(['getTicket/by-id']);
});

test('a glob selects all that fit from beginning to end, several together', () => {
  expect(selected({ only: ['getTicket/*'] })).toEqual(all.filter((id) => id.startsWith('getTicket/')));
  expect(selected({ only: ['*-is-boolean'] })).toEqual(all.filter((id) => id.endsWith('-is-boolean')));
  expect(selected({ only: ['auth/*', 'getTicket/by-id'] })).toEqual(
    all.filter((id) => id.startsWith('auth/') || id === 'getTicket/by-id'),
  );
});

test('what is skipped is skipped, also of what was selected', () => {
  expect(selected({ skip: ['getTicket/*'] })).toEqual(all.filter((id) => !id.startsWith('getTicket/')));
  expect(selected({ only: ['getTicket/by-*'], skip: ['getTicket/by-id'] })).toEqual(['getTicket/by-number']);
});

test.each(['getTicket/no-such', 'getTicket', 'gettickets/*', 'getTicket.by-id', 'getTicket/[a-z]*', ''])(
  'a typing mistake is refused: "%s"',
  (glob) => {
    for (const selection of [{ only: [glob] }, { skip: [glob] }]) {
      expect(() => selected(selection)).toThrow(UserError);
      expect(() => selected(selection)).toThrow(`"${glob}" fits no requirement.`);
    }
  },
);
