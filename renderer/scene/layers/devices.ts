import type { DeviceState } from '#shared/domain/device.ts';
import type { SceneState, Selection } from '../contract.ts';
import { Label, type Painter } from '../overlay/painter.ts';
import type { DrawSprite } from '../overlay/sprites.ts';
import { SELECTED } from '../theme.ts';
import { deviceSprite } from './deviceSprites.ts';
import type { LayerContext, SceneLayer } from './layer.ts';
import { LABEL_STYLES } from './styles.ts';

interface DrawnDevice {
  readonly state: DeviceState;
  readonly target: Selection;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly draw: DrawSprite;
  readonly nearKey: string;
  readonly farKey: string;
  readonly label: Label;
  readonly selectedLabel: Label;
}

/** Metres per pixel below which icons and names are drawn; a lost device is named earlier: somebody must go there. */
const POLES_BELOW = 4.5;
const OTHERS_BELOW = 2.4;
const NAMES_BELOW = 0.7;
const LOST_NAMES_BELOW = 1.6;

/** The station's own devices but for cameras, which have a layer of their own. */
export class DevicesLayer implements SceneLayer {
  readonly id = 'devices';
  #context: LayerContext | null = null;
  #source: readonly DeviceState[] | null = null;
  #devices: DrawnDevice[] = [];
  #byId = new Map<string, DrawnDevice>();

  create(context: LayerContext): void {
    this.#context = context;
  }

  update(state: SceneState): void {
    if (state.devices === this.#source || !this.#context) return;
    this.#source = state.devices;
    const known = this.#byId;
    this.#byId = new Map();
    this.#devices = [];
    for (const device of state.devices) {
      if (device.kind === 'camera') continue;
      const held = known.get(device.id);
      const drawn = held?.state === device ? held : drawnDevice(device, this.#context);
      this.#devices.push(drawn);
      this.#byId.set(device.id, drawn);
    }
  }

  frame(painter: Painter): void {
    const { lens, point } = painter;
    for (const device of this.#devices) {
      const { kind, contact, id } = device.state;
      const isSelected = painter.isSelected('device', id);
      const limit = kind === 'alarmPole' ? POLES_BELOW : OTHERS_BELOW;
      if (!isSelected && (lens.metresPerPixel > limit || !painter.isInSight(device.x, device.y))) continue;
      if (!painter.place(device.x, device.y, device.z, 12)) continue;
      const perPixel = point.depth / lens.focal;
      if (!isSelected && perPixel > limit * 1.4) continue;
      const near = perPixel < 1.2;
      const sizePx = (near ? 24 : 17) * painter.scale;
      const lift = kind === 'alarmPole' ? sizePx * 0.38 : 0;
      painter.stamp(near ? device.nearKey : device.farKey, sizePx, point.x, point.y - lift, device.draw);
      painter.hit(device.target, point.x, point.y - lift, 12, 13, 2);
      if (isSelected) {
        ring(painter, point.x, point.y - lift, sizePx * 0.66);
        painter.offer(device.selectedLabel, point.x, point.y, 'below', sizePx / 2, 900, true);
      } else if (perPixel < (contact === 'lost' ? LOST_NAMES_BELOW : NAMES_BELOW)) {
        painter.offer(device.label, point.x, point.y, 'below', sizePx * 0.4, contact === 'lost' ? 130 : 70);
      }
    }
  }

  locate(target: Selection) {
    const device = target.kind === 'device' ? this.#byId.get(target.id) : undefined;
    return device ? { x: device.x, y: device.y, distanceM: 600 } : null;
  }

  dispose(): void {
    this.#devices = [];
  }
}

function drawnDevice(state: DeviceState, { pack }: LayerContext): DrawnDevice {
  const at = new Float64Array(3);
  pack.frame.place(state.lon, state.lat, at);
  const target = { kind: 'device', id: state.id } as const;
  return {
    state,
    target,
    x: at[0]!,
    y: at[1]!,
    z: at[2]!,
    draw: deviceSprite(state.kind, state.contact),
    nearKey: `device${state.kind}${state.contact}near`,
    farKey: `device${state.kind}${state.contact}far`,
    label: new Label(state.name, state.contact === 'lost' ? LABEL_STYLES.deviceLost : LABEL_STYLES.device, target),
    selectedLabel: new Label(state.name, LABEL_STYLES.selected, target),
  };
}

/** The mark of the selected thing: four corners of a ring, the same for everything on the scene. */
export function ring({ ink }: Painter, x: number, y: number, radius: number): void {
  ink.strokeStyle = SELECTED;
  ink.lineWidth = 2;
  ink.beginPath();
  for (let quarter = 0; quarter < 4; quarter++) {
    const from = quarter * (Math.PI / 2) + 0.3;
    ink.moveTo(x + Math.cos(from) * radius, y + Math.sin(from) * radius);
    ink.arc(x, y, radius, from, from + Math.PI / 2 - 0.6);
  }
  ink.stroke();
}
