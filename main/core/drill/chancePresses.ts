/** What goes wrong by itself in a drill that has no script: presses now and then, and devices that have died. */
import type { Clock } from '#shared/kit/clock.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import type { CallPoints } from './callPoints.ts';
import type { Chance } from './chance.ts';

const TICK_MS = 250;
const FIRST_PRESS_MS = 6_000;
/** Between presses, while fewer than MOST_OPEN incidents are open. */
const PRESS_AFTER_MS = [45_000, 110_000] as const;
const MOST_OPEN = 7;
/** Devices that have died: they never heartbeat, so that lost contact is seen in the drill. */
const DEAD_SHARE = 0.03;

/** What is pressed or goes wrong, and how often against the others. Contact ID codes of PROTOCOLS §2.2. */
const CAUSES: readonly { share: number; code: string; zone: string }[] = [
  { share: 10, code: '120', zone: '001' },
  { share: 2, code: '110', zone: '002' },
  { share: 2, code: '100', zone: '003' },
  { share: 1, code: '137', zone: '009' },
  { share: 1, code: '302', zone: '000' },
];

/** Each cause as often as its share. */
const LOTS = CAUSES.flatMap((cause) => Array<(typeof CAUSES)[number]>(cause.share).fill(cause));

export interface ChancePressesOptions {
  readonly points: CallPoints;
  readonly chance: Chance;
  readonly clock: Clock;
  /** A script is played: nothing happens by itself. */
  isScripted(): boolean;
  /** Open incidents at the desk: a drill does not drown its trainees. */
  openIncidents(): number;
}

export class ChancePresses implements Disposable {
  readonly #options: ChancePressesOptions;
  readonly #timer: NodeJS.Timeout;
  #pressAt: number;

  constructor(options: ChancePressesOptions) {
    this.#options = options;
    const { points, chance, clock } = options;
    this.#pressAt = clock() + FIRST_PRESS_MS;
    for (const id of points.alive) if (chance.happens(DEAD_SHARE)) points.setDead(id, true);
    this.#timer = setInterval(() => this.#tick(clock()), TICK_MS);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #tick(now: number): void {
    const { chance, points, isScripted, openIncidents } = this.#options;
    if (now < this.#pressAt) return;
    this.#pressAt = now + chance.between(...PRESS_AFTER_MS);
    const { alive } = points;
    if (alive.length === 0 || isScripted() || openIncidents() >= MOST_OPEN) return;
    const { code, zone } = chance.pick(LOTS);
    void points.press(chance.pick(alive), code, zone);
  }
}
