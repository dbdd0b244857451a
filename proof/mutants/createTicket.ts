/** createTicket broken on purpose; its names, attachments and wrong types are in families/. */

import { answerMutants } from './createTicket/answer.js';
import { fieldsMutants } from './createTicket/fields.js';
import { formatMutants } from './createTicket/format.js';
import { routingMutants } from './createTicket/routing.js';
import type { Mutant } from './engine/mutant.js';

export const createTicketMutants: Mutant[] = [...formatMutants, ...routingMutants, ...answerMutants, ...fieldsMutants];
