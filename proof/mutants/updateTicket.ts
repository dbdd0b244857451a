/** updateTicket broken on purpose; its names, attachments and wrong types are in families/. */
import type { Mutant } from './engine/mutant.js';
import { answerMutants } from './updateTicket/answer.js';
import { noteMutants } from './updateTicket/note.js';
import { parentMutants } from './updateTicket/parent.js';
import { timesMutants } from './updateTicket/times.js';

export const updateTicketMutants: Mutant[] = [...noteMutants, ...parentMutants, ...timesMutants, ...answerMutants];
