import { polygonsOf } from '#shared/geo/polygon.ts';
import type { AreaFeature } from '#shared/wire/packFeatures.ts';
import { PRISM_COLOURS } from '../../ui/prismColours.ts';
import type { ScenePrism, SceneState } from '../contract.ts';
import { highestUp, SolidBuilder } from '../map/solidMesh.ts';
import type { FlatHandle, MapSurface } from '../map/surface.ts';
import { Label, type Painter } from '../overlay/painter.ts';
import type { TextStyle } from '../overlay/text.ts';
import type { LoadedPack } from '../pack/load.ts';
import { rgb } from '../theme.ts';
import type { LayerContext, SceneLayer } from './layer.ts';

const OPACITY = 0.72;
/** Metres per pixel beyond which only the tallest numbers would be legible, and none is written. */
const FIGURES_BELOW = 9;

interface Figure {
  readonly x: number;
  readonly y: number;
  /** The lid. */
  readonly z: number;
  readonly label: Label;
  readonly priority: number;
}

/** Values standing on the grids as prisms: height, class of colour and number say the same. One body for all of them. */
export class PrismsLayer implements SceneLayer {
  readonly id = 'prisms';
  #pack: LoadedPack | null = null;
  #grids = new Map<string, AreaFeature>();
  #map: MapSurface | null = null;
  #body: FlatHandle | null = null;
  #prisms: ReadonlyMap<string, ScenePrism> | null = null;
  #isBodyDue = false;
  #figures: readonly Figure[] = [];
  #requestPaint: () => void = () => undefined;

  create({ pack, requestPaint }: LayerContext): void {
    this.#pack = pack;
    this.#requestPaint = requestPaint;
    this.#grids = new Map(pack.features.grids.map((grid) => [grid.properties.code, grid]));
  }

  update({ prisms = null }: SceneState): void {
    if (prisms === this.#prisms) return;
    this.#prisms = prisms;
    this.#isBodyDue = true;
    this.#figures = this.#writeFigures();
    this.#requestPaint();
  }

  attach(map: MapSurface): void {
    this.#map = map;
    this.#body = null;
    this.#isBodyDue = this.#prisms !== null;
  }

  detach(): void {
    this.#map = null;
    this.#body = null;
  }

  beforeMap(_metresPerPixel: number, isVisible: boolean): void {
    if (this.#isBodyDue && this.#map) this.#raise(this.#map);
    this.#body?.setVisible(isVisible);
  }

  frame(painter: Painter): void {
    const { lens, point } = painter;
    if (lens.metresPerPixel > FIGURES_BELOW) return;
    for (const { x, y, z, label, priority } of this.#figures) {
      if (!painter.isInSight(x, y) || !painter.place(x, y, z, 0)) continue;
      painter.offer(label, point.x, point.y, 'above', 2, priority);
    }
  }

  dispose(): void {
    this.#body?.dispose();
  }

  /** Values change at most once a second (GridValueBoard), and so does the body. */
  #raise(map: MapSurface): void {
    this.#isBodyDue = false;
    this.#body?.dispose();
    this.#body = null;
    const builder = this.#pack && new SolidBuilder(this.#pack.frame);
    for (const [code, prism] of this.#prisms ?? []) {
      const grid = this.#grids.get(code);
      if (!grid || !builder || prism.heightM <= 0) continue;
      const colour = rgb(PRISM_COLOURS[prism.class] ?? PRISM_COLOURS[0], OPACITY);
      for (const rings of polygonsOf(grid.geometry)) builder.add(rings, prism.heightM, colour);
    }
    if (builder && !builder.isEmpty) this.#body = map.addSolid(builder.build());
  }

  #writeFigures(): Figure[] {
    const at = new Float64Array(3);
    return [...(this.#prisms ?? [])].flatMap(([code, prism]) => {
      const grid = this.#grids.get(code);
      if (!grid || !this.#pack) return [];
      const { frame } = this.#pack;
      frame.place(grid.properties.center[0], grid.properties.center[1], at);
      const ground = frame.field
        ? Math.max(...polygonsOf(grid.geometry).map((rings) => highestUp(rings, frame)))
        : at[2]!;
      const label = new Label(prism.text, FIGURE_STYLES[prism.class] ?? FIGURE_STYLES[0]!, { kind: 'grid', id: code });
      return [
        { x: at[0]!, y: at[1]!, z: ground + prism.heightM, label, priority: 300 + Math.min(99, prism.heightM / 4) },
      ];
    });
  }
}

const FIGURE_STYLES: readonly TextStyle[] = PRISM_COLOURS.map((colour, index) => ({
  id: `prism${index}`,
  sizePx: 13,
  weight: 600,
  colour: '#ffffff',
  plate: { fill: '#0b1119e6', edge: colour },
}));
