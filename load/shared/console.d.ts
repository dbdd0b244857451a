/** k6 has a console; @types/k6 leaves it out, since TypeScript's library for browsers usually brings one. */
declare const console: Record<'log' | 'info' | 'warn' | 'error' | 'debug', (...values: unknown[]) => void>;
