import { type AreaLevel, parentAreaCode } from '#shared/geo/areaCode.ts';
import { AreaIndex, type IndexedArea } from '#shared/geo/areaIndex.ts';
import { boundsOf, polygonsOf } from '#shared/geo/polygon.ts';
import type { AreaFeature } from '#shared/wire/packFeatures.ts';
import type { Selection } from '../contract.ts';
import { type LineStyle, MeshBuilder, type MeshData } from '../map/mesh.ts';
import type { FlatHandle, MapSurface } from '../map/surface.ts';
import { Label, type Painter } from '../overlay/painter.ts';
import { inkColour, placedLine, traceLine } from '../overlay/sketch.ts';
import type { SceneFrame } from '../pack/frame.ts';
import { GroundIndex } from '../pack/groundIndex.ts';
import { AREA_COLOURS, SELECTED } from '../theme.ts';
import type { LayerContext, SceneLayer } from './layer.ts';
import { LABEL_STYLES } from './styles.ts';

interface LevelLook {
  readonly level: AreaLevel;
  readonly line: LineStyle;
  /** Metres per pixel between which the outline and the name are worth drawing. */
  readonly outline: readonly [from: number, to: number];
  readonly names: readonly [from: number, to: number];
  readonly priority: number;
}

/** Grids first, so that the borders of greater areas are drawn over theirs. */
const LOOKS: readonly LevelLook[] = [
  {
    level: 'grid',
    line: { colour: AREA_COLOURS.grid, widthM: 0.5, leastPx: 1, isDashed: true },
    outline: [0, 3.6],
    names: [0, 1.9],
    priority: 62,
  },
  {
    level: 'village',
    line: { colour: AREA_COLOURS.village, widthM: 1, leastPx: 1.4, isDashed: true },
    outline: [0, 9],
    names: [0.9, 5.2],
    priority: 150,
  },
  {
    level: 'town',
    line: { colour: AREA_COLOURS.town, widthM: 1.5, leastPx: 1.5 },
    outline: [0, 60],
    names: [3.2, 30],
    priority: 200,
  },
  {
    level: 'district',
    line: { colour: AREA_COLOURS.district, widthM: 3, leastPx: 2 },
    outline: [0, 400],
    names: [9, 300],
    priority: 220,
  },
];

/** Metres per pixel: nearer than this a grid is written with its code. */
const CODES_BELOW = 0.9;
const CODE_NEEDS_PX = 190;

interface Area {
  readonly code: string;
  readonly level: AreaLevel;
  readonly parentCode: string | null;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly sizeM: number;
  readonly label: Label;
  readonly selectedLabel: Label;
  readonly codeLabel: Label;
  /** Outer rings, x y z interleaved, for the highlight. */
  readonly rings: readonly Float64Array[];
}

/** District, towns, communities and grids: outlines on the map, names by distance. */
export class AreasLayer implements SceneLayer {
  readonly id = 'areas';
  #areas = new Map<AreaLevel, Area[]>();
  readonly #indices = new Map<AreaLevel, GroundIndex>();
  #byCode = new Map<string, Area>();
  readonly #borders = new Map<AreaLevel, AreaIndex<IndexedArea>>();
  #features: Partial<Record<AreaLevel, readonly AreaFeature[]>> = {};
  #meshes = new Map<AreaLevel, MeshData>();
  #flats = new Map<AreaLevel, FlatHandle>();

