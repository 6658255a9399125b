/** Buildings from straight above: what the pack says of them as areas, since their bodies need the graphics card. */

import { boundsOf, isInsidePolygon, type PolygonRings, polygonsOf } from '#shared/geo/polygon.ts';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { BuildingFeature } from '#shared/wire/packFeatures.ts';
import { type LoadedPack, loadBuildings } from '../../pack/load.ts';
import type { PickedBuilding } from '../surface.ts';

const NO_OUTLINES: Bilingual = {
  zh: '平面图上没有建筑：地图包没有建筑轮廓',
  en: 'The flat map has no buildings: the pack holds no outlines of them',
};
const FILL = '#1f2a36';
const EDGE = '#3b4a5a';
const SELECTED_FILL = '#dbe3ea66';
/** Outlines are drawn when a pixel is no more than this, metres. */
const EDGES_BELOW = 2.5;

interface Footprint {
  readonly feature: BuildingFeature;
  /** Metres of the frame. */
  readonly rings: PolygonRings;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export class Footprints {
  isVisible = true;
  selected: string | null = null;
  problem: Bilingual | null = null;
  isLoaded = false;
  #prints: readonly Footprint[] = [];
  #all: Path2D | null = null;

  constructor(pack: LoadedPack, changed: () => void) {
    void loadBuildings(pack).then((buildings) => {
      this.isLoaded = true;
      if (!buildings.ok) this.problem = buildings.failure;
      else if (buildings.value.length === 0) this.problem = NO_OUTLINES;
      else this.#prints = buildings.value.flatMap((feature) => printsOf(feature, pack));
      this.#all = pathOf(this.#prints);
      changed();
    });
  }

  draw(ink: OffscreenCanvasRenderingContext2D, metresPerPixel: number): void {
    if (this.#all === null) return;
    ink.fillStyle = FILL;
    ink.fill(this.#all, 'evenodd');
    if (metresPerPixel <= EDGES_BELOW) {
      ink.strokeStyle = EDGE;
      ink.lineWidth = metresPerPixel;
      ink.stroke(this.#all);
    }
    if (this.selected === null) return;
    const chosen = pathOf(this.#prints.filter(({ feature }) => feature.properties.id === this.selected));
    ink.fillStyle = SELECTED_FILL;
    ink.fill(chosen, 'evenodd');
    ink.strokeStyle = '#ffffff';
    ink.lineWidth = 2 * metresPerPixel;
    ink.stroke(chosen);
  }

  /** The building over a place, metres of the frame. */
  at(x: number, y: number): PickedBuilding | null {
    const found = this.#prints.find(
      ({ west, south, east, north, rings }) =>
        x >= west && x <= east && y >= south && y <= north && isInsidePolygon([x, y], rings),
    );
    if (!found || !this.isVisible) return null;
    const { id, name, kind, height } = found.feature.properties;
    return { id, name, kind, heightM: height, x, y };
  }
}

function printsOf(feature: BuildingFeature, { frame }: LoadedPack): Footprint[] {
  const at = new Float64Array(3);
  return polygonsOf(feature.geometry).map((polygon) => {
    const rings = polygon.map((ring) =>
      ring.map(([lon, lat]): readonly [number, number] => {
        frame.place(lon, lat, at);
        return [at[0]!, at[1]!];
      }),
    );
    const [west, south, east, north] = boundsOf(rings[0] ?? []);
    return { feature, rings, west, south, east, north };
  });
}

function pathOf(prints: readonly Footprint[]): Path2D {
  const path = new Path2D();
  for (const { rings } of prints) {
    for (const ring of rings) {
      ring.forEach(([x, y], index) => {
        if (index === 0) path.moveTo(x, y);
        else path.lineTo(x, y);
      });
      path.closePath();
    }
  }
  return path;
}
