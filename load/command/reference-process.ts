/** The process of `startReference`: serves until its parent is gone. */
import { startServer } from '../../server/start.js';
import type { ReferenceOptions } from './reference.js';

const { tickets, store, key } = JSON.parse(process.argv[2] ?? '{}') as ReferenceOptions;
const server = await startServer({ tickets, store, keys: key === undefined ? undefined : [key] });
process.once('disconnect', () => void server.close().then(() => process.exit(0)));
// Ctrl+C reaches the whole group; the parent ends this process when the run has cleaned up behind itself.
process.on('SIGINT', () => {});
process.send?.({ url: server.url, key: server.keys[0] });
