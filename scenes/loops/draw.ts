/** Pictures of a place, one after the other: what stands is drawn once, what moves over it each time. */
import { FRAMES_A_SECOND, LOOP_S } from './clockwork.ts';
import { Lens } from './lens.ts';
import { Picture } from './picture.ts';
import type { Place } from './place.ts';
import { Stage } from './stage.ts';

export const FRAMES = LOOP_S * FRAMES_A_SECOND;

/** RGB, three bytes a dot, 640 × 360, rows from the top. */
export function* drawFrames(place: Place, frames: readonly number[]): Generator<Buffer> {
  const { at, heading, tilt, fov } = place.lens;
  const still = new Picture();
  const lens = new Lens(at, heading, tilt, fov, still);
  const built = new Stage(still, lens, place.light, place.sun);
  built.sky(...place.sky);
  place.build(built);
  const picture = new Picture();
  const stage = new Stage(picture, lens, place.light, place.sun);
  for (const frame of frames) {
    picture.copyFrom(still);
    place.move(stage, frame / FRAMES_A_SECOND, frame);
    yield picture.develop(frame, place.noise);
  }
}
