/** The process of `startReference`: serves until its parent is gone. */
import type { ReferenceOptions } from './reference.js';

// Ctrl-C reaches the whole process group; the parent ends this process after the clean-up of the run. Set before
// the server is loaded, which takes a while.
process.on('SIGINT', () => {});
let close = async (): Promise<void> => {};
process.once('disconnect', () => void close().then(() => process.exit(0)));

const { startServer } = await import('../../server/start.js');
const { madeUpTickets } = await import('../../fixtures/made-up-tickets.js');
const { tickets, store, key } = JSON.parse(process.argv[2] ?? '{}') as ReferenceOptions;
const fill = madeUpTickets(tickets);
const server = await startServer({ fill, store, keys: key === undefined ? undefined : [key] });
close = () => server.close();
process.send?.({ url: server.url, key: server.keys[0] });
