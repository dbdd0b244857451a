/** Faults of an answer as a whole: code, content type, body, headers: what a client sees, and what was done. */
import { expect } from 'vitest';
import { carry, create, front, get, getUnknown, number, type Seen } from './front-for-tests.js';

const page = '<h1>Fatal error</h1>';

export const seenAnswers = {
  'success-status': [
    { status: 206 },
    async () => {
      expect(await get()).toMatchObject({ status: 206, type: expect.stringContaining('json') });
      expect(await getUnknown()).toMatchObject({ status: 404 });
    },
  ],
  'success-content-type': [
    { type: 'text/html' },
    async () => {
      expect(await get()).toMatchObject({ status: 200, type: 'text/html' });
      expect(await getUnknown()).toMatchObject({ type: expect.stringContaining('json') });
    },
  ],
  'success-body': [
    { body: page },
    async () => {
      expect(await get()).toMatchObject({ status: 200, type: 'text/html', text: page });
      carry({ fault: 'success-body' });
      expect(await create()).toMatchObject({ status: 200, text: expect.stringContaining('Fatal error') });
    },
  ],
  'refusal-status': [
    { status: 500, from: [404] },
    async () => {
      expect(await getUnknown()).toMatchObject({ status: 500 });
      expect(await create({ name: {} })).toMatchObject({ status: 400 });
    },
  ],
  'refusal-content-type': [
    { type: 'text/html' },
    async () => expect(await getUnknown()).toMatchObject({ status: 404, type: 'text/html' }),
  ],
  'refusal-body': [
    { type: 'text/html', body: page, status: 200, from: [404] },
    async () => {
      expect(await getUnknown()).toMatchObject({ status: 200, type: 'text/html', text: page });
      expect(await create({ name: {} })).toMatchObject({ status: 400, type: expect.stringContaining('json') });
    },
  ],
  'refusal-field': [
    { field: 'error', value: 1 },
    async () => expect((await getUnknown()).json()).toEqual({ error: 1, message: expect.any(String) }),
  ],
  'text-before-json': [
    { text: 'Notice: Undefined index\n' },
    async () => {
      expect((await get()).text).toMatch(/^Notice: Undefined index\n\{/);
      carry({ fault: 'text-before-json' });
      expect((await getUnknown()).text).toMatch(/^<br \/>\n<b>Notice<\/b>: .*<br \/>\n\{"error"/);
    },
  ],
  'refusal-header-missing': [
    { header: 'Allow' },
    async () => {
      const response = await fetch(`${front.url}/api/tickets-statuses.php`, {
        method: 'POST',
        headers: { 'x-api-key': 'FULL' },
      });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBeNull();
    },
  ],
  'xml-text': [
    { text: 'false', to: '' },
    async () => {
      expect((await get('xml')).text).toContain('<isOverdue></isOverdue>');
    },
  ],
  'xml-is-json': [{}, async () => expect((await get('xml')).json().number).toBe(number)],
  'xml-element-renamed': [
    { element: 'response', to: 'result' },
    async () => expect((await get('xml')).text).toMatch(/^<\?xml[^>]*>\s*<result>.*<\/result>\s*$/s),
  ],
} satisfies Seen;
