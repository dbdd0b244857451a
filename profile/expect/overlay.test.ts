/** Overlays, as the specification says: https://spec.openapis.org/overlay/v1.0.0 */
import { describe, expect, test } from 'vitest';
import { type Action, applyOverlay, normalizedPath, stepsOf } from './overlay.js';

const document = {
  info: { title: 'A', tags: ['one'], contact: { name: 'N' } },
  paths: { "/it's.json": { get: { parameters: [{ name: 'a' }, { name: 'b' }] } } },
};
const applied = (action: Omit<Action, 'description'>) =>
  applyOverlay(document, { actions: [{ description: '', ...action }] });

describe('actions', () => {
  test('an update is merged into an object: objects deeply, arrays joined, all else replaced', () => {
    const update = { title: 'B', tags: ['two'], contact: { url: 'U' }, version: '1' };
    expect(applied({ target: "$['info']", update }).info).toEqual({
      title: 'B',
      tags: ['one', 'two'],
      contact: { name: 'N', url: 'U' },
      version: '1',
    });
    expect(document.info.title).toBe('A');
  });

  test('an update is appended to an array', () => {
    expect(applied({ target: "$['info']['tags']", update: 'two' }).info.tags).toEqual(['one', 'two']);
  });

  test('what is removed is gone from its object or array', () => {
    expect(applied({ target: "$['info']['contact']", remove: true }).info).toEqual({ title: 'A', tags: ['one'] });
    const target = normalizedPath(['paths', "/it's.json", 'get', 'parameters', 0]);
    expect(target).toBe(`$['paths']['/it\\'s.json']['get']['parameters'][0]`);
    expect(applied({ target, remove: true }).paths["/it's.json"].get.parameters).toEqual([{ name: 'b' }]);
  });

  test.each(["$['none']", "$['info']['title']"])('%s is no object or array of the document', (target) => {
    expect(() => applied({ target, remove: true })).toThrow('There is no object or array at');
  });
});

test.each([[['a', 0, 'b.c']], [["it's", 'say "hi"', 'back\\slash', 'two\nlines', '[0]']], [[]]])(
  'the path to %j is read as it was written',
  (path) => expect(stepsOf(normalizedPath(path))).toEqual(path),
);

test.each(['$.info', '$..info', "$['a'][*]", 'info'])('%s is no normalized path', (target) => {
  expect(() => stepsOf(target)).toThrow('is no normalized path');
});
