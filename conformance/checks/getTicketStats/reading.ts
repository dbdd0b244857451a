/** Statistics as they are read, for the checks that look at them. */
import type { Answer, Context } from '../../kernel/context.js';

export const figures = ['total', 'open', 'closed', 'overdue'] as const;
export type Figures = Record<(typeof figures)[number], number>;

export interface Stats extends Figures {
  by_department: Record<string, Figures>;
}

/** The statistics that all checks look at; a check that compares two readings reads again. */
export const shared = async (t: Context) => t.needs(await t.simplest('getTicketStats'), 'getTicketStats/answers-200');

export const read = async (t: Context) => t.needs(await t.call('getTicketStats', {}), 'getTicketStats/answers-200');

/** The numbers in all and in each department. @throws Untestable when their shape is wrong */
export function statsOf(t: Context, answer: Answer): Stats {
  t.value(answer, 'getTicketStats/by_department-is-object');
  for (const name of figures) {
    t.value(answer, `getTicketStats/${name}-is-integer`);
    t.field(answer, `getTicketStats/by_department-${name}-is-integer`);
  }
  return answer.meant as Stats;
}

/** How often numbers are read that change while tickets are made, changed and deleted. */
export const readings = 5;
