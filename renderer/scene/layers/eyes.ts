/**
 * What the cameras that are open beside the map see: the ground between the buildings lies on the map, so that walls stand in
 * front of it; the cone of each lens and its number, as on its tile, are painted above. Where nobody states how a camera looks,
 * the border of its ground is dashed.
 */
import type { OpenEye } from '../../live/openEyes.ts';
import type { SceneState, Selection } from '../contract.ts';
import { MeshBuilder } from '../map/mesh.ts';
import type { FlatHandle, MapSurface } from '../map/surface.ts';
import { Label, type Painter } from '../overlay/painter.ts';
import { placedLine, traceLine } from '../overlay/sketch.ts';
import type { SceneFrame } from '../pack/frame.ts';
import { CAMERA_COLOUR, rgb, rgba, SELECTED } from '../theme.ts';
import { ONLINE } from './cameraSprites.ts';
import { type Cone, traceCone } from './cone.ts';
import type { LayerContext, SceneLayer } from './layer.ts';
import { LABEL_STYLES } from './styles.ts';

interface DrawnEye {
  readonly eye: OpenEye;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Null where its heading is unknown. */
  readonly cone: Cone | null;
  /** Of the seen ground, for a scene without a map. */
  readonly ring: Float64Array;
  readonly label: Label;
}

/** CSS pixels from a camera to its number, on the side away from the incident. */
const NUMBER_PX = 22;
/** Nearer to the incident than this a number would cover its mark. */
const AT_INCIDENT_PX = 46;
const BELOW_MARK_PX = 34;
const ROW_PX = 26;
const ICON_PX = 15;
const FILL = { calm: 0.2, focused: 0.4, besideFocused: 0.1 } as const;

export class EyesLayer implements SceneLayer {
  readonly id = 'eyes';
  #context: LayerContext | null = null;
  #source: readonly OpenEye[] = NONE;
  #eyes: readonly DrawnEye[] = [];
  #map: MapSurface | null = null;
  #flat: FlatHandle | null = null;
  #isFlatDue = false;
  /** What the officer works on: numbers keep clear of it. */
  #incidentAt: Float64Array | null = null;
  /** How many numbers stand below its mark already. */
  #atIncident = 0;

  create(context: LayerContext): void {
    this.#context = context;
  }

