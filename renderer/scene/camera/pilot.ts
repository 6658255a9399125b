/**
 * Who moves the camera and where to: the officer's hand, a flight, an alarm. Holds the view through every loss of the map;
 * draws nothing.
 */
import type { FlightTarget, SceneCamera, SceneState, Selection } from '../contract.ts';
import type { LoadedPack } from '../pack/load.ts';
import { type Flight, hasLanded, planFlight, viewAt } from './flight.ts';
import {
  FREE_CAMERA,
  lockCamera,
  meetAlarms,
  releaseCamera,
  seeIncident,
  takeCamera,
  type WaitingAlarm,
  type Work,
} from './lock.ts';
import { homeOf, limitsOf } from './packView.ts';
import { clampView, type Lens, type View, type ViewLimits, viewOfBounds } from './view.ts';

/** Where a thing of the scene stands and from how far it is looked at, metres. */
export type Locate = (
  target: Selection,
) => { readonly x: number; readonly y: number; readonly distanceM: number } | null;

const ALARM_DISTANCE_M = 1_100;
/** A flight in that leaves more of the distance than this shows nothing new. */
const NEARER = 0.85;

export interface PilotEvents {
  /** The view is another one, or will be in the next frame. */
  moved(): void;
  camera(camera: SceneCamera): void;
}

export class Pilot {
  readonly limits: ViewLimits;
  readonly #pack: LoadedPack;
  readonly #home: View;
  readonly #lens: Lens;
  readonly #locate: Locate;
  readonly #events: PilotEvents;
  #view: View;
  #flight: Flight | null = null;
  #lock = FREE_CAMERA;

  constructor(pack: LoadedPack, lens: Lens, locate: Locate, events: PilotEvents) {
    this.#pack = pack;
    this.#lens = lens;
    this.#locate = locate;
    this.#events = events;
    this.limits = limitsOf(pack);
    this.#home = homeOf(pack);
    this.#view = this.#home;
  }

  get view(): View {
    return this.#view;
  }

  get isFlying(): boolean {
    return this.#flight !== null;
  }

  get camera(): SceneCamera {
    return { isTaken: this.#lock.isTaken, isLocked: this.#lock.isLocked };
  }

  /** False when the target is not on this map. */
  flyTo(target: FlightTarget, byOfficer: boolean): boolean {
    const view = this.#viewOf(target);
    if (!view) return false;
    if (byOfficer) this.#setLock(takeCamera(this.#lock));
    this.#take(planFlight(this.#view, clampView(view, this.limits), performance.now()));
    return true;
  }

  /** The officer's own flight to a piece of ground in metres (west, south, east, north); false when it comes no nearer. */
  flyInto(bounds: readonly [number, number, number, number]): boolean {
    const view = clampView(viewOfBounds(this.#view, bounds, this.#lens), this.limits);
    if (view.distanceM > this.#view.distanceM * NEARER) return false;
    this.#setLock(takeCamera(this.#lock));
    this.#take(planFlight(this.#view, view, performance.now()));
    return true;
  }

  flyHome(): void {
    this.release();
    this.#take(planFlight(this.#view, this.#home, performance.now()));
  }

  release(): void {
    this.#setLock(releaseCamera(this.#lock));
  }

  /** Moves at once, as the officer's own hand. */
  setView(view: View): void {
    this.#setLock(takeCamera(this.#lock));
    this.#view = clampView(view, this.limits);
    this.#take(null);
  }

  /** Flies on; returns whether the view changed. */
  advance(now: number): boolean {
    if (!this.#flight) return false;
    this.#view = viewAt(this.#flight, now);
    if (hasLanded(this.#flight, now)) this.#flight = null;
    return true;
  }

  /** The officer pointed at this: choosing it does not move what he is looking at. */
  see(selection: Selection): void {
    if (selection.kind === 'incident') this.#lock = seeIncident(this.#lock, selection.id);
  }

  /** Flies to what is being worked on, and without work to what waits for an answer, as far as the camera is free. */
  meet(state: SceneState): void {
    const waiting: WaitingAlarm[] = state.incidents
      .filter((incident) => incident.closedAt === null && incident.acknowledgedAt === null)
      .map(({ id, level, openedAt }) => ({ id, level, openedAt }));
    const met = meetAlarms(lockCamera(this.#lock, state.isCameraLocked), waiting, workOf(state));
    this.#setLock(met.lock);
    if (met.flyTo) this.flyTo({ kind: 'incident', id: met.flyTo }, false);
  }

  #take(flight: Flight | null): void {
    this.#flight = flight;
    this.#events.moved();
  }

  #setLock(lock: typeof FREE_CAMERA): void {
    const before = this.#lock;
    this.#lock = lock;
    if (before.isTaken !== lock.isTaken || before.isLocked !== lock.isLocked) this.#events.camera(this.camera);
  }

  #viewOf(target: FlightTarget): View | null {
    const view = this.#view;
    const { frame } = this.#pack;
    if ('bbox' in target) {
      const corners = new Float64Array(6);
      frame.place(target.bbox[0], target.bbox[1], corners);
      frame.place(target.bbox[2], target.bbox[3], corners, 3);
      return viewOfBounds(view, [corners[0]!, corners[1]!, corners[3]!, corners[4]!], this.#lens);
    }
    if ('lon' in target) {
      const at = new Float64Array(3);
      frame.place(target.lon, target.lat, at);
      const distanceM = target.distanceM ?? Math.min(view.distanceM, ALARM_DISTANCE_M);
      return { ...view, x: at[0]!, y: at[1]!, distanceM };
    }
    const found = this.#locate(target);
    return found && { ...view, x: found.x, y: found.y, distanceM: found.distanceM };
  }
}

function workOf({ work, incidents }: SceneState): Work | null {
  const incident = work && incidents.find(({ id }) => id === work.incidentId);
  return incident ? { ...work, isFinished: incident.phase === 'closed' } : null;
}
