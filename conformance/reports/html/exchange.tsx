/** One request and its answer. */
import type { Exchange } from '../../client/exchange.js';
import { Body } from './body.js';

export function ExchangeDetails({ exchange }: { exchange: Exchange }) {
  const { id, request, response, failure } = exchange;
  return (
    <details class="exchange" id={`exchange-${id}`}>
      <summary>
        <span class="id">Exchange {id}</span> <b>{request.method}</b> <span class="url">{shortUrl(request.url)}</span>{' '}
        <b>→ {response ? response.status : 'no answer'}</b>
        {response?.headers['content-type'] !== undefined && <> {response.headers['content-type']}</>}
      </summary>
      <h4>Request</h4>
      <p class="line">
        {request.method} {request.url}
      </p>
      <Headers headers={request.headers} />
      {request.body && <Body body={request.body} />}
      <h4>Answer</h4>
      {response ? (
        <>
          <p class="line">
            Status {response.status}, after {response.durationMs.toLocaleString('en')} ms
          </p>
          <Headers headers={response.headers} />
          <Body body={response.body} />
        </>
      ) : (
        <p class="note">No answer came: {failure ?? 'the reason is not known'}</p>
      )}
    </details>
  );
}

/** Without the host: it stands at the top of the page. */
function shortUrl(url: string): string {
  return url.replace(/^https?:\/\/[^/]*/, '') || url;
}

function Headers({ headers }: { headers: Record<string, string> }) {
  const entries = Object.entries(headers);
  if (entries.length === 0) return null;
  return (
    <ul class="headers">
      {entries.map(([name, value]) => (
        <li>
          <span>{name}:</span> {value}
        </li>
      ))}
    </ul>
  );
}
