/**
 * From a request's URL to a file under a folder of ours, or to nothing. Chromium has already folded `..` of standard
 * schemes away; these rules do not rely on that. The caller answers 404 to null, whatever the reason was.
 */
import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** `a/b.js` of `app://pingan/a/b.js?x`; null when the address could mean anything but a plain path under the root. */
export function innerPathOf(url: string, host: string): string | null {
  const prefix = `app://${host}/`;
  return url.startsWith(prefix) ? plainPath(url.slice(prefix.length).split(/[?#]/, 1)[0]!) : null;
}

function plainPath(raw: string): string | null {
  // An escaped slash, backslash, dot or NUL is never written by anything of ours.
  if (/%(?:2f|5c|2e|00)/i.test(raw)) return null;
  const path = decode(raw);
  if (path === null || /[\\\0:%]/.test(path)) return null;
  const isPlain = path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  return isPlain ? path : null;
}

/** The real file behind an inner path; null when it is absent, no plain file, or a link that leads out of the root. */
export async function fileUnder(root: string, innerPath: string): Promise<string | null> {
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(join(root, innerPath))]);
    if (!real.startsWith(realRoot + sep)) return null;
    return (await stat(real)).isFile() ? real : null;
  } catch {
    return null;
  }
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
