/** The process of `contractServer`. */
import { startServer } from '../../server/start.js';
import { startWorkers } from '../../server/workers.js';
import { type ContractServer, KEY } from './messages.js';
import { reportUsage } from './report-usage.js';

const { store, workers } = JSON.parse(process.argv[2] ?? '') as ContractServer;
const server =
  workers === undefined
    ? await startServer({ store, keys: [KEY] })
    : await startWorkers({ store, keys: [KEY], workers, logRequests: false });
reportUsage(server.url, () => server.close());
