import type { SceneState, Selection } from '../contract.ts';
import { Label, type Painter } from '../overlay/painter.ts';
import type { DrawSprite } from '../overlay/sprites.ts';
import { CAMERA_COLOUR, DEVICE_COLOURS, rgba } from '../theme.ts';
import { ring } from './devices.ts';
import type { LayerContext, SceneLayer } from './layer.ts';
import { LABEL_STYLES } from './styles.ts';

interface DrawnCamera {
  readonly id: string;
  readonly target: Selection;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly headingDegrees: number | null;
  readonly fovDegrees: number;
  readonly rangeM: number;
  isOnline: boolean;
  readonly label: Label;
  readonly selectedLabel: Label;
}

const ICONS_BELOW = 1.7;
const CONES_BELOW = 0.75;
const NAMES_BELOW = 0.42;
const RADIANS = Math.PI / 180;
const CONE_STEP_DEGREES = 8;

/** Cameras of the pack and of the station: which way they look and how far. */
export class CamerasLayer implements SceneLayer {
  readonly id = 'cameras';
  #context: LayerContext | null = null;
  #source: SceneState['devices'] | null = null;
  #cameras = new Map<string, DrawnCamera>();
  #packIds = new Set<string>();

  create(context: LayerContext): void {
    this.#context = context;
    for (const { geometry, properties } of context.pack.features.cameras) {
      const { deviceId, name, heading, fov, rangeM, online } = properties;
      const [lon, lat] = geometry.coordinates;
      const facing = heading ?? null;
      this.#add(deviceId, name, lon, lat, facing, fov ?? 70, rangeM ?? 60, online !== false);
      this.#packIds.add(deviceId);
    }
  }

  update(state: SceneState): void {
    if (state.devices === this.#source) return;
    this.#source = state.devices;
    for (const id of this.#cameras.keys()) if (!this.#packIds.has(id)) this.#cameras.delete(id);
    for (const device of state.devices) {
      if (device.kind !== 'camera') continue;
      const isOnline = device.contact !== 'lost';
      const held = this.#cameras.get(device.id);
      if (held) held.isOnline = isOnline;
      else this.#add(device.id, device.name, device.lon, device.lat, null, 70, 60, isOnline);
    }
  }

  frame(painter: Painter): void {
    const { lens, point } = painter;
    for (const camera of this.#cameras.values()) {
      const isSelected = painter.isSelected('camera', camera.id);
      if (!isSelected && (lens.metresPerPixel > ICONS_BELOW || !painter.isInSight(camera.x, camera.y))) continue;
      const distance = lens.depthOf(camera.x, camera.y, camera.z) / lens.focal;
      if (!isSelected && (distance > ICONS_BELOW * 1.3 || distance <= 0)) continue;
      if (isSelected || distance < CONES_BELOW) this.#paintCone(painter, camera, isSelected);
      if (!painter.place(camera.x, camera.y, camera.z, 14)) continue;
      const { x, y } = point;
      const sizePx = (distance < 0.8 ? 18 : 13) * painter.scale;
      painter.stamp(`camera${camera.isOnline}${sizePx}`, sizePx, x, y, camera.isOnline ? ONLINE : OFFLINE);
      painter.hit(camera.target, x, y, 11, 11, 1.5);
      if (isSelected) {
        ring(painter, x, y, sizePx * 0.8);
        painter.offer(camera.selectedLabel, x, y, 'below', sizePx / 2 + 3, 900, true);
      } else if (distance < NAMES_BELOW) painter.offer(camera.label, x, y, 'below', sizePx / 2, 40);
    }
  }

  locate(target: Selection) {
    const camera = target.kind === 'camera' ? this.#cameras.get(target.id) : undefined;
    return camera ? { x: camera.x, y: camera.y, distanceM: 420 } : null;
  }

  dispose(): void {
    this.#cameras.clear();
  }

  #add(
    id: string,
    name: string,
    lon: number,
    lat: number,
    headingDegrees: number | null,
    fovDegrees: number,
    rangeM: number,
    isOnline: boolean,
  ): void {
    if (!this.#context) return;
    const at = new Float64Array(3);
    this.#context.pack.frame.place(lon, lat, at);
    const target = { kind: 'camera', id } as const;
    this.#cameras.set(id, {
      id,
      target,
      x: at[0]!,
      y: at[1]!,
      z: at[2]!,
      headingDegrees,
      fovDegrees,
      rangeM,
      isOnline,
      label: new Label(name, LABEL_STYLES.device, target),
      selectedLabel: new Label(name, LABEL_STYLES.selected, target),
    });
  }

  /** A fan on the ground; a camera whose heading nobody entered shows none rather than a wrong one. */
  #paintCone(painter: Painter, camera: DrawnCamera, isSelected: boolean): void {
    if (camera.headingDegrees === null) return;
    const { ink, lens, point } = painter;
    const { x, y, z, fovDegrees, rangeM, headingDegrees } = camera;
    if (!lens.project(x, y, z, point)) return;
    ink.beginPath();
    ink.moveTo(point.x, point.y);
    const steps = Math.max(2, Math.ceil(fovDegrees / CONE_STEP_DEGREES));
    for (let step = 0; step <= steps; step++) {
      const angle = (headingDegrees - fovDegrees / 2 + (fovDegrees * step) / steps) * RADIANS;
      if (!lens.project(x + Math.sin(angle) * rangeM, y + Math.cos(angle) * rangeM, z, point)) return;
      ink.lineTo(point.x, point.y);
    }
    ink.closePath();
    const colour = camera.isOnline ? CAMERA_COLOUR : DEVICE_COLOURS.lost;
    ink.fillStyle = rgba(colour, isSelected ? 0.26 : 0.09);
    ink.fill();
    ink.strokeStyle = rgba(colour, isSelected ? 0.95 : 0.28);
    ink.lineWidth = isSelected ? 1.5 : 1;
    ink.stroke();
  }
}

const glyph =
  (colour: string, isFilled: boolean): DrawSprite =>
  (ink, size) => {
    const unit = size / 2 - 1;
    ink.beginPath();
    ink.roundRect(-unit, -unit * 0.55, unit * 1.3, unit * 1.1, 2);
    ink.moveTo(unit * 0.4, -unit * 0.15);
    ink.lineTo(unit, -unit * 0.5);
    ink.lineTo(unit, unit * 0.5);
    ink.lineTo(unit * 0.4, unit * 0.15);
    ink.fillStyle = isFilled ? colour : '#0c1219e6';
    ink.fill();
    ink.strokeStyle = isFilled ? '#0a0f14' : colour;
    ink.lineWidth = isFilled ? 0.8 : 1.4;
    ink.stroke();
    if (isFilled) return;
    ink.beginPath();
    ink.moveTo(-unit * 0.9, unit * 0.9);
    ink.lineTo(unit * 0.9, -unit * 0.9);
    ink.stroke();
  };

const ONLINE = glyph(CAMERA_COLOUR, true);
const OFFLINE = glyph(DEVICE_COLOURS.lost, false);
