import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Old content or new content, never a torn one: temporary file, fsync, rename. `mode` as for a new file. */
export function writeFileAtomically(path: string, content: string, mode = 0o666): void {
  const temporary = `${path}.tmp`;
  const file = openSync(temporary, 'w', mode);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}
