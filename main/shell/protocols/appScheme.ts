/** `app://pingan/…`: the built windows, each answer under the content security policy. */
import type { Session } from 'electron';
import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';
import type { SecurityLog } from '../refusalLog.ts';
import { contentSecurityPolicy } from './contentSecurityPolicy.ts';
import { fileAnswer, isReading, methodRefused, notFound } from './fileAnswer.ts';
import { fileUnder, innerPathOf } from './pathRules.ts';

export interface AppSchemeOptions {
  /** The folder of the built renderer. */
  readonly root: string;
  /** Asked at each answer: a page is bound for life to the core address it was loaded with. */
  readonly coreUrl: () => string | null;
  readonly log: SecurityLog;
}

export function serveAppFiles(session: Session, { root, coreUrl, log }: AppSchemeOptions): Disposable {
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
    const file = path === null ? null : await fileUnder(root, path);
    if (path === null) log.note({ kind: 'path', url: request.url });
    return file === null ? notFound(headers) : fileAnswer(request, file, headers);
  });
  return toDisposable(() => session.protocol.unhandle('app'));
}
