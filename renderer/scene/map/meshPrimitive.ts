/** One draw call for a mesh in the scene's own metres: what flat ground and standing bodies have in common. */
import {
  type Appearance,
  BoundingSphere,
  ComponentDatatype,
  Geometry,
  GeometryAttribute,
  type GeometryAttributes,
  GeometryInstance,
  Matrix4,
  Primitive,
  PrimitiveType,
} from '@cesium/engine';
import type { SceneFrame } from '../pack/frame.ts';

/** Attributes beside position and colour, by the names Cesium knows, with their numbers a vertex. */
type MoreAttributes = Readonly<Record<string, readonly [perVertex: number, values: Float32Array]>>;

interface Mesh {
  readonly positions: Float32Array;
  readonly colours: Uint8Array;
  readonly indices: Uint32Array;
}

export function meshPrimitive(
  { positions, colours, indices }: Mesh,
  frame: SceneFrame,
  appearance: Appearance,
  more: MoreAttributes = {},
): Primitive {
  const attributes: Record<string, GeometryAttribute> = {
    position: attribute(ComponentDatatype.DOUBLE, 3, new Float64Array(positions)),
    color: attribute(ComponentDatatype.UNSIGNED_BYTE, 4, colours, true),
  };
  for (const [name, [perVertex, values]] of Object.entries(more))
    attributes[name] = attribute(ComponentDatatype.FLOAT, perVertex, values);
  const geometry = new Geometry({
    attributes: attributes as unknown as GeometryAttributes,
    indices,
    primitiveType: PrimitiveType.TRIANGLES,
    boundingSphere: BoundingSphere.fromVertices(positions),
  });
  return new Primitive({
    geometryInstances: new GeometryInstance({ geometry }),
    modelMatrix: Matrix4.fromArray([...frame.transform]),
    asynchronous: false,
    compressVertices: false,
    allowPicking: false,
    appearance,
  });
}

function attribute(
  componentDatatype: ComponentDatatype,
  componentsPerAttribute: number,
  values: Float32Array | Float64Array | Uint8Array,
  normalize = false,
): GeometryAttribute {
  return new GeometryAttribute({ componentDatatype, componentsPerAttribute, values, normalize });
}
