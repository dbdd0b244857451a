/** Debian's nginx with the project's configuration, in a folder of its own on a free port, for tests. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../server/free-port.js';

const program = '/usr/sbin/nginx';
export const hasNginx = existsSync(program);

export interface TestNginx {
  url: string;
  /** One line a request: its status, and the server behind that answered it (`-` for none). */
  log(): Promise<string[]>;
  stop(): Promise<void>;
}

export interface NginxOptions {
  /** Addresses behind it. */
  servers: readonly string[];
  rate: string;
  burst: number;
  /** What a request over the limit is answered with. */
  status?: 429;
}

export async function startNginx({ servers, rate, burst, status }: NginxOptions): Promise<TestNginx> {
  const folder = await mkdtemp(join(tmpdir(), 'osticket-nginx-'));
  // Its workers run as another user where it is started by root.
  await chmod(folder, 0o755);
  const port = await freePort();
  const template = await readFile(new URL('./osticket.conf.template', import.meta.url), 'utf8');
  const values: Record<string, string> = {
    OSTICKET_LISTEN: `127.0.0.1:${port}`,
    OSTICKET_SERVERS: servers.map((url) => `server ${new URL(url).host};`).join(' '),
    OSTICKET_RATE: rate,
    OSTICKET_BURST: String(burst),
  };
  const site = template.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  await writeFile(join(folder, 'nginx.conf'), mainConfiguration(site, status));
  const child = spawn(program, ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'], { stdio: 'ignore' });
  await listening(child, port, folder);
  return {
    url: `http://127.0.0.1:${port}`,
    log: async () => (await readFile(join(folder, 'access.log'), 'utf8')).trim().split('\n'),
    stop: async () => {
      if (child.exitCode === null) {
        const exit = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await exit;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const mainConfiguration = (site: string, status: number | undefined) => `
daemon off;
pid nginx.pid;
worker_processes 2;
events { worker_connections 256; }
http {
  log_format plain '$status $upstream_addr';
  access_log access.log plain;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  ${status === undefined ? '' : `limit_req_status ${status};`}
  ${site}
}
`;

async function listening(child: ChildProcess, port: number, folder: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const up = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (up) return;
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`nginx did not start:\n${await readFile(join(folder, 'error.log'), 'utf8').catch(() => '')}`);
    }
    await sleep(50);
  }
}
