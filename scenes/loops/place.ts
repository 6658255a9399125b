/** One drill camera's view: what stands there, what moves, and the light it stands in. */
import type { Light, Stage } from './stage.ts';
import type { Colour, Vector } from './vector.ts';

export interface Place {
  /** Name of its file. */
  readonly name: string;
  readonly lens: { readonly at: Vector; readonly heading: number; readonly tilt: number; readonly fov: number };
  readonly light: Light;
  readonly sun: readonly [x: number, y: number] | null;
  readonly sky: readonly [above: Colour, below: Colour];
  /** Noise of the sensor, 0 to 1: more at night. */
  readonly noise: number;
  /** Once. */
  build(stage: Stage): void;
  /** For every picture, over what was built. */
  move(stage: Stage, timeS: number, frame: number): void;
}

/** Sun from one side, the sky from above. */
export function daylight(toSun: Vector, strength = 1): Light {
  return (_at, normal) => {
    const direct = Math.max(0, toSun[0] * normal[0] + toSun[1] * normal[1] + toSun[2] * normal[2]);
    const above = 0.5 + 0.5 * normal[2];
    return [
      strength * (0.34 + 0.22 * above + 0.62 * direct),
      strength * (0.36 + 0.24 * above + 0.58 * direct),
      strength * (0.4 + 0.27 * above + 0.5 * direct),
    ];
  };
}

export interface LampLight {
  readonly at: Vector;
  readonly colour: Colour;
  /** Where it is half as bright, metres. */
  readonly reachM: number;
}

/** Only what lamps shine on, and a little of the sky over a town. */
export function lamplight(lamps: readonly LampLight[], dark: Colour): Light {
  return ([x, y, z], normal) => {
    let [red, green, blue] = dark;
    for (const { at, colour, reachM } of lamps) {
      const [dx, dy, dz] = [at[0] - x, at[1] - y, at[2] - z];
      if (Math.abs(dy) > reachM * 5) continue;
      const far = Math.hypot(dx, dy, dz) || 1;
      const facing = Math.max(0.12, (dx * normal[0] + dy * normal[1] + dz * normal[2]) / far);
      const share = facing / (1 + (far / reachM) ** 2);
      red += colour[0] * share;
      green += colour[1] * share;
      blue += colour[2] * share;
    }
    return [red, green, blue];
  };
}
