import { expect, test } from 'vitest';
import { pairs, update } from './writes.js';

test('each two names stand together in a group, and no group is larger than four', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  const groups = pairs(names);
  const apart = names.flatMap((one) =>
    names.filter((other) => !groups.some((group) => group.includes(one) && group.includes(other))),
  );
  expect(apart).toEqual([]);
  expect(Math.max(...groups.map(({ length }) => length))).toBe(4);
  expect(groups.length).toBeLessThan(12);
});

test('an update moves what its fields name, under each name that the contract has for it', () => {
  const { moves } = update(
    'updateTicket',
    { role: 'it', number: '1' },
    { dueDate: '2030-01-01', statusId: 3 },
    'the parent',
  );
  const places = [
    'duedate',
    'dueDate',
    'isOverdue',
    'status',
    'statusId',
    'closed',
    'priority',
    'staffId',
    'thread entry 1',
  ];
  expect(places.filter((place) => moves('it', place))).toEqual(places.slice(0, 6));
  expect(places.filter((place) => moves('another', place))).toEqual([]);
});
