/** One draw call for standing bodies: shaded by the face itself, blended over what is behind, hidden by what is in front. */
import { Appearance, BlendingState, CullFace, type Primitive } from '@cesium/engine';
import type { SceneFrame } from '../pack/frame.ts';
import { meshPrimitive } from './meshPrimitive.ts';
import type { SolidMesh } from './solidMesh.ts';

const VERTEX = /* glsl */ `
in vec3 position3DHigh;
in vec3 position3DLow;
in vec4 color;
in float batchId;
out vec4 v_color;
out vec3 v_positionEC;
void main() {
  vec4 positionEC = czm_modelViewRelativeToEye * czm_computePosition();
  v_color = color;
  v_positionEC = positionEC.xyz;
  gl_Position = czm_projection * positionEC;
}`;

const FRAGMENT = /* glsl */ `
in vec4 v_color;
in vec3 v_positionEC;
void main() {
  // Flat faces need no normals: the picture itself says how they stand.
  vec3 face = normalize(cross(dFdx(v_positionEC), dFdy(v_positionEC)));
  float light = 0.62 + 0.38 * abs(dot(face, normalize(vec3(0.35, 0.8, 0.5))));
  float haze = clamp((length(v_positionEC) - 6000.0) / 16000.0, 0.0, 0.85);
  out_FragColor = vec4(v_color.rgb * light, v_color.a * (1.0 - haze));
}`;

class SolidAppearance extends Appearance {
  constructor() {
    super({ translucent: true, closed: true, vertexShaderSource: VERTEX, fragmentShaderSource: FRAGMENT });
  }

  override getRenderState(): object {
    return {
      depthTest: { enabled: true },
      // Each body hides its own far side and the one behind it, so that what is seen is one value and not a mixture.
      depthMask: true,
      cull: { enabled: true, face: CullFace.BACK },
      blending: BlendingState.ALPHA_BLEND,
    };
  }
}

export const solidPrimitive = (mesh: SolidMesh, frame: SceneFrame): Primitive =>
  meshPrimitive(mesh, frame, new SolidAppearance());
