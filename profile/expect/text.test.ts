import { describe, expect, test } from 'vitest';
import { requirements } from '../../contract/requirements.js';
import { breakingPhrase, joined } from './text.js';

describe('what a request is like that breaks a requirement', () => {
  test.each([
    ['A request without `name` is refused with 400.', 'A request without `name`'],
    ['`attachments` without `note` are refused with 400.', '`attachments` without `note`'],
    ['A path that the API does not have is answered with 404.', 'A path that the API does not have'],
    ['A ticket is not made its own parent (422; 400 is accepted).', 'Making a ticket its own parent'],
    ['An internal ID is not taken for a number; it is answered with 404.', 'Taking an internal ID for a number'],
  ])('%s', (sentence, phrase) => expect(breakingPhrase(sentence)).toBe(phrase));

  test('nearly all sentences of the contract are understood', () => {
    const refusals = requirements.filter(({ status }) => status !== undefined);
    const others = refusals.filter(({ sentence }) => breakingPhrase(sentence).startsWith('What this excludes'));
    expect(others.length / refusals.length).toBeLessThan(0.1);
  });
});

describe('phrases that are alike are one', () => {
  const of = (...phrases: [phrase: string, ...kinds: string[]][]) =>
    joined(phrases.map(([phrase, ...kinds]) => ({ phrase, kinds })));

  test('all names of fields, with the right article', () => {
    expect(of(['An `email` that is no string'], ['A `name` that is no string'], ['An `ip` that is no string'])).toEqual(
      ['An `email`, `name` or `ip` that is no string'],
    );
  });

  test('all kinds; without a kind it is all of them', () => {
    expect(of(['A body (a list, a text)', 'a list'], ['A body (a list, a text)', 'a text'])).toEqual([
      'A body (a list, a text)',
    ]);
    expect(of(['A `name` that is no string', 'a list'], ['A `name` that is no string'])).toEqual([
      'A `name` that is no string',
    ]);
  });

  test('others stay apart', () => {
    expect(of(['An unknown priority'], ['An empty `name`'])).toEqual(['An unknown priority', 'An empty `name`']);
  });
});
