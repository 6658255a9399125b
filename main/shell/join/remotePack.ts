/** The host's pack served straight from the host, tile by tile, while the copy on this machine is being made. */
import type { PackFile } from '#main/pack/index.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { ServedPack } from '../protocols/otherRuntime.ts';
import type { PinnedHost } from './pinnedHost.ts';

const LIMIT_BYTES = 256 * 1_048_576;

export function remotePack(host: PinnedHost, token: string, id: string): ServedPack {
  return {
    manifest: { id },
    async resolveFile(urlPath: string, range?: string): Promise<Result<PackFile>> {
      try {
        const response = await host.ask(`/pack/${id}${urlPath}`, { token, ...(range && { headers: { range } }) });
        const pieces: Buffer[] = [];
        let bytes = 0;
        for await (const piece of response as AsyncIterable<Buffer>) {
          bytes += piece.length;
          if (bytes > LIMIT_BYTES) throw new Error('too long');
          pieces.push(piece);
        }
        const status = response.statusCode;
        if (status === 416) return refuse('range', '请求的范围超出文件');
        if (status !== 200 && status !== 206) return refuse('notFound', '主机没有此文件');
        const { headers } = response;
        const contentRange = headers['content-range'];
        return ok({
          status,
          body: new Uint8Array(Buffer.concat(pieces)),
          contentLength: bytes,
          contentType: headers['content-type'] ?? 'application/octet-stream',
          ...(headers['content-encoding'] === 'gzip' && { contentEncoding: 'gzip' as const }),
          ...(contentRange !== undefined && { contentRange }),
        });
      } catch {
        // The host is away: the file is not to be had now, and the copy will have it.
        return refuse('notFound', '主机没有应答');
      }
    },
  };
}
