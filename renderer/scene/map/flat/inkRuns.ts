/**
 * Meshes made for the graphics card, read back as what a pen can draw from straight above: areas as triangles, lines by their middle
 * line and width. What lies together and looks alike is one run; runs keep the painter's order of the mesh.
 */
import { inkColour } from '../../overlay/sketch.ts';
import type { MeshData } from '../mesh.ts';
import type { SolidMesh } from '../solidMesh.ts';

export type InkRun =
  | {
      readonly kind: 'area';
      readonly colour: string;
      /** Three corners each, x y interleaved, metres of the frame. */
      readonly corners: Float64Array;
    }
  | {
      readonly kind: 'line';
      readonly colour: string;
      readonly widthM: number;
      readonly leastPx: number;
      readonly isDashed: boolean;
      /** Two ends each, x y interleaved, metres of the frame; one that begins where the one before ends goes on from it. */
      readonly ends: Float64Array;
    };

/** Smaller triangles, m², are walls seen from above. */
const LEAST_AREA_M2 = 1e-4;

export function runsOfMesh({ positions, sideways, widths, colours, indices }: MeshData): InkRun[] {
  const runs = new Runs();
  for (let at = 0; at < indices.length; at += 3) {
    const first = indices[at]!;
    const isLine = sideways[first * 3] !== 0 || sideways[first * 3 + 1] !== 0;
    if (!isLine) {
      runs.addArea(colourAt(colours, first), positions, indices, at);
      continue;
    }
    // The builder writes a stretch of line as two triangles: left and right of its start, then of its end.
    const end = indices[at + 2]!;
    const look = {
      colour: colourAt(colours, first),
      widthM: Math.abs(widths[first * 2]!) * 2,
      leastPx: widths[first * 2 + 1]! * 2,
      isDashed: sideways[first * 3 + 2]! >= 0,
    };
    runs.addLine(look, positions[first * 3]!, positions[first * 3 + 1]!, positions[end * 3]!, positions[end * 3 + 1]!);
    at += 3;
  }
  return runs.take();
}

/** Bodies as their lids. */
export function runsOfSolid({ positions, colours, indices }: SolidMesh): InkRun[] {
  const runs = new Runs();
  for (let at = 0; at < indices.length; at += 3) {
    if (areaM2(positions, indices, at) < LEAST_AREA_M2) continue;
    runs.addArea(colourAt(colours, indices[at]!), positions, indices, at);
  }
  return runs.take();
}

type LineLook = Omit<Extract<InkRun, { kind: 'line' }>, 'kind' | 'ends'>;

class Runs {
  readonly #done: InkRun[] = [];
  #key = '';
  #numbers: number[] = [];
  #finish: (numbers: Float64Array) => InkRun = (corners) => ({ kind: 'area', colour: '', corners });

  addArea(colour: string, positions: Float32Array, indices: Uint32Array, at: number): void {
    if (this.#key !== colour) this.#begin(colour, (corners) => ({ kind: 'area', colour, corners }));
    for (let corner = 0; corner < 3; corner++) {
      const vertex = indices[at + corner]! * 3;
      this.#numbers.push(positions[vertex]!, positions[vertex + 1]!);
    }
  }

  addLine(look: LineLook, ...ends: [number, number, number, number]): void {
    const key = `${look.colour} ${look.widthM} ${look.leastPx} ${look.isDashed}`;
    if (this.#key !== key) this.#begin(key, (numbers) => ({ kind: 'line', ...look, ends: numbers }));
    this.#numbers.push(...ends);
  }

  take(): InkRun[] {
    this.#close();
    return this.#done;
  }

  #begin(key: string, finish: (numbers: Float64Array) => InkRun): void {
    this.#close();
    this.#key = key;
    this.#finish = finish;
  }

  #close(): void {
    if (this.#numbers.length > 0) this.#done.push(this.#finish(Float64Array.from(this.#numbers)));
    this.#numbers = [];
  }
}

function colourAt(colours: Uint8Array, vertex: number): string {
  const channel = (index: number) => colours[vertex * 4 + index]! / 255;
  return inkColour([channel(0), channel(1), channel(2), Math.round(channel(3) * 100) / 100]);
}

function areaM2(positions: Float32Array, indices: Uint32Array, at: number): number {
  const [a, b, c] = [indices[at]! * 3, indices[at + 1]! * 3, indices[at + 2]! * 3];
  const along = (from: number, to: number, axis: number) => positions[to + axis]! - positions[from + axis]!;
  return Math.abs(along(a, b, 0) * along(a, c, 1) - along(a, c, 0) * along(a, b, 1)) / 2;
}
