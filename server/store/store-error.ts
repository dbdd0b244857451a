/**
 * The store cannot be opened. The message is for the person who started the program: what happened, where, and
 * what to do about it. It never holds a password.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
