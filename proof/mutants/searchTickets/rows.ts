/** The answer as a whole and its rows are wrong. */
import { type Mutant, mutant } from '../engine/mutant.js';
import { htmlPage, json } from '../faults/answer.js';
import { field } from '../faults/field.js';
import { on, refused, withQuery } from '../faults/request.js';
import { rows, search } from './broken-search.js';

export const rowsMutants: Mutant[] = [
  mutant(
    'searchTickets/answers-an-array',
    'the array is in an object',
    json(search, (found) => ({ tickets: found, total: found.length })),
  ),
  mutant(
    'searchTickets/answers-an-array',
    'the array is an object with numbers for names',
    json(search, (found) => ({ ...found })),
  ),
  mutant(
    'searchTickets/answers-an-array',
    'a search is a web page with 200',
    on(search, async () => htmlPage),
  ),
  mutant(
    'searchTickets/nothing-found-is-empty',
    'nothing found is answered with 404',
    on(search, async (sent, forward) => {
      const found = await forward(sent);
      return found.body.toString() === '[]' ? refused(404) : found;
    }),
  ),
  mutant(
    'searchTickets/nothing-found-is-empty',
    'nothing found is null',
    json(search, (found) => (found.length === 0 ? null : found)),
  ),
  mutant(
    'searchTickets/nothing-found-is-empty',
    'nothing found is everything',
    on(search, async (sent, forward) => {
      const found = await forward(sent);
      return found.body.toString() === '[]' ? forward(withQuery(sent, {})) : found;
    }),
  ),
  mutant(
    'searchTickets/id-null-with-its-name',
    'topic has a name where topicId is null',
    field(search, '[].topic', (name) => name ?? ''),
  ),
  mutant(
    'searchTickets/row-agrees-with-ticket',
    'priority is always Normal',
    field(search, '[].priority', () => 'Normal'),
  ),
  mutant(
    'searchTickets/row-agrees-with-ticket',
    'isAnswered is the other way round',
    field(search, '[].isAnswered', (value) => !value),
  ),
  mutant(
    'searchTickets/row-agrees-with-ticket',
    'dueDate is always null',
    field(search, '[].dueDate', () => null),
  ),
  mutant(
    'searchTickets/row-agrees-with-ticket',
    'updated is created',
    rows((all) => all.map((row) => ({ ...row, updated: row.created }))),
  ),
];
