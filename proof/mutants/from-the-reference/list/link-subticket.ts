import type { Faults } from './fault.ts';

export const faults = {
  'circle-of-three': {
    kind: 'family',
    breaks: 'Comprehensive circular dependency checks',
    fault: 'A ticket can become the child of its own grandchild.',
  },
  'duplicate-is-success': {
    kind: 'too kind',
    breaks: '422: Business logic conflict (e.g., duplicate subticket link)',
    fault: 'A second link of the same two is answered with success.',
  },
  'refused-link-moves': {
    kind: 'refused but done',
    breaks: '422: Business logic conflict',
    fault: 'A child that has another parent is refused with 422, and moved.',
  },
  'link-closes-siblings': {
    kind: 'frame',
    breaks: 'Create a parent-child relationship between two existing tickets',
    fault: 'A second child takes the place of the first.',
  },
  'link-moves-department': {
    kind: 'frame',
    breaks: 'Create a parent-child relationship between two existing tickets',
    fault: 'The child takes the department of its parent.',
  },
  'answer-swaps': {
    kind: 'message',
    breaks: '"parent": "ticket_id": 100, "child": "ticket_id": 124',
    fault: 'The answer swaps parent and child.',
  },
  'never-again': {
    kind: 'order',
    breaks: 'Create a parent-child relationship between two existing tickets',
    fault: 'Two tickets that were unlinked cannot be linked again.',
  },
  'circle-of-four': {
    kind: 'family',
    breaks: 'Comprehensive circular dependency checks',
    fault: 'A ticket can be made the child of its great-grandchild.',
  },
} as const satisfies Faults;
