import { expect, test } from 'vitest';
import { meantOperation } from './near-miss.js';

test.each([
  ['GET', '/api/http.php/tickets-get.php/5.json', 'getTicket'],
  ['POST', '/api/http.php/tickets.json', 'createTicket'],
  ['GET', '/tickets-search.php', 'searchTickets'],
  ['GET', '/api/tickets-search', 'searchTickets'],
  ['GET', '/api/ticket-search.php', 'searchTickets'],
  ['GET', '/api/tickets-stat.php', 'getTicketStats'],
  ['GET', '/api/TICKETS-STATUSES.php/', 'listTicketStatuses'],
  ['PATCH', '/api/tickets-update/5', 'updateTicket'],
  ['PUT', '/api/tickets-update/5', 'updateTicketByPut'],
  ['GET', '/api/v1/tickets', 'searchTickets'],
  ['GET', '/api/tickets/5', 'getTicket'],
  ['PATCH', '/api/tickets/5', 'updateTicket'],
  ['DELETE', '/api/ticket/5.json', 'deleteTicket'],
  ['POST', '/tickets', 'createTicket'],
  ['GET', '/support/upload/api/tickets-search.php', 'searchTickets'],
  ['GET', '/support/api/http.php/tickets-get.php/5.json', 'getTicket'],
  ['GET', '/api/tickets-get.php', 'getTicket'],
  ['GET', '/api/tickets-attachment-download.php', 'downloadAttachment'],
  ['GET', '/api/tickets-search.php/5.json', 'searchTickets'],
  ['GET', '/api/users', undefined],
  ['GET', '/favicon.ico', undefined],
  ['GET', '/', undefined],
])('%s %s', (method, path, id) => {
  expect(meantOperation(method, path)?.id).toBe(id);
});
