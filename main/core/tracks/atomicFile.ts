import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Old content or new content, never a torn one: temporary file, fsync, rename. */
export function writeFileAtomically(path: string, content: string): void {
  const temporary = `${path}.tmp`;
  const file = openSync(temporary, 'w');
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}
