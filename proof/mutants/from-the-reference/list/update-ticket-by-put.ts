import type { Faults } from './fault.ts';

export const faults = {
  'put-drops-note': {
    kind: 'missed',
    breaks: 'Also accepts PUT method',
    fault: 'PUT ignores the note.',
  },
  'put-without-permission': {
    kind: 'permission',
    breaks: 'PATCH /tickets/:number: can_update_tickets',
    fault: 'PUT needs no can_update_tickets.',
  },
  'put-clears-due-date': {
    kind: 'frame',
    breaks: 'All fields are optional - only include fields you want to update',
    fault: "PUT clears the due date where it isn't named.",
  },
  'put-escapes-html': {
    kind: 'missed',
    breaks: 'Also accepts PUT method',
    fault: 'PUT escapes the markup of a note in HTML.',
  },
} as const satisfies Faults;
