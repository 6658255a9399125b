/**
 * An origin of low-latency HLS (draft-pantos-hls-rfc8216bis): partial segments, blocking playlist reloads, preload hints. ffmpeg
 * makes no such thing, but it cuts a stream into very short files; each is a part here, and the parts of a second are a segment.
 */
import { readFileSync, watch } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Disposable } from '#shared/kit/disposable.ts';

const PART_S = 0.2;
const PARTS_A_SEGMENT = 5;
/** Segments a playlist names, and of how many of them it names the parts too. */
const SEGMENTS = 6;
const SEGMENTS_WITH_PARTS = 3;
/** Nobody asks for what is older than this. */
const KEPT_PARTS = (SEGMENTS + 2) * PARTS_A_SEGMENT;
const HLS_TYPE = 'application/vnd.apple.mpegurl';

export interface LlHlsOrigin extends Disposable {
  /** Answers what stands at `path` (`index.m3u8`, `part/N.ts`, `segment/N.ts`); a playlist or a part to come is waited for. */
  answer(path: string, request: IncomingMessage, response: ServerResponse): void;
  /** How often a playlist was held back until it had what was asked for. */
  readonly blocked: () => number;
}

/** Arguments of ffmpeg that make the parts: pictures at 15 a second, a key picture a second. */
export const llHlsOutput = (folder: string): string[] => [
  ...['-f', 'hls', '-hls_time', String(PART_S), '-hls_flags', 'split_by_time+temp_file', '-hls_list_size', '3'],
  ...['-hls_segment_filename', join(folder, 'part%d.ts'), join(folder, 'parts.m3u8')],
];

/** @param folder what {@link llHlsOutput} writes into; it is there already */
export function openLlHls(folder: string): LlHlsOrigin {
  const parts = new Map<number, Buffer>();
  const waiting = new Set<() => void>();
  let made = 0;
  let blocked = 0;

  const take = () => {
    for (;;) {
      const bytes = readIfThere(join(folder, `part${made}.ts`));
      if (bytes === null) break;
      parts.set(made++, bytes);
      parts.delete(made - KEPT_PARTS);
    }
    for (const look of [...waiting]) look();
  };
  const watcher = watch(folder, take);
  take();

  /** Calls as soon as the part is there: at once where it is. */
  const whenMade = (part: number, response: ServerResponse, then: () => void) => {
    if (part < made) return then();
    const look = () => {
      if (part >= made) return;
      waiting.delete(look);
      then();
    };
    waiting.add(look);
    response.once('close', () => waiting.delete(look));
  };

  const sendMedia = (response: ServerResponse, numbers: readonly number[]) => {
    const found = numbers.flatMap((number) => parts.get(number) ?? []);
    if (found.length < numbers.length) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'video/mp2t' }).end(Buffer.concat(found));
  };

  return {
    blocked: () => blocked,
    answer(path, request, response) {
      const query = new URL(request.url ?? '', 'http://origin.invalid').searchParams;
      const [, kind, number] = /^(part|segment)\/(\d+)\.ts$/.exec(path) ?? [];
      if (kind === 'part') return whenMade(Number(number), response, () => sendMedia(response, [Number(number)]));
      if (kind === 'segment') return sendMedia(response, partsOf(Number(number)));
      if (path !== 'index.m3u8') return void response.writeHead(404).end();
      const segment = query.get('_HLS_msn');
      const wanted =
        segment === null
          ? // A playlist of less than a segment is no use to anybody.
            PARTS_A_SEGMENT
          : Number(segment) * PARTS_A_SEGMENT + Number(query.get('_HLS_part') ?? PARTS_A_SEGMENT - 1);
      if (segment !== null && wanted >= made) blocked += 1;
      whenMade(wanted, response, () => {
        response.writeHead(200, { 'content-type': HLS_TYPE, 'cache-control': 'no-store' }).end(playlist(made));
      });
    },
    dispose: () => watcher.close(),
  };
}

const partsOf = (segment: number): number[] =>
  Array.from({ length: PARTS_A_SEGMENT }, (_, index) => segment * PARTS_A_SEGMENT + index);

function playlist(made: number): string {
  const whole = Math.floor(made / PARTS_A_SEGMENT);
  const first = Math.max(0, whole - SEGMENTS);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:9',
    `#EXT-X-TARGETDURATION:${Math.ceil(PART_S * PARTS_A_SEGMENT)}`,
    `#EXT-X-PART-INF:PART-TARGET=${PART_S}`,
    `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${PART_S * 3}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
  ];
  for (let segment = first; segment <= whole; segment++) {
    if (segment > whole - SEGMENTS_WITH_PARTS) {
      for (const part of partsOf(segment).filter((number) => number < made)) {
        const isKey = part % PARTS_A_SEGMENT === 0 ? ',INDEPENDENT=YES' : '';
        lines.push(`#EXT-X-PART:DURATION=${PART_S},URI="part/${part}.ts"${isKey}`);
      }
    }
    if (segment < whole) lines.push(`#EXTINF:${PART_S * PARTS_A_SEGMENT},`, `segment/${segment}.ts`);
  }
  lines.push(`#EXT-X-PRELOAD-HINT:TYPE=PART,URI="part/${made}.ts"`, '');
  return lines.join('\n');
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