  create({ pack }: LayerContext): void {
    const { districts, towns, villages, grids } = pack.features;
    const byLevel = { district: districts, town: towns, village: villages, grid: grids } as const;
    this.#features = byLevel;
    for (const look of LOOKS) {
      const features = byLevel[look.level];
      const mesh = new MeshBuilder(pack.frame);
      for (const feature of features) {
        for (const rings of polygonsOf(feature.geometry)) for (const ring of rings) mesh.addLine(ring, look.line);
      }
      if (!mesh.isEmpty) this.#meshes.set(look.level, mesh.build());
      const areas = features.map((feature) => toArea(feature, pack.frame));
      this.#areas.set(look.level, areas);
      this.#indices.set(
        look.level,
        new GroundIndex(
          areas.map(({ x }) => x),
          areas.map(({ y }) => y),
        ),
      );
      for (const area of areas) this.#byCode.set(area.code, area);
    }
  }

  attach(map: MapSurface): void {
    for (const { level } of LOOKS) {
      const mesh = this.#meshes.get(level);
      if (mesh) this.#flats.set(level, map.addFlat(mesh));
    }
  }

  detach(): void {
    this.#flats.clear();
  }

  beforeMap(metresPerPixel: number, isVisible: boolean): void {
    for (const { level, outline } of LOOKS) {
      this.#flats.get(level)?.setVisible(isVisible && isWithin(metresPerPixel, outline));
    }
  }

  frame(painter: Painter): void {
    const { lens, point } = painter;
    if (!painter.hasMap) this.#sketch(painter);
    if (painter.selection?.kind === 'grid') this.#paintSelected(painter, painter.selection.id);
    for (const look of LOOKS) {
      if (!isWithin(lens.metresPerPixel, look.names)) continue;
      const areas = this.#areas.get(look.level) ?? [];
      this.#indices.get(look.level)?.within(painter.bounds, (index) => {
        const area = areas[index]!;
        if (!painter.place(area.x, area.y, area.z, 0)) return;
        const sizePx = (area.sizeM * lens.focal) / point.depth;
        // A name wider than its area says nothing about where the area is.
        if (sizePx < 60 || painter.isSelected('grid', area.code)) return;
        painter.offer(area.label, point.x, point.y, 'centre', 0, look.priority + Math.min(20, sizePx / 40));
        if (look.level === 'grid' && lens.metresPerPixel < CODES_BELOW && sizePx > CODE_NEEDS_PX)
          painter.offer(area.codeLabel, point.x, point.y, 'below', 9, look.priority - 10);
      });
    }
  }

  locate(target: Selection) {
    const area = target.kind === 'grid' ? this.#byCode.get(target.id) : undefined;
    return area ? { x: area.x, y: area.y, distanceM: Math.max(500, area.sizeM * 2.4) } : null;
  }

  /** The area a click on the ground means: the finest whose borders are worth drawing at this distance. */
  areaAt(lon: number, lat: number, metresPerPixel: number): Selection | null {
    for (const { level, outline } of LOOKS) {
      if (!isWithin(metresPerPixel, outline)) continue;
      const area = this.#bordersOf(level).at(lon, lat);
      if (area) return { kind: 'grid', id: area.code };
    }
    return null;
  }

  /** Made with the first click. */
  #bordersOf(level: AreaLevel): AreaIndex<IndexedArea> {
    let index = this.#borders.get(level);
    if (!index) {
      const features = this.#features[level] ?? [];
      index = new AreaIndex(features.map(({ properties: { code }, geometry }) => ({ code, geometry })));
      this.#borders.set(level, index);
    }
    return index;
  }

  dispose(): void {
    for (const flat of this.#flats.values()) flat.dispose();
  }

  #sketch(painter: Painter): void {
    const { ink, lens } = painter;
    for (const { level, line, outline } of LOOKS) {
      if (!isWithin(lens.metresPerPixel, outline)) continue;
      ink.beginPath();
      const areas = this.#areas.get(level) ?? [];
      this.#indices.get(level)?.within(painter.bounds, (index) => {
        for (const ring of areas[index]!.rings) traceLine(painter, ring);
      });
      ink.strokeStyle = inkColour(line.colour);
      ink.lineWidth = line.leastPx;
      ink.stroke();
    }
  }

  /** Whose area it lies in: the nearer the owner, the clearer its border. */
  #paintOwners(painter: Painter, { parentCode }: Area): void {
    const owner = parentCode === null ? undefined : this.#byCode.get(parentCode);
    if (!owner) return;
    if (owner.level !== 'district') this.#paintOwners(painter, owner);
    const { ink } = painter;
    const [width, colour] = OWNER_STROKES[owner.level];
    ink.beginPath();
    for (const ring of owner.rings) traceLine(painter, ring);
    ink.strokeStyle = colour;
    ink.lineWidth = width;
    ink.stroke();
  }

  #paintSelected(painter: Painter, code: string): void {
    const area = this.#byCode.get(code);
    if (!area) return;
    const { ink, point } = painter;
    this.#paintOwners(painter, area);
    ink.beginPath();
    for (const ring of area.rings) traceLine(painter, ring);
    ink.fillStyle = '#ffffff12';
    ink.fill('evenodd');
    ink.strokeStyle = SELECTED;
    ink.lineWidth = 2;
    ink.stroke();
    if (painter.place(area.x, area.y, area.z))
      painter.offer(area.selectedLabel, point.x, point.y, 'centre', 0, 900, true);
  }
}

const OWNER_STROKES: Readonly<Record<AreaLevel, readonly [width: number, colour: string]>> = {
  district: [1, '#ffffff40'],
  town: [1.5, '#ffffff66'],
  village: [2, '#ffffff8c'],
  grid: [0, '#0000'],
};

const isWithin = (value: number, [from, to]: readonly [number, number]) => value >= from && value <= to;

function toArea(feature: AreaFeature, frame: SceneFrame): Area {
  const { code, level, name, shortName, center } = feature.properties;
  const at = new Float64Array(3);
  frame.place(center[0], center[1], at);
  const rings = polygonsOf(feature.geometry).flatMap((polygon) => {
    const outer = polygon[0] ?? [];
    return [placedLine(outer, frame)];
  });
  const [west, south, east, north] = boundsOf(polygonsOf(feature.geometry).flatMap((polygon) => polygon[0] ?? []));
  const sizeM = Math.hypot((east - west) * 101_000, (north - south) * 111_000) / Math.SQRT2;
  const target = { kind: 'grid', id: code } as const;
  return {
    code,
    level,
    parentCode: feature.properties.parentCode ?? parentAreaCode(code),
    x: at[0]!,
    y: at[1]!,
    z: at[2]!,
    sizeM,
    rings,
    label: new Label(shortName ?? name, LABEL_STYLES[level], target),
    selectedLabel: new Label(name, LABEL_STYLES.areaSelected, target),
    codeLabel: new Label(code, LABEL_STYLES.gridCode, target),
  };
}
