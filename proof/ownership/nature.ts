/** How an installation of the model is, and what is wrong with it. */
export interface Nature {
  /** How tickets are numbered: by their ID and a difference, perhaps with something before it, or at random. */
  numbers: { difference: number; padded: boolean; prefix?: string } | 'random';
  /** Whether changes take an ID where no ticket has that number, and of both as much as is digits. */
  takesIds: boolean;
  /** How the user of a ticket is shown. */
  user: 'text' | 'object' | 'hidden';
  /** Hours by which its clock is ahead; nothing where it does not show when a ticket was made. */
  hours: number | undefined;
  /** Minutes by which its clock is put forward or back, once while it is used. */
  season: number;
  /** Of ten creations, how many are answered with the number or the ID of another ticket. */
  wrongNumbers: number;
  /** Of ten requests, how many lose their answer, or are answered with 429 or 503, carried out or not. */
  losses: number;
  search: 'whole' | 'three rows a page' | 'no offset' | 'no query' | 'nothing';
}
