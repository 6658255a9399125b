// Triangles of buildings with flat faces: one normal, one colour and one feature id a vertex, in the glTF frame
// (x east, y up, z south). Walls darken towards the ground, so that shapes stand apart at night.
import earcut from 'earcut';

export type Linear = readonly [red: number, green: number, blue: number];
type Vertex = readonly [east: number, north: number, up: number];

const srgbToLinear = Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return Math.round((share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4) * 255);
});

export class MeshBuilder {
  readonly positions: number[] = [];
  readonly normals: number[] = [];
  /** Linear RGBA bytes, as glTF wants COLOR_0. */
  readonly colours: number[] = [];
  readonly features: number[] = [];
  readonly indices: number[] = [];

  get vertexCount(): number {
    return this.features.length;
  }

  /** A flat face given counter-clockwise seen from outside; `shades` darkens each corner (1 = as given). */
  face(corners: readonly Vertex[], colour: Linear, shades: readonly number[], feature: number): void {
    const normal = normalOf(corners);
    const first = this.vertexCount;
    corners.forEach((corner, index) => {
      this.#vertex(corner, normal, colour, shades[index] ?? 1, feature);
    });
    for (let index = 2; index < corners.length; index++) this.indices.push(first, first + index - 1, first + index);
  }

  /** A level polygon of any shape, seen from above. */
  lid(
    ring: readonly (readonly [number, number])[],
    heightOf: (index: number) => number,
    colour: Linear,
    feature: number,
  ): void {
    const first = this.vertexCount;
    ring.forEach(([east, north], index) => {
      this.#vertex([east, north, heightOf(index)], [0, 0, 1], colour, 1, feature);
    });
    const triangles = earcut(ring.flat());
    for (let at = 0; at < triangles.length; at += 3) {
      const [a, b, c] = [triangles[at]!, triangles[at + 1]!, triangles[at + 2]!];
      // Corners in one line give triangles without area, whose direction is noise.
      if (twiceArea(ring[a]!, ring[b]!, ring[c]!) > 0.2) this.indices.push(first + a, first + b, first + c);
    }
  }

  #vertex(at: Vertex, normal: Vertex, colour: Linear, shade: number, feature: number): void {
    this.positions.push(at[0], at[2], -at[1]);
    this.normals.push(normal[0], normal[2], -normal[1]);
    for (const channel of colour)
      this.colours.push(srgbToLinear[Math.max(0, Math.min(255, Math.round(channel * shade)))]!);
    this.colours.push(255);
    this.features.push(feature);
  }
}

function twiceArea(a: readonly [number, number], b: readonly [number, number], c: readonly [number, number]): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function normalOf(corners: readonly Vertex[]): Vertex {
  const [a, b, c] = corners as readonly [Vertex, Vertex, Vertex];
  const u = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const;
  const v = [c[0] - a[0], c[1] - a[1], c[2] - a[2]] as const;
  const normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]] as const;
  const length = Math.hypot(...normal) || 1;
  return [normal[0] / length, normal[1] / length, normal[2] / length];
}
