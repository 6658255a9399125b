import type { RoadFeature } from '#shared/wire/packFeatures.ts';
import { type LineStyle, MeshBuilder, type MeshData } from '../map/mesh.ts';
import type { FlatHandle, MapSurface } from '../map/surface.ts';
import { Label, type Painter } from '../overlay/painter.ts';
import { inkColour, placedLine, traceLine } from '../overlay/sketch.ts';
import type { LoadedPack } from '../pack/load.ts';
import { ROAD_COLOURS } from '../theme.ts';
import type { LayerContext, SceneLayer } from './layer.ts';
import { LABEL_STYLES } from './styles.ts';

type Rank = 'major' | 'middle' | 'minor' | 'path';
const RANKS: readonly Rank[] = ['path', 'minor', 'middle', 'major'];

/** Drawn width in metres and least width in pixels, by OSM class. */
const LOOK: Readonly<Record<string, { rank: Rank; widthM: number; leastPx: number }>> = {
  motorway: { rank: 'major', widthM: 26, leastPx: 2.6 },
  trunk: { rank: 'major', widthM: 24, leastPx: 2.6 },
  primary: { rank: 'major', widthM: 20, leastPx: 2.2 },
  secondary: { rank: 'middle', widthM: 15, leastPx: 1.6 },
  tertiary: { rank: 'middle', widthM: 11, leastPx: 1.2 },
  unclassified: { rank: 'minor', widthM: 8, leastPx: 0.9 },
  residential: { rank: 'minor', widthM: 8, leastPx: 0.9 },
  living_street: { rank: 'minor', widthM: 6, leastPx: 0.7 },
  pedestrian: { rank: 'minor', widthM: 6, leastPx: 0.7 },
  service: { rank: 'path', widthM: 4, leastPx: 0.5 },
};
const FOOTPATH = { rank: 'path', widthM: 2, leastPx: 0.35 } as const;
const lookOf = (highway: string) => LOOK[highway.replace(/_link$/, '')] ?? FOOTPATH;

/** Names are offered this often along a road, and only while a pixel covers at most so many metres. */
const NAME_EVERY_M = 320;
const NAME_BELOW: Readonly<Record<Rank, number>> = { major: 4.2, middle: 2.4, minor: 1.05, path: 0 };
const NAME_PRIORITY: Readonly<Record<Rank, number>> = { major: 96, middle: 84, minor: 44, path: 0 };
/** The same name again only this far away on the screen. */
const SAME_NAME_PX = 300;

const SKETCH_PX: Readonly<Record<Rank, number>> = { major: 4, middle: 2.5, minor: 1.2, path: 0.6 };

interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Unit vector along the road. */
  readonly alongX: number;
  readonly alongY: number;
  readonly rank: Rank;
  readonly label: Label;
  readonly name: NameSpacing;
}

interface NameSpacing {
  lastX: number;
  lastY: number;
  frameAt: number;
}

export class RoadsLayer implements SceneLayer {
  readonly id = 'roads';
  #mesh: MeshData | null = null;
  #paths: MeshData | null = null;
  #flats: FlatHandle[] = [];
  #anchors: Anchor[] = [];
  /** For the sketch, by rank. */
  #lines = new Map<Rank, Float64Array[]>();

