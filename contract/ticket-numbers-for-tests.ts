/** Ticket numbers in all the forms that the contract allows. */
export const ticketNumbers = [
  ...['781259', '000131', '12345678901234567890'],
  ...['SUP-131', 'SUP-00131', 'HD-2026.00131', '#00131', 'T:131', 'T+131', 'TÜ131', 'HD/131'],
  ...['50%', '?1', '..'],
];
