import type { PtzVector } from '#shared/wire/ptz.ts';

/** Half of the full speed: a street camera at full speed is gone before a finger is off the key. */
const SPEED = 0.5;

const STILL: PtzVector = { pan: 0, tilt: 0, zoom: 0 };

export const TURNS = {
  left: { ...STILL, pan: -SPEED },
  right: { ...STILL, pan: SPEED },
  up: { ...STILL, tilt: SPEED },
  down: { ...STILL, tilt: -SPEED },
  nearer: { ...STILL, zoom: SPEED },
  farther: { ...STILL, zoom: -SPEED },
} as const satisfies Readonly<Record<string, PtzVector>>;
export type Turn = keyof typeof TURNS;

const KEYS: Readonly<Record<string, Turn>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  '+': 'nearer',
  '=': 'nearer',
  '-': 'farther',
};

export const turnForKey = (key: string): Turn | undefined => KEYS[key];
