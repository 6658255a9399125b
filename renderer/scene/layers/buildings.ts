import type { Selection } from '../contract.ts';
import type { MapSurface, PickedBuilding, TilesHandle } from '../map/surface.ts';
import { Label, type Painter } from '../overlay/painter.ts';
import type { LayerContext, SceneLayer } from './layer.ts';
import { LABEL_STYLES } from './styles.ts';

/** Buildings as 3D Tiles. They are drawn by the map; this layer owns which ones, and the name of the one clicked. */
export class BuildingsLayer implements SceneLayer {
  readonly id = 'buildings';
  #context: LayerContext | null = null;
  #tiles: TilesHandle[] = [];
  #picked: PickedBuilding | null = null;
  #label: Label | null = null;

  create(context: LayerContext): void {
    this.#context = context;
  }

  /** True once every tile in view is drawn, or when there is nothing to wait for. */
  get isLoaded(): boolean {
    return this.#tiles.every((tiles) => tiles.isLoaded || tiles.problem !== null);
  }

  attach(map: MapSurface): void {
    const context = this.#context;
    if (!context) return;
    this.#tiles = context.pack.tiles.map((layer) =>
      map.addTiles(layer, `${context.pack.url}tiles3d/${layer.id}/${layer.entry}`, () => {
        context.reportProblem(this.#tiles.find((tiles) => tiles.problem !== null)?.problem ?? null);
        context.requestPaint();
      }),
    );
  }

  detach(): void {
    this.#tiles = [];
  }

  beforeMap(_metresPerPixel: number, isVisible: boolean): void {
    for (const tiles of this.#tiles) tiles.setVisible(isVisible);
  }

  /** Remembers what a click found, so that its name can be shown while it is selected. */
  remember(picked: PickedBuilding): void {
    this.#picked = picked;
    const height = picked.heightM === null ? '' : ` · ${Math.round(picked.heightM)} m`;
    this.#label = new Label(`${picked.name || picked.id}${height}`, LABEL_STYLES.selected, {
      kind: 'building',
      id: picked.id,
    });
  }

  frame(painter: Painter): void {
    const picked = this.#picked;
    const isSelected = picked !== null && painter.isSelected('building', picked.id);
    for (const tiles of this.#tiles) tiles.setSelected(isSelected ? picked.id : null);
    if (!picked || !isSelected || !this.#label) return;
    const groundUp = this.#context?.pack.frame.field?.at(picked.x, picked.y) ?? 0;
    const top = groundUp + (picked.heightM ?? 12);
    if (!painter.place(picked.x, picked.y, top)) return;
    painter.offer(this.#label, painter.point.x, painter.point.y, 'above', 8, 900, true);
  }

  locate(target: Selection) {
    const picked = this.#picked;
    if (target.kind !== 'building' || picked?.id !== target.id) return null;
    return { x: picked.x, y: picked.y, distanceM: 500 };
  }

  dispose(): void {
    for (const tiles of this.#tiles) tiles.dispose();
  }
}