  create({ pack }: LayerContext): void {
    const roads = pack.features.roads;
    const paths = new MeshBuilder(pack.frame);
    const mesh = new MeshBuilder(pack.frame);
    for (const road of roads) {
      const look = lookOf(road.properties.highway);
      if (look.rank === 'path') paths.addLine(road.geometry.coordinates, styled(look));
      else mesh.addLine(road.geometry.coordinates, casing(look));
    }
    for (const rank of RANKS) {
      for (const road of roads) {
        const look = lookOf(road.properties.highway);
        if (look.rank === rank && rank !== 'path') mesh.addLine(road.geometry.coordinates, styled(look));
      }
    }
    this.#mesh = mesh.isEmpty ? null : mesh.build();
    this.#paths = paths.isEmpty ? null : paths.build();
    this.#anchors = anchorsOf(pack);
    for (const rank of RANKS) {
      const ofRank = roads.filter((road) => lookOf(road.properties.highway).rank === rank);
      this.#lines.set(
        rank,
        ofRank.map((road) => placedLine(road.geometry.coordinates, pack.frame)),
      );
    }
  }

  attach(map: MapSurface): void {
    this.#flats = [this.#paths, this.#mesh].flatMap((mesh) => (mesh ? [map.addFlat(mesh)] : []));
  }

  detach(): void {
    this.#flats = [];
  }

  beforeMap(metresPerPixel: number, isVisible: boolean): void {
    const hasPaths = this.#paths !== null;
    this.#flats.forEach((flat, index) => {
      flat.setVisible(isVisible && (metresPerPixel < 3 || !hasPaths || index > 0));
    });
  }

  frame(painter: Painter): void {
    const { lens, point } = painter;
    if (!painter.hasMap) this.#sketch(painter);
    if (lens.metresPerPixel > NAME_BELOW.major) return;
    for (const anchor of this.#anchors) {
      if (lens.metresPerPixel > NAME_BELOW[anchor.rank] || !painter.isInSight(anchor.x, anchor.y)) continue;
      if (!painter.place(anchor.x, anchor.y, anchor.z, 0)) continue;
      // Far away in a tilted view a street is a few pixels deep: no room for its name.
      if (point.depth / lens.focal > NAME_BELOW[anchor.rank] * 1.35) continue;
      const { x, y } = point;
      const { name, label } = anchor;
      const isNearTwin = name.frameAt === painter.now && Math.hypot(x - name.lastX, y - name.lastY) < SAME_NAME_PX;
      if (isNearTwin) continue;
      if (!lens.project(anchor.x + anchor.alongX * 10, anchor.y + anchor.alongY * 10, anchor.z, point)) continue;
      const turn = Math.atan2(point.y - y, point.x - x);
      label.turn = turn > Math.PI / 2 ? turn - Math.PI : turn < -Math.PI / 2 ? turn + Math.PI : turn;
      name.lastX = x;
      name.lastY = y;
      name.frameAt = painter.now;
      painter.offer(label, x, y, 'centre', 0, NAME_PRIORITY[anchor.rank]);
    }
  }

  dispose(): void {
    for (const flat of this.#flats) flat.dispose();
  }

  #sketch(painter: Painter): void {
    const { ink, lens } = painter;
    for (const rank of RANKS) {
      if (rank === 'path' || (rank === 'minor' && lens.metresPerPixel > 4)) continue;
      ink.beginPath();
      for (const line of this.#lines.get(rank) ?? []) traceLine(painter, line);
      ink.strokeStyle = inkColour(ROAD_COLOURS[rank]);
      ink.lineWidth = SKETCH_PX[rank];
      ink.stroke();
    }
  }
}

type Look = { readonly rank: Rank; readonly widthM: number; readonly leastPx: number };

const styled = (look: Look): LineStyle => ({
  colour: ROAD_COLOURS[look.rank],
  widthM: look.widthM,
  leastPx: look.leastPx,
});
const casing = (look: Look): LineStyle => ({
  colour: ROAD_COLOURS.casing,
  widthM: look.widthM + 4,
  leastPx: look.leastPx + 1,
});

function anchorsOf(pack: LoadedPack): Anchor[] {
  const names = new Map<string, NameSpacing>();
  const anchors: Anchor[] = [];
  for (const road of pack.features.roads) {
    const text = road.properties.name;
    const { rank } = lookOf(road.properties.highway);
    if (!text || rank === 'path') continue;
    const name = names.get(text) ?? { lastX: 0, lastY: 0, frameAt: -1 };
    names.set(text, name);
    addAnchors(pack, road, text, rank, name, anchors);
  }
  return anchors.sort((a, b) => RANKS.indexOf(b.rank) - RANKS.indexOf(a.rank));
}

function addAnchors(
  pack: LoadedPack,
  road: RoadFeature,
  text: string,
  rank: Rank,
  name: NameSpacing,
  anchors: Anchor[],
): void {
  const from = new Float64Array(3);
  const to = new Float64Array(3);
  const line = road.geometry.coordinates;
  let sinceName = NAME_EVERY_M * 0.55;
  let longest: Anchor | null = null;
  let longestM = 0;
  let hasAnchor = false;
  for (let index = 1; index < line.length; index++) {
    pack.frame.place(line[index - 1]![0], line[index - 1]![1], from);
    pack.frame.place(line[index]![0], line[index]![1], to);
    const [dx, dy] = [to[0]! - from[0]!, to[1]! - from[1]!];
    const stepM = Math.hypot(dx, dy);
    if (stepM < 1) continue;
    const anchor: Anchor = {
      x: (from[0]! + to[0]!) / 2,
      y: (from[1]! + to[1]!) / 2,
      z: (from[2]! + to[2]!) / 2,
      alongX: dx / stepM,
      alongY: dy / stepM,
      rank,
      name,
      label: new Label(text, rank === 'major' ? LABEL_STYLES.roadMajor : LABEL_STYLES.road),
    };
    sinceName += stepM;
    if (stepM > longestM) {
      longestM = stepM;
      longest = anchor;
    }
    if (sinceName < NAME_EVERY_M) continue;
    anchors.push(anchor);
    hasAnchor = true;
    sinceName = 0;
  }
  if (!hasAnchor && longest && longestM > 45) anchors.push(longest);
}
