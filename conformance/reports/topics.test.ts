import { expect, test } from 'vitest';
import { sample } from './sample.js';
import { byOperation, byTopic, nameOf } from './topics.js';

const [result] = sample().results.results;
if (!result) throw new Error('the sample has none');
const some = [
  { ...result, requirement: 'auth/a', operation: 'getTicket' },
  { ...result, requirement: 'updateTicket/b', operation: 'updateTicketByPut' },
  { ...result, requirement: 'getTicket/c', operation: 'getTicket' },
  { ...result, requirement: 'errors/d', operation: 'old' },
];

test('by operation: in the order of the contract, operations that it does not have last', () => {
  expect(byOperation(some).map(({ name, operation, results }) => [name, operation?.method, results.length])).toEqual([
    ['getTicket', 'get', 2],
    ['updateTicketByPut', 'put', 1],
    ['old', undefined, 1],
  ]);
});

test('by topic: by the place of the requirement', () => {
  expect(byTopic(some).map(({ name }) => name)).toEqual(['getTicket', 'updateTicket', 'auth', 'errors']);
});

test('a name tells the operation where the ID does not', () => {
  expect(some.map(nameOf)).toEqual([
    'auth/a@getTicket',
    'updateTicket/b@updateTicketByPut',
    'getTicket/c',
    'errors/d@old',
  ]);
});
