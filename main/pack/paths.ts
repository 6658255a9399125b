/**
 * From a URL path to a file inside the pack, or nothing. RELIABILITY §3 item 18: `..`, `%2e%2e`, absolute paths, NUL,
 * backslashes and symbolic links that lead out are all simply not found.
 */
import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isInnerPath } from '#shared/wire/pack.ts';

/** The decoded path inside the pack without its leading slash, or null when it is not an honest one. */
export function innerPathOf(urlPath: string): string | null {
  const bare = urlPath.split(/[?#]/, 1)[0]!;
  if (!bare.startsWith('/') || /%(2f|5c|00)/i.test(bare)) return null;
  let decoded: string;
  try {
    decoded = decodeURIComponent(bare);
  } catch {
    return null;
  }
  const inner = decoded.slice(1);
  return isInnerPath(inner) ? inner : null;
}

export interface LocatedFile {
  readonly path: string;
  readonly bytes: number;
}

/** A plain file under the root after following every link, or null. */
export async function locateFile(root: string, innerPath: string): Promise<LocatedFile | null> {
  const located = await locate(root, innerPath);
  return located?.isFile ? { path: located.path, bytes: located.bytes } : null;
}

/** A folder under the root after following every link, or null. */
export async function locateFolder(root: string, innerPath: string): Promise<string | null> {
  const located = await locate(root, innerPath);
  return located && !located.isFile ? located.path : null;
}

async function locate(
  root: string,
  innerPath: string,
): Promise<{ path: string; bytes: number; isFile: boolean } | null> {
  if (!isInnerPath(innerPath)) return null;
  try {
    const realRoot = await realpath(root);
    const path = await realpath(join(realRoot, innerPath));
    if (!path.startsWith(realRoot + sep)) return null;
    const facts = await stat(path);
    if (!facts.isFile() && !facts.isDirectory()) return null;
    return { path, bytes: facts.size, isFile: facts.isFile() };
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

/** The file is not there, or not for us to read: both are "not found" to whoever asked. */
function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG', 'EINVAL'].includes(String(code));
}
