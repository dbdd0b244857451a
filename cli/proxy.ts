/** `osticket-contract proxy`: stands before an installation and judges what goes through. */
import { once } from 'node:events';
import { Command } from 'commander';
import { isLoopback } from '../installation/loopback.js';
import { print, printError } from '../installation/print.js';
import { requireProxies } from '../installation/proxies.js';
import { readHeaders, readSettingsFile } from '../installation/settings-file.js';
import { installationRoot, positive, readCertificates } from '../installation/target.js';
import { UserError } from '../installation/user-error.js';
import { type ProxySettings, startProxy } from '../proxy/proxy.js';
import { report } from './conformance.js';

interface Flags {
  target?: string;
  port: string;
  host: string;
  page?: string;
  enforce?: boolean;
  repair?: boolean;
  report: string;
  baseline?: string;
  settings?: string;
  ca?: string;
  timeout?: string;
  quiet?: boolean;
}

/** Uploads take long, and so do large searches. */
const usualSeconds = 120;

export function proxyCommand(): Command {
  return new Command('proxy')
    .description('stand before an installation: pass everything on, judge both directions, show live what is wrong')
    .option('--target <url>', 'root of the installation (default: OSTICKET_URL)')
    .option('--port <number>', 'port for clients; 0 takes a free one', '4000')
    .option('--host <address>', 'address for clients', '127.0.0.1')
    .option('--page <number>', 'port of the page, on this machine alone (default: the port after that for clients)')
    .option('--enforce', 'refuse what the contract refuses, before the installation sees it')
    .option('--repair', 'mend answers where the contract leaves one way only')
    .option('-o, --report <folder>', 'folder of the reports', 'proxy-report')
    .option('--baseline <file>', 'known deviations, each with a reason and an expiry date')
    .option('--settings <file>', 'settings file of "conformance": its headers are sent with each request')
    .option('--ca <file>', 'certificates (PEM) to trust, such as that of a self-signed installation')
    .option('--timeout <seconds>', `how long to wait for the next byte of an answer (default ${usualSeconds})`)
    .option('--quiet', 'of the summary only the verdict')
    .addHelpText(
      'after',
      `
Example:
  osticket-contract proxy --target https://help.example.org --port 4000
  curl http://127.0.0.1:4000/api/tickets-search.php -H "X-API-Key: …"
The page is at http://127.0.0.1:4001/. Ctrl+C ends it and writes report.html, results.json and
exchanges.har (what proves something). Keys go through and are never written.

Exit codes: 0 no broken requirement, 1 an answer breaks a requirement or a client makes a mistake, 2 bad settings,
4 fault of the proxy, 5 nothing could be judged.
`,
    )
    .action(async (flags: Flags) => {
      const proxy = await startProxy(settingsOf(flags, process.env));
      const stop = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
      if (!isLoopback(proxy.url))
        printError(
          `Warning: everybody who reaches ${proxy.url} reaches the installation, and keys cross the network unencrypted.`,
        );
      print(`Clients: ${proxy.url} stands for the installation. What is wrong: ${proxy.pageUrl} (Ctrl+C ends it)`);
      await stop;
      await report(await proxy.stop(), flags.quiet);
    });
}

/** @throws UserError */
function settingsOf({ page, report, baseline, ...flags }: Flags, environment: NodeJS.ProcessEnv): ProxySettings {
  const file = flags.settings ? readSettingsFile(flags.settings) : {};
  const target = flags.target ?? (environment.OSTICKET_URL || file.url);
  if (!target) throw new UserError('Say which installation it stands before: --target https://help.example.org.');
  const url = installationRoot(target, flags.target === undefined ? undefined : '--target');
  requireProxies(url, environment);
  const port = portOf(flags.port, '--port');
  return {
    url,
    port,
    host: flags.host,
    pagePort: page === undefined ? (port === 0 ? 0 : (port + 1) % 65_536) : portOf(page, '--page'),
    enforce: flags.enforce ?? false,
    repair: flags.repair ?? false,
    timeoutMs: positive(flags.timeout, '--timeout', usualSeconds) * 1000,
    report,
    baseline,
    ...(flags.ca === undefined ? {} : { ca: readCertificates(flags.ca) }),
    ...(file.headers ? { headers: readHeaders(file.headers, environment) } : {}),
  };
}

/** @throws UserError */
function portOf(text: string, name: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new UserError(`${name} takes a port from 0 to 65535, not "${text}".`);
}
