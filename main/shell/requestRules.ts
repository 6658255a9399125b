import { isMediaFile, readMediaPath } from '#shared/wire/mediaPath.ts';

/** Which addresses a page of ours may ask for. Everything else is cancelled before it leaves the browser. */
export const APP_ORIGIN = 'app://pingan';

export interface RequestContext {
  /** Origin of the core's HTTP address; null before there is one. */
  readonly coreOrigin: string | null;
  /** From source the developer tools load their own pages. */
  readonly isPackaged: boolean;
}

export function isAllowedRequest(url: string, context: RequestContext): boolean {
  const address = parse(url);
  if (address === null) return false;
  switch (address.protocol) {
    case 'app:':
      return address.host === 'pingan';
    case 'pack:':
      return /^[a-z0-9][a-z0-9-]{0,63}$/.test(address.host);
    case 'blob:':
      return isOwnFile(url);
    case 'data:':
      return true;
    case 'devtools:':
      return !context.isPackaged;
    case 'http:':
    case 'ws:':
    case 'https:':
    case 'wss:':
      return (
        context.coreOrigin !== null &&
        (isCore(address, context.coreOrigin) || isMedia(address, new URL(context.coreOrigin)))
      );
    default:
      return false;
  }
}

/** Made in a page of ours and held in its memory: the only thing that may be saved as a file. */
export const isOwnFile = (url: string): boolean => url.startsWith(`blob:${APP_ORIGIN}/`);

/** What the log calls the place a request went to. */
export function originOf(url: string): string {
  const address = parse(url);
  if (address === null) return 'invalid:';
  return address.host === '' ? address.protocol : `${address.protocol}//${address.host}`;
}

/** https addresses of sites an operator may open in the system's browser. Empty: nothing leaves this application. */
export const EXTERNAL_ORIGINS: readonly string[] = [];

/** Exactly an origin of the list, over https, without credentials. Lists hold origins, never patterns. */
export function isAllowedExternal(url: string, origins: readonly string[]): boolean {
  const address = parse(url);
  if (address === null || address.protocol !== 'https:') return false;
  return address.username === '' && address.password === '' && origins.includes(address.origin);
}

function isCore(address: URL, coreOrigin: string): boolean {
  if (address.username !== '' || address.password !== '') return false;
  // A host that was joined over TLS is never asked without it.
  const scheme = address.protocol.replace(/^ws/, 'http');
  return `${scheme}//${address.host}` === coreOrigin;
}

/** Pictures of the core's own machine: its media process takes a free port, and another one when it is started again. */
function isMedia({ protocol, hostname, pathname, username, password }: URL, core: URL): boolean {
  if (username !== '' || password !== '' || core.protocol !== 'http:' || hostname !== core.hostname) return false;
  const path = readMediaPath(pathname);
  return ['http:', 'ws:'].includes(protocol) && path !== null && isMediaFile(path.rest);
}

function parse(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}
