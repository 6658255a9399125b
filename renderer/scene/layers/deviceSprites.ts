import type { DeviceKind, DeviceState } from '#shared/domain/device.ts';
import type { DrawSprite } from '../overlay/sprites.ts';
import { DEVICE_COLOURS } from '../theme.ts';

export type Contact = DeviceState['contact'];
type Ink = OffscreenCanvasRenderingContext2D;

/** Outline of each kind, within −1…1; a kind is told by its shape alone, its contact by fill and mark. */
const SHAPES: Readonly<Record<DeviceKind, (ink: Ink) => void>> = {
  alarmPole: (ink) => {
    ink.moveTo(-0.22, 0.95);
    ink.lineTo(-0.22, -0.1);
    ink.arc(0, -0.42, 0.46, Math.PI * 0.68, Math.PI * 0.32);
    ink.lineTo(0.22, 0.95);
    ink.closePath();
  },
  oneKeyButton: (ink) => ink.roundRect(-0.68, -0.68, 1.36, 1.36, 0.3),
  camera: (ink) => ink.roundRect(-0.75, -0.45, 1.5, 0.9, 0.2),
  gate: (ink) => ink.rect(-0.75, -0.35, 1.5, 0.7),
  sensor: (ink) => {
    ink.moveTo(0, -0.8);
    ink.lineTo(0.8, 0);
    ink.lineTo(0, 0.8);
    ink.lineTo(-0.8, 0);
    ink.closePath();
  },
  siren: (ink) => {
    ink.moveTo(-0.8, 0.6);
    ink.lineTo(0, -0.8);
    ink.lineTo(0.8, 0.6);
    ink.closePath();
  },
};

/**
 * Online: filled. Never heard: an outline. Lost: an outline in amber with a stroke through it, so that it can be told from
 * both without colour.
 */
export function deviceSprite(kind: DeviceKind, contact: Contact): DrawSprite {
  return (ink, size) => {
    const unit = size / 2 - 3;
    const colour = DEVICE_COLOURS[contact];
    ink.save();
    ink.scale(unit, unit);
    ink.beginPath();
    SHAPES[kind](ink);
    ink.fillStyle = contact === 'online' ? colour : '#0c1219e6';
    ink.fill();
    ink.restore();
    ink.strokeStyle = contact === 'online' ? '#0a0f14' : colour;
    ink.lineWidth = contact === 'online' ? 1 : 1.5;
    ink.stroke();
    if (kind === 'oneKeyButton') dot(ink, unit * 0.28, contact === 'online' ? '#0f1720' : colour);
    if (kind === 'alarmPole') dot(ink, unit * 0.17, contact === 'online' ? '#0f1720' : colour, -unit * 0.42);
    if (contact === 'lost') strike(ink, unit);
  };
}

function dot(ink: Ink, radius: number, colour: string, y = 0): void {
  ink.beginPath();
  ink.arc(0, y, radius, 0, Math.PI * 2);
  ink.fillStyle = colour;
  ink.fill();
}

function strike(ink: Ink, unit: number): void {
  for (const [colour, width] of [
    ['#0a0f14', 4.5],
    [DEVICE_COLOURS.lost, 2],
  ] as const) {
    ink.beginPath();
    ink.moveTo(-unit * 0.95, unit * 0.95);
    ink.lineTo(unit * 0.95, -unit * 0.95);
    ink.strokeStyle = colour;
    ink.lineWidth = width;
    ink.lineCap = 'round';
    ink.stroke();
  }
}
