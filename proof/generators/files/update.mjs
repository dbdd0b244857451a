// Run beside the client of @hey-api/openapi-ts, compiled.
import { client } from './client.gen.js';
import { updateTicket } from './sdk.gen.js';

const { URL: baseUrl, KEY: key, TICKET: number } = process.env;
client.setConfig({ baseUrl, auth: key });
const { data, error } = await updateTicket({ path: { number, format: 'json' }, body: { statusId: 'Closed' } });
if (error) throw new Error(error.message);
console.log(data);
