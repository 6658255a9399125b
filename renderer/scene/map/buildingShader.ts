import { Cartesian3, CustomShader, LightingModel, UniformType } from '@cesium/engine';
import type { SceneFrame } from '../pack/frame.ts';

/**
 * Buildings as calm volumes: bright roofs, walls by the way they face, darker towards the street, faint storeys near by.
 * Lit by nothing but the compass, so that the picture is the same at noon and at three in the morning. Normals come from
 * the surface itself, because exports of real cities often have none.
 */
export function buildingShader(frame: SceneFrame): { shader: CustomShader; up: Cartesian3; ground: Cartesian3 } {
  const { transform } = frame;
  const column = (index: number) => new Cartesian3(transform[index]!, transform[index + 1]!, transform[index + 2]!);
  const up = column(8);
  const ground = new Cartesian3();
  const shader = new CustomShader({
    lightingModel: LightingModel.UNLIT,
    uniforms: {
      u_upWC: { type: UniformType.VEC3, value: up },
      u_northWC: { type: UniformType.VEC3, value: column(4) },
      u_groundEC: { type: UniformType.VEC3, value: ground },
    },
    fragmentShaderText: /* glsl */ `
      void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
        vec3 positionEC = fsInput.attributes.positionEC;
        vec3 normal = normalize(cross(dFdx(positionEC), dFdy(positionEC)));
        vec3 up = normalize((czm_view * vec4(u_upWC, 0.0)).xyz);
        vec3 north = normalize((czm_view * vec4(u_northWC, 0.0)).xyz);
        vec3 east = cross(north, up);
        float roof = smoothstep(0.35, 0.7, abs(dot(normal, up)));
        float side = 0.5 + 0.34 * dot(normal, east) + 0.16 * dot(normal, north);
        float height = dot(positionEC - u_groundEC, up);
        float lift = clamp(height / 70.0, 0.0, 1.0);
        float wallShade = mix(0.24, 0.46, side) * mix(0.62, 1.0, smoothstep(0.0, 14.0, height));
        float storeys = abs(fract(height / 3.3) - 0.5) * 2.0;
        float width = fwidth(height / 3.3);
        wallShade *= 1.0 - 0.16 * smoothstep(0.72, 0.9, storeys) * clamp(1.0 - width * 3.0, 0.0, 1.0);
        float roofShade = mix(0.40, 0.74, lift) * mix(0.55, 1.0, smoothstep(0.4, 2.5, height));
        vec3 tone = mix(vec3(0.86, 0.95, 1.06), vec3(0.95, 1.0, 1.04), roof);
        material.diffuse = tone * mix(wallShade, roofShade, roof);
        float haze = clamp((-positionEC.z - 5000.0) / 9000.0, 0.0, 0.7);
        material.diffuse = mix(material.diffuse, vec3(0.12, 0.16, 0.2), haze);
        material.alpha = 1.0;
      }`,
  });
  return { shader, up, ground };
}
