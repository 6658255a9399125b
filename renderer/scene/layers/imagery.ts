import type { FlatHandle, GroundPictures, MapSurface } from '../map/surface.ts';
import type { LayerContext, SceneLayer } from './layer.ts';
import { type PhotoEvents, photoTiles } from './photoTiles.ts';

/** Pictures taken from above, as the pack has them, between the painted ground and its relief. */
export class ImageryLayer implements SceneLayer {
  readonly id = 'imagery';
  #pictures: readonly GroundPictures[] = [];
  #handles: FlatHandle[] = [];

  create({ pack, reportProblem }: LayerContext): void {
    let unreadable = 0;
    const events: PhotoEvents = {
      unreadable: (id) => {
        unreadable++;
        reportProblem({
          zh: `${id}：${unreadable} 块影像无法读取，按上一级显示`,
          en: `${id}: ${unreadable} pictures cannot be read and are shown coarser`,
        });
      },
    };
    this.#pictures = pack.imagery.map((imagery) => photoTiles(pack, imagery, events));
  }

  attach(map: MapSurface): void {
    this.#handles = this.#pictures.map((pictures) => map.addPictures(pictures));
  }

  detach(): void {
    this.#handles = [];
  }

  beforeMap(_metresPerPixel: number, isVisible: boolean): void {
    for (const handle of this.#handles) handle.setVisible(isVisible);
  }

  dispose(): void {
    for (const handle of this.#handles) handle.dispose();
  }
}
