/**
 * `npm run bench`: the reference server's speed and memory. Each figure is compared, in the same run and in turn, with
 * a plain node:http server that sends the same answers, so that it can be read on any machine. Nothing is asserted:
 * a machine that does other things, too, makes any limit a coin's toss. `--quick` takes 100,000 tickets for a million.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { fillStore } from '../../fixtures/fill.js';
import { openStore } from '../../server/store/open.js';
import { command } from '../arguments.js';
import { compile } from './compile.js';
import { create } from './create.js';
import { download } from './download.js';
import { type Figure, type Settings, table } from './figure.js';
import { rareWord } from './rare-word.js';
import { search } from './search.js';
import { workers } from './workers.js';

const { quick = false } = command('bench', 'measure the server beside a plain one')
  .option('--quick', 'fewer rounds and rows')
  .parse()
  .opts<{ quick?: boolean }>();
const folder = mkdtempSync(join(tmpdir(), 'osticket-bench-'));
const settings: Settings = {
  folder,
  compiled: await compile(folder),
  large: quick ? 100_000 : 1_000_000,
  rounds: quick ? 3 : 7,
};

try {
  const [processor] = cpus();
  console.log(`${new Date().toISOString().slice(0, 10)}, ${processor?.model}, ${cpus().length} processors`);
  console.log(`${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}, Node.js ${process.version}`);
  console.log(`Command: npm run bench${quick ? ' -- --quick' : ''}\n`);
  const figures: Figure[] = [];
  const take = async (title: string, work: () => Promise<Figure | Figure[]>) => {
    process.stderr.write(`${title} …\n`);
    figures.push(...[await work()].flat());
  };
  const store = await filled(10_000);
  await take('Search', () => search(settings, store, 20));
  await take('Search on all pages', () => search(settings, store, 500));
  await take('Download', () => download(settings, store));
  await take('Creation', () => create(settings, `sqlite:${join(folder, 'created.sqlite')}`));
  await take('Workers', () => workers(settings));
  await take('Rare word', async () => rareWord(settings, store, await filled(settings.large)));
  console.log(table(figures));
} finally {
  rmSync(folder, { recursive: true });
}

async function filled(tickets: number): Promise<string> {
  const address = `sqlite:${join(folder, `${tickets}.sqlite`)}`;
  const store = await openStore(address);
  await fillStore(store, { tickets, seed: 1 });
  await store.close();
  return address;
}
