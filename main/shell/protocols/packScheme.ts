/** `pack://<packId>/…`: the files of the one scene pack the core has opened, for pages of ours only, with byte ranges. */
import type { Session } from 'electron';
import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';
import type { SecurityLog } from '../refusalLog.ts';
import { APP_ORIGIN } from '../requestRules.ts';
import { fileAnswer, isReading, methodRefused, notFound } from './fileAnswer.ts';

/** The pack as this handler needs it. */
export interface ServedPack {
  readonly id: string;
  /** The plain file behind the path of a `pack:` address, escapes and all; null when the pack has or allows none. */
  readonly resolve: (urlPath: string) => Promise<string | null>;
}

export interface PackSchemeOptions {
  /** Null until the core has opened one. */
  readonly pack: () => ServedPack | null;
  readonly log: SecurityLog;
}

export function servePackFiles(session: Session, { pack, log }: PackSchemeOptions): Disposable {
  session.protocol.handle('pack', async (request) => {
    const headers = {
      'Access-Control-Allow-Origin': APP_ORIGIN,
      'Access-Control-Expose-Headers': 'Content-Length, Content-Range',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'X-Content-Type-Options': 'nosniff',
      // Never a document: should one be opened all the same, it may do nothing.
      'Content-Security-Policy': "default-src 'none'; sandbox",
    };
    if (!isReading(request)) return methodRefused(headers);
    const served = pack();
    const prefix = `pack://${served?.id}/`;
    if (served === null || !request.url.startsWith(prefix)) return notFound(headers);
    const file = await served.resolve(request.url.slice(prefix.length).split(/[?#]/, 1)[0]!);
    if (file !== null) return fileAnswer(request, file, headers);
    log.note({ kind: 'path', url: request.url });
    return notFound(headers);
  });
  return toDisposable(() => session.protocol.unhandle('pack'));
}
