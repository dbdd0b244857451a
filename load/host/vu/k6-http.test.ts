/** Requests of a script on the host, against https://grafana.com/docs/k6/latest/javascript-api/k6-http/ */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Listening, listen } from '../../../contract/server-for-tests.js';
import { once, runText } from '../../host-for-tests.js';

describe('requests', () => {
  let server: Listening;

  beforeAll(async () => {
    server = await listen((request, response) => {
      if (request.url === '/slow') return;
      if (request.url === '/elsewhere') return void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        response.writeHead(request.url === '/missing' ? 404 : 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ method: request.method, key: request.headers['x-api-key'], body }));
      });
    });
  });

  afterAll(() => server.close());

  const say = (body: string) =>
    runText(`${once} import http from 'k6/http'; export default function () { ${body} }`, { URL: server.url });

  test('method, headers, body, status, and the answer', async () => {
    const { stderr, points } = await say(`
      const r = http.request('PATCH', __ENV.URL + '/x?y=1', '{"a":"ü"}', { headers: { 'X-API-Key': 'k' }, tags: { name: 'N', operation: 'o' }, redirects: 0 });
      console.log([r.status, r.error_code, r.body, r.timings.duration > 0].join(' '));`);
    expect(stderr).toBe('log: 200 0 {"method":"PATCH","key":"k","body":"{\\"a\\":\\"ü\\"}"} true\n');
    const [sample] = points.filter(({ metric }) => metric === 'http_reqs');
    expect(sample?.tags).toMatchObject({
      name: 'N',
      operation: 'o',
      method: 'PATCH',
      status: '200',
      expected_response: 'true',
      scenario: 'one',
    });
  });

  test('a 404 has the code 1404 and has failed, unless it is expected', async () => {
    const { stderr, points } = await say(`
      const r = http.request('GET', __ENV.URL + '/missing', null, { redirects: 0 });
      http.request('GET', __ENV.URL + '/missing', null, { redirects: 0, responseCallback: http.expectedStatuses(404) });
      console.log(r.status + ' ' + r.error_code);`);
    expect(stderr).toBe('log: 404 1404\n');
    expect(points.filter(({ metric }) => metric === 'http_req_failed').map(({ value }) => value)).toEqual([1, 0]);
  });

  test('a timeout is 1050, a refused connection 1212, each with the status 0 and no body', async () => {
    const { stderr } = await say(`
      for (const [u, timeout] of [[__ENV.URL + '/slow', '100ms'], ['http://127.0.0.1:1/', 5000]]) {
        const r = http.request('GET', u, null, { timeout, redirects: 0 });
        console.log([r.status, r.error_code, r.body].join(' '));
      }`);
    expect(stderr).toBe('log: 0 1050 \nlog: 0 1212 \n');
  });

  test('a redirect is an answer, and is not followed', async () => {
    const { stderr } = await say(
      `console.log(http.request('GET', __ENV.URL + '/elsewhere', null, { redirects: 0 }).status);`,
    );
    expect(stderr).toBe('log: 302\n');
  });
});
