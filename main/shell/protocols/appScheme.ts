/** `app://pingan/…`: the built windows, each answer under the content security policy. */
import { readFile } from 'node:fs/promises';
import type { Session } from 'electron';
import type { SecurityLog } from '../refusalLog.ts';
import { isReading, methodRefused, notFound } from './answers.ts';
import { contentSecurityPolicy } from './contentSecurityPolicy.ts';
import { mediaTypeOf } from './mediaTypes.ts';
import { fileUnder, innerPathOf } from './pathRules.ts';

export interface AppSchemeOptions {
  /** The folder of the built renderer. */
  readonly root: string;
  /** Asked at each answer: a page is bound for life to the core address it was loaded with. */
  readonly coreUrl: () => string | null;
  readonly log: SecurityLog;
}

export function serveAppFiles(session: Session, { root, coreUrl, log }: AppSchemeOptions): void {
  session.protocol.handle('app', async (request) => {
    const headers = {
      'Content-Security-Policy': contentSecurityPolicy(coreUrl()),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'X-DNS-Prefetch-Control': 'off',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-cache',
    };
    if (!isReading(request)) return methodRefused(headers);
    const path = innerPathOf(request.url, 'pingan');
    if (path === null) log.note({ kind: 'path', url: request.url });
    const file = path === null ? null : await fileUnder(root, path);
    if (file === null) return notFound(headers);
    return new Response(await readFile(file), { headers: { ...headers, 'Content-Type': mediaTypeOf(file) } });
  });
}
