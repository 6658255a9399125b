/**
 * Reached roads by band: edges of the road graph, not circles. The mesh of a whole city is made a few milliseconds a frame, and
 * the old one stays until the new one is ready.
 */
import { COVERAGE_POINT_UNITS, type CoverageDrawing } from '#shared/wire/coverage.ts';
import { coverageLook } from '../../ui/coverageColours.ts';
import type { SceneState } from '../contract.ts';
import { MeshBuilder } from '../map/mesh.ts';
import type { FlatHandle, MapSurface } from '../map/surface.ts';
import { rgb } from '../theme.ts';
import type { LayerContext, SceneLayer } from './layer.ts';

const SLICE_MS = 3;
const EDGES_BETWEEN_LOOKS = 64;
/** Drawn width on the ground; near by the road keeps its own look beside it. */
const WIDTH_M = 5;

interface Making {
  readonly drawing: CoverageDrawing;
  readonly mesh: MeshBuilder;
  edge: number;
}

export class CoverageLayer implements SceneLayer {
  readonly id = 'coverage';
  #context: LayerContext | null = null;
  #drawing: CoverageDrawing | null = null;
  #making: Making | null = null;
  #map: MapSurface | null = null;
  #flat: FlatHandle | null = null;

  create(context: LayerContext): void {
    this.#context = context;
  }

  update({ coverage = null }: SceneState): void {
    if (coverage === this.#drawing) return;
    this.#drawing = coverage;
    this.#begin();
    if (!coverage) this.#clear();
    this.#context?.requestPaint();
  }

  attach(map: MapSurface): void {
    this.#map = map;
    this.#flat = null;
    this.#begin();
  }

  detach(): void {
    this.#map = null;
    this.#flat = null;
    this.#making = null;
  }

  beforeMap(_metresPerPixel: number, isVisible: boolean): void {
    this.#flat?.setVisible(isVisible);
  }

  frame(): void {
    const making = this.#making;
    if (!making || !this.#map) return;
    const until = performance.now() + SLICE_MS;
    const { drawing, mesh } = making;
    while (making.edge < drawing.edgeBand.length) {
      for (let step = 0; step < EDGES_BETWEEN_LOOKS && making.edge < drawing.edgeBand.length; step++) {
        addEdge(drawing, making.edge++, mesh);
      }
      if (performance.now() >= until) break;
    }
    if (making.edge >= drawing.edgeBand.length) {
      this.#making = null;
      this.#clear();
      if (!mesh.isEmpty) this.#flat = this.#map.addFlat(mesh.build());
    }
    this.#context?.requestPaint();
  }

  dispose(): void {
    this.#making = null;
    this.#clear();
  }

  #begin(): void {
    const frame = this.#context?.pack.frame;
    const drawing = this.#drawing;
    this.#making = drawing && frame && this.#map ? { drawing, mesh: new MeshBuilder(frame), edge: 0 } : null;
  }

  #clear(): void {
    this.#flat?.dispose();
    this.#flat = null;
  }
}

function addEdge({ edgeBand, shapeStart, points }: CoverageDrawing, edge: number, mesh: MeshBuilder): void {
  const band = edgeBand[edge]!;
  if (band === 255) return;
  const line: [number, number][] = [];
  for (let point = shapeStart[edge]!; point < shapeStart[edge + 1]!; point++) {
    line.push([points[point * 2]! / COVERAGE_POINT_UNITS, points[point * 2 + 1]! / COVERAGE_POINT_UNITS]);
  }
  const { colour, widthPx } = coverageLook(band);
  mesh.addLine(line, { colour: rgb(colour, 0.85), widthM: WIDTH_M, leastPx: widthPx });
}
