/** One command at a time writes into a report folder, so that two runs never mix there. */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join, resolve } from 'node:path';
import { reportFolderError } from './report-folder.js';
import { UserError } from './user-error.js';

/** Locks that this process holds. */
const held = new Set<string>();

/**
 * Locks a folder that exists. A lock of a process that was killed is taken over.
 *
 * @returns unlocks it
 * @throws UserError when another process has locked it, or the lock cannot be written
 */
export function lockFolder(folder: string): () => void {
  const file = join(resolve(folder), 'in-use.lock');
  if (isLocked(file)) {
    throw new UserError(
      `Another run writes into ${folder} (process ${readFileSync(file, 'utf8').trim()}). Wait for its end, or name another folder with --report. If there is no such run, remove ${file}.`,
    );
  }
  try {
    rmSync(file, { force: true });
    // Fails where another process was a moment faster.
    writeFileSync(file, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return lockFolder(folder);
    throw reportFolderError(folder, error);
  }
  held.add(file);
  return () => {
    held.delete(file);
    rmSync(file, { force: true });
  };
}

function isLocked(file: string): boolean {
  let pid: number;
  try {
    const sinceBoot = Date.now() - uptime() * 1000;
    if (statSync(file).mtimeMs < sinceBoot) return false;
    pid = Number(readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
  // A process ID that this process got from one that was killed, as in a container.
  if (pid === process.pid) return held.has(file);
  return isRunning(pid);
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
