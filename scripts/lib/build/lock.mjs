// Two commands may build in one checkout at the same time; the second waits for the first instead of writing over it.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheDirectory } from '../paths.mjs';

const lockFile = join(cacheDirectory, 'build.lock');
const lookAgainMs = 500;

/**
 * @template T
 * @param {(line: string) => void} say
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(say, work) {
  mkdirSync(cacheDirectory, { recursive: true });
  let saidSo = false;
  while (!take()) {
    if (!saidSo) say('Another build of this checkout is running; waiting for it.');
    saidSo = true;
    await sleep(lookAgainMs);
  }
  const release = () => rmSync(lockFile, { force: true });
  process.on('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function take() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    // A builder that was killed leaves its lock; nobody alive holds it.
    if (existsSync(lockFile) && !isAlive(holder())) rmSync(lockFile, { force: true });
    return false;
  }
}

function holder() {
  try {
    return Number(readFileSync(lockFile, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(processId) {
  if (!processId) return true;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
