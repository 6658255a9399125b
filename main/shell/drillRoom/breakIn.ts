/**
 * When a real alarm breaks into the drill room. Pure of Electron: hears the live core and the drill core, and says what is to be done.
 * The drill is suspended again with every word of the live core until it says that it stands: one lost request changes nothing.
 */

import type { Clock } from '#shared/kit/clock.ts';
import type { BrokenIn } from '#shared/wire/drillRoom.ts';
import type { PulsedDrill, UnansweredAlarm } from '#shared/wire/host.ts';

export interface BreakInOptions {
  /** Epoch ms. */
  readonly now: Clock;
  /** Asks the drill core to suspend its drill for this alarm. */
  readonly suspend: (note: string) => void;
  /** Tells the drill core whether its drill may go on. */
  readonly tellDrill: (isUnanswered: boolean) => void;
  /** An alarm came that was not there before. */
  readonly onAlarm: () => void;
  readonly onChange: () => void;
}

export class BreakIn {
  readonly #options: BreakInOptions;
  #alarms: readonly UnansweredAlarm[] = [];
  #drill: PulsedDrill | null = null;
  #broken: BrokenIn | null = null;

  constructor(options: BreakInOptions) {
    this.#options = options;
  }

  get state(): BrokenIn | null {
    return this.#broken;
  }

  get isUnanswered(): boolean {
    return this.#alarms.length > 0;
  }

  /** With every pulse of the live core, gravest first. */
  hearStation(alarms: readonly UnansweredAlarm[]): void {
    const known = new Set(this.#alarms.map(({ incidentId }) => incidentId));
    const wasUnanswered = this.isUnanswered;
    this.#alarms = alarms;
    if (this.isUnanswered !== wasUnanswered) this.#options.tellDrill(this.isUnanswered);
    this.#settle();
    if (alarms.some(({ incidentId }) => !known.has(incidentId))) this.#options.onAlarm();
  }

  /** With every pulse of the drill core. */
  hearDrill(drill: PulsedDrill | null): void {
    this.#drill = drill;
    this.#settle();
  }

  /** Its core has come up, for the first time or again: it knows of nothing. */
  drillIsUp(): void {
    this.#options.tellDrill(this.isUnanswered);
  }

  #settle(): void {
    const [first] = this.#alarms;
    const stands = this.#drill?.suspended === 'liveAlarm';
    if (first && this.#drill !== null && !stands) this.#options.suspend(this.#broken?.note ?? first.note);
    const next = this.#next(first, stands);
    if (next?.isUnanswered === this.#broken?.isUnanswered && next?.at === this.#broken?.at) return;
    this.#broken = next;
    this.#options.onChange();
  }

  /** What broke in first is named until it is over. */
  #next(first: UnansweredAlarm | undefined, stands: boolean): BrokenIn | null {
    const isUnanswered = first !== undefined;
    if (this.#broken) return isUnanswered || stands ? { ...this.#broken, isUnanswered } : null;
    return first ? { at: this.#options.now(), note: first.note, isUnanswered } : null;
  }
}
