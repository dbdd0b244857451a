/** A part of k6 that the script asks for and this host does not have. */
export class NotProvided extends Error {
  override readonly name = 'NotProvided';
  /** The latest one of this thread: a script that catches it must not continue as if it ran on k6. */
  static latest: NotProvided | undefined;

  constructor(what: string) {
    super(`${what} is not provided by this host; run the script with k6.`);
    NotProvided.latest = this;
  }
}

/**
 * An object that has these members and no others: asking for another is an error that names it, instead of the
 * `undefined` with which a script would continue, though k6 gives it a value.
 */
export function only<T extends object>(name: string, members: T): T {
  // An object that inherits from the trap, and not the trap itself: a bundle copies a module's members into an object
  // of its own and keeps only what that inherits from.
  const trap = new Proxy(Object.create(null), {
    get(_, member) {
      // Read by `await`, JSON and the console, not by the script.
      if (typeof member === 'symbol' || ['then', 'toJSON', '__esModule', 'constructor'].includes(member))
        return undefined;
      if (member === 'toString') return () => `[${name}]`;
      throw new NotProvided(`${name}.${member}`);
    },
  });
  return Object.assign(Object.create(trap), members);
}
