/** The process of `proxyServer`. */
import { type ProxySettings, startProxy } from '../../proxy/proxy.js';
import { reportUsage } from './report-usage.js';

const proxy = await startProxy(JSON.parse(process.argv[2] ?? '') as ProxySettings);
reportUsage(proxy.url, async () => {
  await proxy.stop();
});
