/** Which ground no camera sees: every grid is sampled, every key place looked at. Seconds of work: for a thread, not for the desk. */
import Flatbush from 'flatbush';
import type { Channel } from '#shared/domain/channel.ts';
import { type AreaGeometry, boundsOf, isInsidePolygon, polygonsOf } from '#shared/geo/polygon.ts';
import type { BlindPlace, BlindReport } from '#shared/wire/video.ts';
import { type Ground, openGround, type SightGround } from './ground.ts';
import { eyeOf } from './ranker.ts';
import { canShow, type Eye, offAxis, rangeOf, sightOf, targetAt } from './sight.ts';

export interface BlindSetup {
  readonly ground: SightGround;
  readonly cameras: readonly Channel[];
  readonly grids: readonly { readonly code: string; readonly name: string; readonly geometry: AreaGeometry }[];
  readonly places: readonly BlindPlace[];
}

/** Of one grid: a share good to a few hundredths. */
const SAMPLES = 250;
const LEAST_STEP_M = 4;
const MOST_STEP_M = 60;
const SEEN_HEIGHT_M = 1.5;
/** A place is seen by whoever sees a third of it. */
const PLACE_SHARE = 1 / 3;

export function blindSpots({ ground: plain, cameras, grids, places }: BlindSetup, now: number): BlindReport {
  const ground = openGround(plain);
  const watch = new Watch(
    ground,
    cameras.map((camera) => eyeOf(ground, camera)),
  );
  let [allSeen, allOpen] = [0, 0];
  const shares = grids.map(({ code, name, geometry }) => {
    const { seen, open, areaOfOne } = sampled(ground, watch, geometry);
    allSeen += seen * areaOfOne;
    allOpen += open * areaOfOne;
    return { code, name, seenShare: open === 0 ? null : rounded(seen / open) };
  });
  return {
    computedAt: now,
    cameras: cameras.length,
    seenShare: allOpen === 0 ? null : rounded(allSeen / allOpen),
    grids: shares,
    unseenPlaces: places.filter(({ lon, lat }) => !watch.seesPlace(...ground.frame.toMetres([lon, lat]))),
  };
}

const rounded = (share: number) => Math.round(share * 1_000) / 1_000;

/** Points of a square lattice inside the grid, those in buildings left out. */
function sampled({ frame, skyline }: Ground, watch: Watch, geometry: AreaGeometry) {
  const polygons = polygonsOf(geometry).map((rings) => rings.map((ring) => ring.map((point) => frame.toMetres(point))));
  const [west, south, east, north] = boundsOf(polygons.flatMap(([outer = []]) => outer));
  const stepM = Math.min(MOST_STEP_M, Math.max(LEAST_STEP_M, Math.sqrt(((east - west) * (north - south)) / SAMPLES)));
  let [seen, open] = [0, 0];
  for (let y = south + stepM / 2; y < north; y += stepM) {
    for (let x = west + stepM / 2; x < east; x += stepM) {
      if (!polygons.some((rings) => isInsidePolygon([x, y], rings)) || skyline.holding(x, y) >= 0) continue;
      open += 1;
      if (watch.seesPoint(x, y)) seen += 1;
    }
  }
  return { seen, open, areaOfOne: stepM * stepM };
}

/** Cameras by the square each reaches: a point asks only those whose square it lies in. */
class Watch {
  readonly #ground: Ground;
  readonly #eyes: readonly Eye[];
  readonly #reaches: Flatbush | null;

  constructor(ground: Ground, eyes: readonly Eye[]) {
    this.#ground = ground;
    this.#eyes = eyes;
    this.#reaches = eyes.length === 0 ? null : new Flatbush(eyes.length);
    for (const eye of eyes) {
      const reachM = rangeOf(eye);
      this.#reaches?.add(eye.x - reachM, eye.y - reachM, eye.x + reachM, eye.y + reachM);
    }
    this.#reaches?.finish();
  }

  seesPoint(x: number, y: number): boolean {
    const { skyline, heightAt } = this.#ground;
    return this.#reaching(x, y).some((eye) => {
      if (!canShow(eye, standing(eye, x, y))) return false;
      const eyeZ = heightAt(eye.x, eye.y) + eye.heightM;
      return skyline.blockBetween(eye.x, eye.y, eyeZ, x, y, heightAt(x, y) + SEEN_HEIGHT_M, -1) < 0;
    });
  }

  seesPlace(x: number, y: number): boolean {
    const target = targetAt(this.#ground, x, y);
    return this.#reaching(x, y).some((eye) => {
      if (!canShow(eye, standing(eye, x, y))) return false;
      return sightOf(this.#ground, eye, target).clearShare >= PLACE_SHARE;
    });
  }

  #reaching(x: number, y: number): readonly Eye[] {
    return (this.#reaches?.search(x, y, x, y) ?? []).map((at) => this.#eyes[at]!);
  }
}

function standing(eye: Eye, x: number, y: number): { readonly distanceM: number; readonly offAxisDeg: number | null } {
  const [dx, dy] = [x - eye.x, y - eye.y];
  return {
    distanceM: Math.hypot(dx, dy),
    offAxisDeg: eye.heading === null ? null : offAxis(eye.heading, dx, dy),
  };
}
