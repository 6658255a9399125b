/**
 * One draw call for a flat mesh. The ground neither writes depth nor fights over it: it is painted in order, after the
 * buildings, and only where no building stands in front.
 */
import { Appearance, BlendingState, type Primitive } from '@cesium/engine';
import type { SceneFrame } from '../pack/frame.ts';
import type { MeshData } from './mesh.ts';
import { meshPrimitive } from './meshPrimitive.ts';

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
#ifdef RELIEF
  // Drawn as if a little nearer, so that the slope it lies on does not swallow its edges. Its pixels stay where they are.
  float away = length(positionEC.xyz);
  positionEC.xyz *= 1.0 - min(0.5, (3.0 + away * 0.006) / away);
#endif
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
  constructor(hasRelief: boolean) {
    const vertexShaderSource = hasRelief ? `#define RELIEF\n${VERTEX}` : VERTEX;
    super({ translucent: false, closed: false, vertexShaderSource, fragmentShaderSource: FRAGMENT });
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

export const flatPrimitive = (mesh: MeshData, frame: SceneFrame): Primitive =>
  meshPrimitive(mesh, frame, new FlatAppearance(frame.field !== null), {
    normal: [3, mesh.sideways],
    st: [2, mesh.widths],
  });
