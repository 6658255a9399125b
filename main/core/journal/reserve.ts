/**
 * A file that holds room on the disk. When the disk is full it is given up first, so that the failure itself can still be
 * written down: log lines, the last anchor, the operator's banner (RELIABILITY D5).
 */
import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export const RESERVE_BYTES = 4 * 1024 * 1024;

/** Makes sure the reserve is there. Returns false when there is no room for it: the disk is nearly full. */
export function holdReserve(directory: string): boolean {
  const path = join(directory, 'reserve.bin');
  if (statSync(path, { throwIfNoEntry: false })?.size === RESERVE_BYTES) return true;
  const file = openSync(path, 'w');
  try {
    // Written, not truncated to size: a sparse file holds no room.
    const block = new Uint8Array(1024 * 1024);
    for (let written = 0; written < RESERVE_BYTES; )
      written += writeSync(file, block, 0, Math.min(block.length, RESERVE_BYTES - written));
    fsyncSync(file);
    return true;
  } catch {
    rmSync(path, { force: true });
    return false;
  } finally {
    closeSync(file);
  }
}

/** Never throws: it is called while a failure is being reported. */
export function giveUpReserve(directory: string): void {
  try {
    rmSync(join(directory, 'reserve.bin'), { force: true });
  } catch {
    // The disk does not even delete any more; the failure that brought us here is the one to report.
    return;
  }
}
