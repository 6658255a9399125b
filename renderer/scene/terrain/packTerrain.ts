/** Height tiles of a pack over fetch, pictures taken apart by the browser. */

import type { Pixels, TerrainSource } from '#shared/geo/terrain/readTerrain.ts';
import type { TileFacts } from '#shared/wire/pack.ts';

/** `url` ends with a slash; tiles stand under it as `z/x/y`. */
export function packTerrain(url: string, facts: TileFacts): TerrainSource {
  return {
    facts,
    fetchTile: async (zoom, column, row) => {
      const answer = await fetch(`${url}${zoom}/${column}/${row}`);
      return answer.status === 200 ? new Uint8Array(await answer.arrayBuffer()) : null;
    },
    decodePicture,
  };
}

async function decodePicture(bytes: Uint8Array<ArrayBuffer>): Promise<Pixels> {
  // A height is in every bit of the colours: nothing may be managed or multiplied on the way.
  const picture = await createImageBitmap(new Blob([bytes]), {
    premultiplyAlpha: 'none',
    colorSpaceConversion: 'none',
  });
  const side = Math.min(picture.width, picture.height);
  const ink = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (!ink) throw new Error('This browser has no 2D canvas.');
  ink.drawImage(picture, 0, 0);
  picture.close();
  return { side, data: ink.getImageData(0, 0, side, side).data };
}
