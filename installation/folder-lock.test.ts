import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { folderForTests, folderIn } from '../contract/folder-for-tests.js';
import { lockFolder } from './folder-lock.js';
import { UserError } from './user-error.js';

const scratch = folderForTests();
let folder: string;
let file: string;
beforeEach(() => {
  folder = folderIn(scratch);
  file = join(folder, 'in-use.lock');
});

test('a folder is locked once, and again when it is free', () => {
  const unlock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(UserError);
  expect(() => lockFolder(`${folder}/.`)).toThrow(/process \d+\).*--report/);
  unlock();
  expect(readdirSync(folder)).toEqual([]);
  lockFolder(folder)();
});

test('a lock of another process holds as long as that runs', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  try {
    await once(other, 'spawn');
    writeFileSync(file, `${other.pid}\n`);
    expect(() => lockFolder(folder)).toThrow(`process ${other.pid}`);
  } finally {
    other.kill('SIGKILL');
    await once(other, 'exit');
  }
  lockFolder(folder)();
  expect(existsSync(file)).toBe(false);
});

test.each([
  ['of this very process ID, which does not hold it', () => `${process.pid}\n`],
  ['that is cut', () => ''],
])('a lock %s is taken over', (_, content) => {
  writeFileSync(file, content());
  lockFolder(folder)();
});

test('a lock from before the machine started is taken over', () => {
  writeFileSync(file, '1\n');
  expect(() => lockFolder(folder)).toThrow(UserError);
  utimesSync(file, 1, 1);
  lockFolder(folder)();
});

test('a folder that is none is refused with a sentence', () => {
  expect(() => lockFolder(join(folder, 'none'))).toThrow(UserError);
});
