/**
 * One draw call for a flat mesh. The ground neither writes depth nor fights over it: it is painted in order, after the
 * buildings, and only where no building stands in front.
 */
import {
  Appearance,
  BlendingState,
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
import type { MeshData } from './mesh.ts';

const VERTEX = /* glsl */ `
in vec3 position3DHigh;
in vec3 position3DLow;
in vec3 normal;
in vec2 st;
in vec4 color;
in float batchId;
out vec4 v_color;
out vec2 v_edge;
out float v_distance;
out vec2 v_along;
void main() {
  vec4 positionEC = czm_modelViewRelativeToEye * czm_computePosition();
  float depth = max(1.0, -positionEC.z);
  float metresPerPixel = czm_metersPerPixel(positionEC);
  float half_ = abs(st.x);
  float drawn = half_ > 0.0 ? max(half_, st.y * metresPerPixel) + metresPerPixel : 0.0;
  vec3 sidewaysEC = mat3(czm_modelView) * vec3(normal.xy, 0.0);
  positionEC.xyz += sidewaysEC * drawn;
  v_edge = half_ > 0.0 ? vec2(sign(st.x) * drawn / metresPerPixel, drawn / metresPerPixel) : vec2(0.0, 1.0e3);
  v_color = color;
  v_along = vec2(normal.z, metresPerPixel);
  v_distance = depth;
  gl_Position = czm_projection * positionEC;
}`;

const FRAGMENT = /* glsl */ `
in vec4 v_color;
in vec2 v_edge;
in float v_distance;
in vec2 v_along;
void main() {
  float cover = clamp(v_edge.y - abs(v_edge.x), 0.0, 1.0);
  if (v_along.x >= 0.0) {
    // A dash keeps its place on the ground; its length doubles with the distance instead of swimming.
    float period = exp2(ceil(log2(v_along.y * 9.0)));
    cover *= step(fract(v_along.x / period), 0.62);
  }
  float haze = clamp((v_distance - 6000.0) / 16000.0, 0.0, 0.85);
  out_FragColor = vec4(v_color.rgb, v_color.a * cover * (1.0 - haze));
}`;

/** Cesium makes every opaque appearance write depth; ours stays in the opaque pass and writes none. */
class FlatAppearance extends Appearance {
  constructor() {
    super({ translucent: false, closed: false, vertexShaderSource: VERTEX, fragmentShaderSource: FRAGMENT });
  }

  override getRenderState(): object {
    return {
      depthTest: { enabled: true },
      depthMask: false,
      cull: { enabled: false },
      blending: BlendingState.ALPHA_BLEND,
    };
  }
}

export function flatPrimitive(mesh: MeshData, frame: SceneFrame): Primitive {
  const attributes = {
    position: attribute(ComponentDatatype.DOUBLE, 3, new Float64Array(mesh.positions)),
    normal: attribute(ComponentDatatype.FLOAT, 3, mesh.sideways),
    st: attribute(ComponentDatatype.FLOAT, 2, mesh.widths),
    color: attribute(ComponentDatatype.UNSIGNED_BYTE, 4, mesh.colours, true),
  };
  const geometry = new Geometry({
    attributes: attributes as unknown as GeometryAttributes,
    indices: mesh.indices,
    primitiveType: PrimitiveType.TRIANGLES,
    boundingSphere: BoundingSphere.fromVertices(mesh.positions),
  });
  return new Primitive({
    geometryInstances: new GeometryInstance({ geometry }),
    modelMatrix: Matrix4.fromArray([...frame.transform]),
    asynchronous: false,
    compressVertices: false,
    allowPicking: false,
    appearance: new FlatAppearance(),
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
