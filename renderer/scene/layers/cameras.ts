import type { Lens } from '../camera/view.ts';
import type { SceneState, Selection } from '../contract.ts';
import type { CrowdHandle } from '../crowd/crowdCanvas.ts';
import { HIDDEN, Marks } from '../crowd/marks.ts';
import { Label, type Painter } from '../overlay/painter.ts';
import { GroundIndex } from '../pack/groundIndex.ts';
import { CAMERA_COLOUR, DEVICE_COLOURS, rgba } from '../theme.ts';
import { CAMERA_STYLE, CAMERAS_BELOW, OFFLINE, ONLINE } from './cameraSprites.ts';
import { type Cone, traceCone } from './cone.ts';
import { ring } from './devices.ts';
import type { LayerContext, Pickable, SceneLayer } from './layer.ts';
import { LABEL_STYLES } from './styles.ts';

interface DrawnCamera {
  readonly id: string;
  readonly target: Selection;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Null: nobody entered where it looks, and it shows none rather than a wrong one. */
  readonly cone: Cone | null;
  isOnline: boolean;
  readonly label: Label;
  readonly selectedLabel: Label;
}

const CONES_BELOW = 0.75;
/** With more cameras in sight, what they see is a haze over everything that lives: only the selected one shows it. */
const CONES_AT_MOST = 60;
const NAMES_BELOW = 0.42;
/** Where nobody says. */
const ASSUMED_FOV = 70;
const ASSUMED_RANGE_M = 60;
/** CSS pixels around an icon that mean it. */
const REACH_PX = 11;

/**
 * Cameras of the pack and of the station: which way they look and how far. Icons are drawn by the card; the overlay adds the
 * ground they see and their names near by, and the selected one.
 */
export class CamerasLayer implements SceneLayer {
  readonly id = 'cameras';
  #context: LayerContext | null = null;
  #devices: SceneState['devices'] = [];
  #channels: SceneState['channels'] = null;
  #cameras = new Map<string, DrawnCamera>();
  /** In the order of the marks. */
  #list: readonly DrawnCamera[] = [];
  #index = new GroundIndex([], []);
  #marks: Marks | null = null;
  #handle: CrowdHandle | null = null;
  #selected = -1;
  #showsCones = true;
  readonly #near = new Float64Array(4);

  create(context: LayerContext): void {
    this.#context = context;
    this.#gather();
  }

  update(state: SceneState): void {
    this.#select(state.selection);
    const { devices, channels = null } = state;
    if (devices === this.#devices && channels === this.#channels) return;
    const isSameCast = channels === this.#channels && haveSameCameras(devices, this.#devices);
    this.#devices = devices;
    this.#channels = channels;
    if (isSameCast) {
      this.#noteContact();
      this.#showAll();
    } else this.#gather();
    this.#select(state.selection);
  }

  /** The station's channels, and until they are known the pack's cameras; and cameras that are devices and no channel. */
  #gather(): void {
    this.#cameras.clear();
    if (this.#channels) {
      for (const { id, name, lon, lat, heading, fov, rangeM, hasFailed } of this.#channels)
        this.#add(id, name, lon, lat, heading, fov ?? ASSUMED_FOV, rangeM ?? ASSUMED_RANGE_M, !hasFailed);
    } else {
      for (const { geometry, properties } of this.#context?.pack.features.cameras ?? []) {
        const { deviceId, name, heading = null, fov = ASSUMED_FOV, rangeM = ASSUMED_RANGE_M, online } = properties;
        const [lon, lat] = geometry.coordinates;
        this.#add(deviceId, name, lon, lat, heading, fov, rangeM, online !== false);
      }
    }
    for (const { id, kind, name, lon, lat } of this.#devices) {
      if (kind === 'camera' && !this.#cameras.has(id))
        this.#add(id, name, lon, lat, null, ASSUMED_FOV, ASSUMED_RANGE_M, true);
    }
    this.#noteContact();
    this.#deal();
  }

  /** What a device's own link says of it counts beside what its pictures say. */
  #noteContact(): void {
    const failed = new Set(this.#channels?.flatMap(({ id, hasFailed }) => (hasFailed ? [id] : [])));
    for (const { id, kind, contact } of this.#devices) {
      const camera = kind === 'camera' ? this.#cameras.get(id) : undefined;
      if (camera) camera.isOnline = contact !== 'lost' && !failed.has(id);
    }
  }

  beforeMap(metresPerPixel: number, isVisible: boolean): void {
    if (this.#handle) this.#handle.isVisible = isVisible && metresPerPixel <= CAMERAS_BELOW;
  }

  frame(painter: Painter): void {
    const { lens } = painter;
    const selected = this.#list[this.#selected];
    if (selected) this.#paintIcon(painter, selected, true);
    if (lens.metresPerPixel > CAMERAS_BELOW) return;
    const isOnCard = this.#context?.crowd.isDrawing === true;
    // Beyond the last cone and name the card needs no help.
    lens.groundBounds((isOnCard ? CONES_BELOW : CAMERAS_BELOW) * lens.focal, this.#near);
    const { bounds } = painter;
    for (let side = 0; side < 2; side++) {
      this.#near[side] = Math.max(this.#near[side]!, bounds[side]!);
      this.#near[side + 2] = Math.min(this.#near[side + 2]!, bounds[side + 2]!);
    }
    let inSight = 0;
    this.#index.within(this.#near, (index) => {
      const { x, y, z } = this.#list[index]!;
      if (painter.place(x, y, z, 0)) inSight++;
    });
    this.#showsCones = inSight <= CONES_AT_MOST;
    this.#index.within(this.#near, (index) => {
      if (index === this.#selected) return;
      const camera = this.#list[index]!;
      if (!isOnCard) this.#paintIcon(painter, camera, false);
      else this.#annotate(painter, camera, false);
    });
  }

  pick(x: number, y: number, lens: Lens): Pickable | null {
    if (!this.#handle?.isVisible || !this.#context?.crowd.isDrawing) return null;
    const ground = lens.groundAt(x, y);
    if (!ground) return null;
    const reachM = (REACH_PX * lens.depthOf(ground[0], ground[1], lens.groundZ) * 3) / lens.focal;
    this.#near.set([ground[0] - reachM, ground[1] - reachM, ground[0] + reachM, ground[1] + reachM]);
    const point = { x: 0, y: 0, depth: 0 };
    let nearest: DrawnCamera | null = null;
    let nearestPx = REACH_PX;
    this.#index.within(this.#near, (index) => {
      const camera = this.#list[index]!;
      if (!lens.project(camera.x, camera.y, camera.z, point)) return;
      if (point.depth / lens.focal > CAMERAS_BELOW * 1.3) return;
      const away = Math.hypot(point.x - x, point.y - y);
      if (away > nearestPx) return;
      nearest = camera;
      nearestPx = away;
    });
    return nearest && { target: (nearest as DrawnCamera).target, rank: 1.5 };
  }

