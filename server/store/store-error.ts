import { UserError } from '../../installation/user-error.js';

/** The store cannot be opened, or cannot be used as the command asks. */
export class StoreError extends UserError {
  override readonly name = 'StoreError';
}
