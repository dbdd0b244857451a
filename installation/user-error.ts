/**
 * A mistake that the user can correct: in the settings, a file, a folder or a store. The message is one or two sentences
 * that say what happened, where, and what to do. It never holds a key or a password. Exit code 2.
 */
export class UserError extends Error {}
