/** Sequences of actions, made and shortened by fast-check. */
import fc from 'fast-check';
import type { Action, Creation, Update } from './actions.js';
import { deletions, family } from './fixed-sequences.js';
import { days, fileKinds, line, names, text, times } from './texts.js';

const place = fc.nat(5);
const maybe = <T>(value: fc.Arbitrary<T>, often = 3) => fc.option(value, { nil: undefined, freq: often });
const choice = fc.nat(3);
const due = fc.tuple(fc.constantFrom(...days), fc.constantFrom(...times)).map(([day, time]) => `${day}${time}`);
const files = fc.uniqueArray(fc.nat(fileKinds - 1), { maxLength: 3 });

const choices = {
  departmentId: maybe(choice, 1),
  priority: maybe(choice, 1),
  topicId: maybe(choice, 1),
};

const creation: fc.Arbitrary<Creation> = fc.record({
  kind: fc.constant('create' as const),
  parent: maybe(place),
  subject: line,
  message: text,
  name: fc.constantFrom(...names),
  address: fc.nat(2),
  files,
  ...choices,
  due: maybe(due, 1),
  html: maybe(fc.constant(true), 1),
  origin: maybe(fc.constantFrom('Email' as const, 'Web' as const), 1),
  phone: maybe(fc.constant(true), 1),
});

const update: fc.Arbitrary<Update> = fc.record({
  kind: fc.constant('update' as const),
  ticket: place,
  put: fc.boolean(),
  xml: fc.boolean(),
  ...choices,
  statusId: maybe(choice, 1),
  slaId: maybe(choice, 1),
  staffId: maybe(choice, 1),
  byName: fc.boolean(),
  due: maybe(fc.oneof({ weight: 3, arbitrary: due }, { weight: 1, arbitrary: fc.constant(null) }), 1),
  note: maybe(fc.record({ text, title: fc.boolean(), files }), 1),
});

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 3, arbitrary: creation },
  { weight: 6, arbitrary: update },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('link' as const), parent: place, child: place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unlink' as const), ticket: place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), ticket: place, xml: fc.boolean() }) },
);

const anySequence: fc.Arbitrary<Action[]> = fc
  .tuple(creation, fc.array(action, { minLength: 3, maxLength: 8 }))
  .map(([first, others]) => [first, ...others]);

/** A sequence that begins with a ticket; or a part of one of those above, which are shortened in this way. */
export const sequence: fc.Arbitrary<Action[]> = fc.oneof(
  { weight: 8, arbitrary: anySequence },
  { weight: 1, arbitrary: fc.subarray(family, { minLength: 1 }) },
  { weight: 1, arbitrary: fc.subarray(deletions, { minLength: 1 }) },
);
