/**
 * What the scene asks of the rest of the window and offers to it. Nothing here knows Cesium, React or the socket, so
 * renderer/live can feed it and a bench or a plain page can too.
 */

import type { PlacedChannel } from '#shared/domain/channel.ts';
import type { DeviceState } from '#shared/domain/device.ts';
import type { Candidate, IncidentState } from '#shared/domain/incident.ts';
import type { UnitState } from '#shared/domain/unit.ts';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { CoverageDrawing } from '#shared/wire/coverage.ts';
import type { OpenEye } from '../live/openEyes.ts';
import type { Quality } from './map/quality.ts';

export type SceneLanguage = 'zh-CN' | 'en';

/** Last known fix of a unit. Degrees (WGS-84, course clockwise from north), metres, m/s, epoch ms by the core's clock. */
export interface LivePosition {
  readonly lon: number;
  readonly lat: number;
  readonly courseDegrees: number | null;
  readonly speedMps: number | null;
  readonly accuracyM: number | null;
  readonly fixAt: number;
  readonly receivedAt: number;
  readonly batteryPercent: number | null;
  /** When it stops holding by its sender's word. */
  readonly staleAt?: number | null;
}

export const SELECTION_KINDS = ['incident', 'alarm', 'device', 'camera', 'unit', 'grid', 'place', 'building'] as const;
export type SelectionKind = (typeof SELECTION_KINDS)[number];

export interface Selection {
  readonly kind: SelectionKind;
  /** The thing's own id: incident id, alarm id, device id, unit id, area code, place code, building id. */
  readonly id: string;
}

/** A place on the ground, degrees (WGS-84). */
export interface GroundPoint {
  readonly lon: number;
  readonly lat: number;
}

/** A place as it is looked at: how far the eye is from that ground, metres. */
export interface GroundLook extends GroundPoint {
  readonly distanceM: number;
}

/** What the scene draws, apart from positions. Replaced, never edited; unchanged parts keep their identity. */
export interface SceneState {
  /** Open ones are drawn; closed ones may be in the list and are not. */
  readonly incidents: readonly IncidentState[];
  readonly devices: readonly DeviceState[];
  readonly units: readonly UnitState[];
  readonly selection: Selection | null;
  /** What is worked on, whatever is selected beside it; `isChosen`: by the officer, not taken up by the desk. */
  readonly work?: { readonly incidentId: string; readonly isChosen: boolean } | null;
  /** Fresher answer for the selected incident; null draws the recommendation kept in the incident itself. */
  readonly candidates: readonly Candidate[] | null;
  /** By grid code; the same object until one changed. Null or absent: none are drawn. */
  readonly prisms?: ReadonlyMap<string, ScenePrism> | null;
  /** The officer asked the view to stay where it is: nothing flies by itself. */
  readonly isCameraLocked: boolean;
  /** A task's or a route's way with its check-points; null or absent: none. */
  readonly trail?: SceneTrail | null;
  /** Ways that units went, oldest point first; the same list until one changed. Null or absent: none. */
  readonly tracks?: readonly SceneTrack[] | null;
  /** Every camera of the station, the pack's among them; the same list until one changed. Null or absent: the pack's own. */
  readonly channels?: readonly PlacedChannel[] | null;
  /** Cameras whose pictures stand beside the map, numbered as there; the same list until one changed. Absent: none. */
  readonly eyes?: readonly OpenEye[];
  /** Reached roads to colour; null or absent: none. */
  readonly coverage?: CoverageDrawing | null;
}

/** Where one unit went: degrees (WGS-84) and when it was heard there, epoch ms. */
export interface SceneTrack {
  readonly unitId: string;
  readonly points: readonly (readonly [lon: number, lat: number, at: number])[];
}

/** Degrees (WGS-84). */
export interface SceneTrail {
  readonly line: readonly (readonly [lon: number, lat: number])[];
  /** Numbered in their order. */
  readonly points: readonly (GroundPoint & { readonly name: string; readonly isDone: boolean })[];
}

/** A value standing on a grid: how tall, which of four classes of colour, and its number. */
export interface ScenePrism {
  readonly heightM: number;
  readonly class: number;
  readonly text: string;
}

export interface SceneStore {
  /** The same object until something in it changed. */
  getState(): SceneState;
  /** Called after each change of state; returns its own disposer. */
  subscribe(listener: () => void): () => void;
  /** Last fixes by unit id, changed in place: 30,000 moving units must not make 30,000 new objects a second. */
  readonly positions: ReadonlyMap<string, LivePosition>;
  /** Called after each batch with the ids it touched; returns its own disposer. */
  onPositions(listener: (unitIds: readonly string[]) => void): () => void;
  /** The core's clock now, epoch ms. Every age on the scene is measured with it. */
  serverNow(): number;
}

