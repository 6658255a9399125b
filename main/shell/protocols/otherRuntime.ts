/**
 * Layers this Electron cannot read, a database of tiles before all, drawn all the same: the core reads the same pack in a runtime
 * of its own, and answers for them under `/pack/<id>/…`. Everything else stays with the pack on this machine's disk.
 */
import type { PackFile, ScenePack } from '#main/pack/index.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';

/** What `pack://` needs of a pack, wherever it lies. */
export type ServedPack = Pick<ScenePack, 'resolveFile'> & { readonly manifest: { readonly id: string } };

/** Nothing but a tile's own address is ever asked of another process. */
const TILE = /^\/(?:imagery|terrain)\/([a-z0-9-]+)\/\d{1,2}\/\d{1,10}\/\d{1,10}$/;
const LAYER_FACTS = '/layers.json';

/** `elsewhere` is asked for the layers the pack names in `beyondRuntime`, and for what all layers are worth. */
export function withOtherRuntime(
  pack: Pick<ScenePack, 'resolveFile' | 'manifest' | 'beyondRuntime'>,
  elsewhere: ServedPack,
): ServedPack {
  if (pack.beyondRuntime.length === 0) return pack;
  const isBeyond = (urlPath: string) => pack.beyondRuntime.includes(TILE.exec(urlPath)?.[1] ?? '');
  return {
    manifest: pack.manifest,
    async resolveFile(urlPath, range) {
      if (isBeyond(urlPath)) return elsewhere.resolveFile(urlPath, range);
      if (urlPath !== LAYER_FACTS) return pack.resolveFile(urlPath, range);
      const told = await elsewhere.resolveFile(urlPath);
      // The core is away: what this runtime can draw by itself is said, and drawn.
      return told.ok ? told : pack.resolveFile(urlPath, range);
    },
  };
}

/** The pack as this machine's own core serves it. `url` is asked at each answer: a core that starts again may move. */
export function corePack(id: string, url: () => string | null, token: string): ServedPack {
  return {
    manifest: { id },
    async resolveFile(urlPath: string, range?: string): Promise<Result<PackFile>> {
      const core = url();
      if (core === null) return refuse('notFound', '核心没有应答');
      try {
        const headers = { authorization: `Bearer ${token}`, ...(range !== undefined && { range }) };
        const answer = await fetch(`${core}/pack/${id}${urlPath}`, { headers, redirect: 'error' });
        if (answer.status === 416) return refuse('range', '请求的范围超出文件');
        const isWhole = answer.status === 200;
        if (!isWhole && answer.status !== 206) return refuse('notFound', '核心没有此文件');
        // fetch has undone gzip, which this way is never marked any more.
        const body = new Uint8Array(await answer.arrayBuffer());
        const contentRange = answer.headers.get('content-range');
        return ok({
          status: isWhole ? 200 : 206,
          body,
          contentLength: body.length,
          contentType: answer.headers.get('content-type') ?? 'application/octet-stream',
          ...(contentRange !== null && { contentRange }),
        });
      } catch {
        return refuse('notFound', '核心没有应答');
      }
    },
  };
}
