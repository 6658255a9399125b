/**
 * Serves the bench's page and the demo district on loopback, with as many grids and cameras as a whole city has: the
 * district's own layers of these two are replaced by generated ones.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { Readable } from 'node:stream';
import { openPack, type PackFile } from '#main/pack/index.ts';
import { contentTypeOf } from '#main/pack/serve.ts';

export interface Crowds {
  readonly grids: number;
  readonly cameras: number;
}

export interface PackServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Shared memory timers tick in microseconds only for a page that lets nobody in. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cache-control': 'no-store',
};

/** `pageFolder` holds the built page, `cesiumFolder` Cesium's Workers and Assets, `packFolder` the district. */
export async function servePage(
  pageFolder: string,
  cesiumFolder: string,
  packFolder: string,
  crowds: Crowds | null,
): Promise<PackServer> {
  const opened = await openPack(packFolder);
  if (!opened.ok) throw new Error(opened.failure.message);
  const pack = opened.value;
  const [west, south, east, north] = pack.manifest.bbox;
  const made = new Map<string, string>(
    crowds
      ? [
          ['/vector/grids.geojson', gridLayer([west, south, east, north], crowds.grids)],
          ['/vector/cameras.geojson', cameraLayer([west, south, east, north], crowds.cameras)],
        ]
      : [],
  );
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    if (path.startsWith('/pack/')) {
      const inner = path.slice('/pack'.length);
      const text = made.get(inner);
      if (text !== undefined) return send(response, 'application/geo+json', text);
      const file = await pack.resolveFile(inner);
      if (!file.ok) return send(response, 'text/plain', file.failure.message, 404);
      return sendFile(response, file.value);
    }
    const isCesium = path.startsWith('/cesium/');
    const inner = normalize(path.slice(isCesium ? '/cesium/'.length : 1));
    if (inner.startsWith('..')) return send(response, 'text/plain', 'no', 404);
    const file = join(isCesium ? cesiumFolder : pageFolder, inner);
    return send(response, PAGE_TYPES[extname(file)] ?? contentTypeOf(file), await readFile(file));
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    answer(path, response).catch((error: unknown) => send(response, 'text/plain', String(error), 404));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await pack.close();
    },
  };
}

const PAGE_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
};

function sendFile(response: ServerResponse, { status, body, contentType, contentEncoding }: PackFile): void {
  response.writeHead(status, {
    ...ISOLATED,
    'content-type': contentType,
    ...(contentEncoding ? { 'content-encoding': contentEncoding } : {}),
  });
  if (body instanceof Uint8Array) response.end(body);
  else Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]).pipe(response);
}

function send(response: ServerResponse, type: string, body: string | Uint8Array, status = 200): void {
  response.writeHead(status, { ...ISOLATED, 'content-type': type });
  response.end(body);
}

type Box = readonly [west: number, south: number, east: number, north: number];

/** A chequerboard of slightly crooked quarters of a block, each with eight corners as drawn ones have. */
function gridLayer([west, south, east, north]: Box, count: number): string {
  const columns = Math.ceil(Math.sqrt(count));
  const [stepX, stepY] = [(east - west) / columns, (north - south) / columns];
  const crooked = (index: number) => 0.08 * Math.sin(index * 12.9898);
  const features = Array.from({ length: count }, (_, index) => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const corner = (dx: number, dy: number) => [
      west + (column + dx + crooked(column + dx + (row + dy) * columns)) * stepX,
      south + (row + dy + crooked(row + dy + (column + dx) * columns)) * stepY,
    ];
    const ring = [
      [0, 0],
      [0.5, 0],
      [1, 0],
      [1, 0.5],
      [1, 1],
      [0.5, 1],
      [0, 1],
      [0, 0.5],
      [0, 0],
    ].map(([dx, dy]) => corner(dx!, dy!));
    const code = `990101${String(index).padStart(9, '0')}`;
    return {
      type: 'Feature',
      id: code,
      geometry: { type: 'Polygon', coordinates: [ring] },
      properties: { code, level: 'grid', parentCode: null, name: `网格${index}`, center: corner(0.5, 0.5) },
    };
  });
  return JSON.stringify({ type: 'FeatureCollection', features });
}

function cameraLayer([west, south, east, north]: Box, count: number): string {
  const columns = Math.ceil(Math.sqrt(count));
  const features = Array.from({ length: count }, (_, index) => ({
    type: 'Feature',
    id: `c-${index}`,
    geometry: {
      type: 'Point',
      coordinates: [
        west + ((east - west) * ((index % columns) + 0.5)) / columns,
        south + ((north - south) * (Math.floor(index / columns) + 0.5)) / columns,
      ],
    },
    properties: {
      deviceId: `c-${index}`,
      deviceClass: 'camera',
      gridCode: '990101001001001',
      name: `摄像机 ${index}`,
      heading: (index * 47) % 360,
      fov: 70,
      rangeM: 60,
      online: index % 40 !== 0,
    },
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}