/** Same shape as the bridge's SceneReport. */
export interface SceneReport {
  readonly isPainted: boolean;
  readonly liveUnits: number;
  readonly buildingsLoaded: boolean;
}

export type SceneHealth =
  | { readonly kind: 'loading' }
  | { readonly kind: 'running' }
  /** The graphics context was lost and is being rebuilt; live things are still drawn meanwhile. */
  | { readonly kind: 'recovering'; readonly attempt: number }
  /** No graphics after three attempts: the same layers on a flat map, until the graphics come back. */
  | { readonly kind: 'flat' }
  /** The pack cannot be read: there is nothing to draw. */
  | { readonly kind: 'failed'; readonly reason: string };

export interface SceneCamera {
  /** The officer moved the view; alarms do not fly it until it is released. */
  readonly isTaken: boolean;
  readonly isLocked: boolean;
}

export interface SceneLayerInfo {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly isVisible: boolean;
  /** Null when it is fine; otherwise the sentence to show beside it. */
  readonly problem: Bilingual | null;
}

export type FlightTarget =
  | Selection
  | { readonly lon: number; readonly lat: number; readonly distanceM?: number }
  | { readonly bbox: readonly [west: number, south: number, east: number, north: number] };

/** Milliseconds of main-thread work in the last frame that did each: the still map, the crowds, the live overlay. */
export interface FrameCosts {
  readonly mapMs: number;
  /** Taking over fixes and having the card draw units and cameras. */
  readonly crowdMs: number;
  readonly overlayMs: number;
}

/** Degrees (WGS-84) and metres over the ellipsoid. */
export interface SurfaceHeight extends GroundPoint {
  /** The layer of 3D Tiles that is drawn there; null on the bare ground. */
  readonly layerId: string | null;
  readonly surfaceM: number;
  /** Of the ground below: the terrain, or the pack's level of zero where it has none. */
  readonly groundM: number;
}

/** Imperative side of the scene, through React's `ref`. */
export interface SceneHandle {
  /** False when the target is not on this map. Counts as the officer taking the camera. */
  flyTo(target: FlightTarget): boolean;
  /** The ground in the middle of the picture and how far the eye is from it, now. Null before there is a map. */
  looksAt(): GroundLook | null;
  /** The pack's opening view; releases the camera. */
  flyHome(): void;
  /** Lets alarms fly the camera again. */
  releaseCamera(): void;
  setLayerVisible(id: string, isVisible: boolean): void;
  layers(): readonly SceneLayerInfo[];
  /** CSS pixels from the top left of the scene, or null when behind the camera. */
  projectToScreen(lon: number, lat: number): { readonly x: number; readonly y: number } | null;
  /** What stands under a point in CSS pixels, as a click there would select it (buildings excepted). */
  pick(x: number, y: number): Selection | null;
  /** How high what is drawn under a point in CSS pixels lies; null above the horizon. */
  heightAt(x: number, y: number): Promise<SurfaceHeight | null>;
  frameCosts(): FrameCosts;
  /** Pictures painted since the scene was made: grows as long as it is drawn. */
  painted(): number;
  /** Has it painted once more soon, whether or not anything changed. */
  paintAgain(): void;
  /** Loses the graphics context as a driver crash would; for fault tests. */
  loseContextForTest(): void;
}

export interface SceneProps {
  readonly store: SceneStore;
  /** `pack://<id>/`, or any URL with a trailing slash under which the pack's files stand. */
  readonly packUrl: string;
  readonly language: SceneLanguage;
  /** Where Cesium's Workers and Assets stand; default `cesium/` beside the page's root. */
  readonly cesiumUrl?: string;
  readonly density?: 'desk' | 'wall';
  /** Instead of what the name of the graphics driver suggests; read once, when the scene is made. */
  readonly quality?: Quality;
  /** Null: a click on nothing, or on the grid that was selected. */
  readonly onSelect: (selection: Selection | null) => void;
  /** While it is there the officer points at a place, not at things: every click gives the ground under it and selects nothing. */
  readonly onAim?: ((ground: GroundPoint) => void) | null;
  /** Units the officer enclosed with Shift and a drag; empty when the next click let them go. They are ringed meanwhile. */
  readonly onSelectMany?: (unitIds: readonly string[]) => void;
  readonly onReport?: (report: SceneReport) => void;
  readonly onHealth?: (health: SceneHealth) => void;
  readonly onCamera?: (camera: SceneCamera) => void;
}
