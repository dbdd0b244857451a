/** What a caller meant who came to a path that there is not. */
import { type Operation, operations } from '../../contract/operations.js';
import { basePath } from './paths.js';

/**
 * The operation of the path that is closest: one whose name is the same but for what callers add (the sub-path of an
 * installation), leave out (the number) or mistype, or what the method does with tickets in general (`DELETE /tickets/5`).
 *
 * @param path without the query
 * @returns undefined where nothing is close
 * @example meantOperation('GET', '/api/http.php/tickets-get.php/5.json') // getTicket
 */
export function meantOperation(method: string, path: string): Operation | undefined {
  const [name = '', ...values] = path
    .toLowerCase()
    .replace(/^.*\/api(?=\/)/, '')
    .split('/')
    .filter((part) => part !== '' && !/^(api|http\.php|v\d+)$/.test(part));
  const wanted = bare(name);
  const hasPlaceFor = (one: Operation) => takesValues(one) === values.length > 0;
  const named = operations
    .map((one) => ({ one, far: distance(bare(nameOf(one)), wanted) }))
    .filter(({ far }) => far <= 2)
    .sort((a, b) => a.far - b.far || Number(isOf(b.one, method)) - Number(isOf(a.one, method)));
  const closest = named.find(({ one }) => hasPlaceFor(one));
  if (closest && (closest.far > 0 || isOf(closest.one, method))) return closest.one;
  if (!/^tickets?$/.test(wanted)) return (closest ?? named[0])?.one;
  return operations.find((one) => isOf(one, method) && hasPlaceFor(one));
}

/** `GET /api/tickets-get.php/{number}.{format}` */
export const shown = ({ method, path }: Operation): string => `${method.toUpperCase()} ${basePath}${path}`;

const isOf = (one: Operation, method: string) => one.method === method.toLowerCase();
const nameOf = ({ path }: Operation) => path.split('/')[1] ?? '';
const bare = (name: string) => name.replace(/\.\w+$/, '');
const takesValues = ({ path }: Operation) => path.split('/').length > 2;

/** Characters to change, add or take away (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, character] of [...one].entries()) {
    const next = [at + 1];
    for (let to = 1; to <= other.length; to += 1) {
      const same = character === other[to - 1] ? 0 : 1;
      next.push(Math.min((next[to - 1] ?? 0) + 1, (row[to] ?? 0) + 1, (row[to - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
