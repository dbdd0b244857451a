/** In a benchmarked server's process: tells the parent the address, and what was used whenever it asks. */
import type { Usage } from './messages.js';

export function reportUsage(url: string, close: () => Promise<void>): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    const usage: Usage = {
      cpu: user + system,
      memory: process.memoryUsage.rss(),
      peakMemory: process.resourceUsage().maxRSS * 1024,
    };
    process.send?.(usage);
  });
  process.once('disconnect', () => void close().then(() => process.exit()));
  process.send?.(url);
}