  update({ eyes = NONE, incidents, work }: SceneState): void {
    if (!this.#context) return;
    const { frame } = this.#context.pack;
    const place = eyes.length > 0 ? incidents.find(({ id }) => id === work?.incidentId)?.place : undefined;
    this.#incidentAt = place ? placedLine([[place.lon, place.lat]], frame) : null;
    if (eyes === this.#source) return;
    this.#source = eyes;
    this.#eyes = eyes.map((eye) => drawnEye(eye, frame));
    this.#isFlatDue = true;
    this.#context.requestPaint();
  }

  attach(map: MapSurface): void {
    this.#map = map;
    this.#flat = null;
    this.#isFlatDue = this.#eyes.length > 0;
  }

  detach(): void {
    this.#map = null;
    this.#flat = null;
  }

  beforeMap(_metresPerPixel: number, isVisible: boolean): void {
    if (this.#isFlatDue && this.#map) this.#lay(this.#map);
    this.#flat?.setVisible(isVisible);
  }

  frame(painter: Painter): void {
    for (const eye of this.#eyes) if (!eye.eye.isFocused) this.#paintCone(painter, eye);
    for (const eye of this.#eyes) if (eye.eye.isFocused) this.#paintCone(painter, eye);
    this.#atIncident = 0;
    for (const eye of this.#eyes) this.#paintMark(painter, eye);
  }

  locate(target: Selection) {
    const found = target.kind === 'camera' ? this.#eyes.find(({ eye }) => eye.channelId === target.id) : undefined;
    return found ? { x: found.x, y: found.y, distanceM: 420 } : null;
  }

  dispose(): void {
    this.#flat?.dispose();
    this.#eyes = [];
  }

  #lay(map: MapSurface): void {
    this.#isFlatDue = false;
    this.#flat?.dispose();
    this.#flat = null;
    const mesh = new MeshBuilder(this.#context!.pack.frame);
    const hasFocus = this.#eyes.some(({ eye }) => eye.isFocused);
    // The focused one last: on top.
    for (const { eye } of this.#eyes.toSorted((a, b) => Number(a.eye.isFocused) - Number(b.eye.isFocused))) {
      const { seen, isFocused } = eye;
      if (!seen || seen.ring.length < 4) continue;
      const fill = isFocused ? FILL.focused : hasFocus ? FILL.besideFocused : FILL.calm;
      mesh.addArea([seen.ring], rgb(CAMERA_COLOUR, fill));
      mesh.addLine(seen.ring, {
        colour: rgb(isFocused ? SELECTED : CAMERA_COLOUR, isFocused ? 0.95 : hasFocus ? 0.35 : 0.7),
        widthM: 0.3,
        leastPx: isFocused ? 2 : 1.2,
        isDashed: seen.isAssumed,
      });
    }
    if (!mesh.isEmpty) this.#flat = map.addFlat(mesh.build());
  }

  #paintCone(painter: Painter, drawn: DrawnEye): void {
    const { ink } = painter;
    const { eye, cone, ring } = drawn;
    const colour = eye.isFocused ? SELECTED : CAMERA_COLOUR;
    if (!painter.hasMap && ring.length > 0) {
      ink.beginPath();
      traceLine(painter, ring);
      ink.fillStyle = rgba(CAMERA_COLOUR, eye.isFocused ? FILL.focused : FILL.calm);
      ink.fill();
    }
    if (!cone || !traceCone(painter, drawn, cone)) return;
    ink.setLineDash([5, 5]);
    ink.strokeStyle = rgba(colour, eye.isFocused ? 1 : 0.6);
    ink.lineWidth = eye.isFocused ? 2 : 1.2;
    ink.stroke();
    ink.setLineDash([]);
  }

  /** The camera with its number, also where cameras are too far away to be drawn. */
  #paintMark(painter: Painter, drawn: DrawnEye): void {
    const { point, scale } = painter;
    const { eye, label } = drawn;
    if (!painter.place(drawn.x, drawn.y, drawn.z, 0)) return;
    const { x, y } = point;
    painter.stamp(`eye${ICON_PX * scale}`, ICON_PX * scale, x, y, ONLINE);
    painter.hit(label.target!, x, y, ICON_PX * 0.75, ICON_PX * 0.75, 2);
    painter.keepClear(x, y, ICON_PX / 2, ICON_PX / 2);
    this.#placeNumber(painter, x, y);
    painter.offer(label, point.x, point.y, 'centre', 0, 880 - eye.number, true);
  }

  /** Into `point`: on the side away from the incident; of those that stand at it in a row below its mark. */
  #placeNumber({ lens, point, scale }: Painter, x: number, y: number): void {
    const at = this.#incidentAt;
    const hasIncident = at !== null && lens.project(at[0]!, at[1]!, at[2]!, point);
    const [dx, dy] = hasIncident ? [x - point.x, y - point.y] : [0, -1];
    const away = Math.hypot(dx, dy);
    if (hasIncident && away < AT_INCIDENT_PX * scale) {
      point.x += (this.#atIncident++ - 1.5) * ROW_PX * scale;
      point.y += BELOW_MARK_PX * scale;
      return;
    }
    point.x = x + (dx / away) * NUMBER_PX * scale;
    point.y = y + (dy / away) * NUMBER_PX * scale;
  }
}

const NONE: readonly OpenEye[] = [];

function drawnEye(eye: OpenEye, frame: SceneFrame): DrawnEye {
  const { channelId, number, lon, lat, headingDegrees, fovDegrees, rangeM, seen, isFocused } = eye;
  const at = placedLine([[lon, lat]], frame);
  const isStated = headingDegrees !== null && fovDegrees !== null && rangeM !== null;
  const target = { kind: 'camera', id: channelId } as const;
  return {
    ...{ eye, x: at[0]!, y: at[1]!, z: at[2]! },
    cone: isStated ? { headingDegrees, fovDegrees, rangeM } : null,
    ring: seen ? placedLine(seen.ring, frame) : new Float64Array(0),
    label: new Label(String(number), isFocused ? LABEL_STYLES.eyeFocused : LABEL_STYLES.eye, target),
  };
}