  locate(target: Selection) {
    const camera = target.kind === 'camera' ? this.#cameras.get(target.id) : undefined;
    return camera ? { x: camera.x, y: camera.y, distanceM: 420 } : null;
  }

  nameOf(target: Selection): string | null {
    return target.kind === 'camera' ? (this.#cameras.get(target.id)?.label.text ?? null) : null;
  }

  dispose(): void {
    this.#handle?.dispose();
    this.#cameras.clear();
  }

  /** Others than before: new marks, a new index. */
  #deal(): void {
    const { crowd, store } = this.#context!;
    this.#list = [...this.#cameras.values()];
    this.#index = new GroundIndex(
      this.#list.map(({ x }) => x),
      this.#list.map(({ y }) => y),
    );
    this.#selected = -1;
    this.#handle?.dispose();
    this.#marks = new Marks(this.#list.length, performance.now(), store.serverNow());
    for (const [slot, { x, y }] of this.#list.entries()) this.#marks.putWay(slot, x, y, x, y, 0, 0);
    this.#handle = crowd.add(this.#marks, CAMERA_STYLE);
    this.#showAll();
  }

  #showAll(): void {
    for (let slot = 0; slot < this.#list.length; slot++) this.#show(slot);
  }

  #show(slot: number): void {
    const camera = this.#list[slot];
    if (camera) this.#marks?.putLook(slot, camera.isOnline ? 0 : 1, slot === this.#selected ? HIDDEN : 0);
  }

  #select(selection: Selection | null): void {
    const id = selection?.kind === 'camera' ? selection.id : null;
    const before = this.#selected;
    if ((this.#list[before]?.id ?? null) === id) return;
    this.#selected = id === null ? -1 : this.#list.findIndex((camera) => camera.id === id);
    this.#show(before);
    this.#show(this.#selected);
  }

  #paintIcon(painter: Painter, camera: DrawnCamera, isSelected: boolean): void {
    const { lens, point } = painter;
    if (!painter.place(camera.x, camera.y, camera.z, 14)) return;
    const { x, y } = point;
    const sizePx = (point.depth / lens.focal < 0.8 ? 18 : 13) * painter.scale;
    this.#annotate(painter, camera, isSelected);
    painter.stamp(`camera${camera.isOnline}${sizePx}`, sizePx, x, y, camera.isOnline ? ONLINE : OFFLINE);
    painter.hit(camera.target, x, y, REACH_PX, REACH_PX, 1.5);
    if (isSelected) ring(painter, x, y, sizePx * 0.8);
  }

  #annotate(painter: Painter, camera: DrawnCamera, isSelected: boolean): void {
    const { lens, point } = painter;
    const distance = lens.depthOf(camera.x, camera.y, camera.z) / lens.focal;
    if (isSelected || (this.#showsCones && distance > 0 && distance < CONES_BELOW))
      this.#paintCone(painter, camera, isSelected);
    if (!isSelected && distance >= NAMES_BELOW) return;
    if (!painter.place(camera.x, camera.y, camera.z, 14)) return;
    const label = isSelected ? camera.selectedLabel : camera.label;
    painter.offer(label, point.x, point.y, 'below', 11 * painter.scale, isSelected ? 900 : 40, isSelected);
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
      cone: headingDegrees === null ? null : { headingDegrees, fovDegrees, rangeM },
      isOnline,
      label: new Label(name, LABEL_STYLES.device, target),
      selectedLabel: new Label(name, LABEL_STYLES.selected, target),
    });
  }

  #paintCone(painter: Painter, camera: DrawnCamera, isSelected: boolean): void {
    const { ink } = painter;
    if (!camera.cone || !traceCone(painter, camera, camera.cone)) return;
    const colour = camera.isOnline ? CAMERA_COLOUR : DEVICE_COLOURS.lost;
    ink.fillStyle = rgba(colour, isSelected ? 0.26 : 0.09);
    ink.fill();
    ink.strokeStyle = rgba(colour, isSelected ? 0.95 : 0.28);
    ink.lineWidth = isSelected ? 1.5 : 1;
    ink.stroke();
  }
}

/** The same ones, where they were. */
function haveSameCameras(one: SceneState['devices'], other: SceneState['devices']): boolean {
  const key = ({ id, name, lon, lat }: SceneState['devices'][number]) => `${id} ${name} ${lon} ${lat}`;
  const cast = (devices: SceneState['devices']) => devices.filter(({ kind }) => kind === 'camera').map(key);
  const [before, now] = [cast(other), cast(one)];
  return before.length === now.length && now.every((camera, index) => camera === before[index]);
}
