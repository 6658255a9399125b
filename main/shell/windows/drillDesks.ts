/** Desks of the drill room: duty windows for those who are trained at this machine, each a seat of its own. */
import type { BrowserWindow } from 'electron';
import type { DrillSeat } from '#shared/wire/host.ts';
import type { Admit } from '../rooms/roomWindows.ts';
import { DUTY_PAGE } from './dutyWindow.ts';
import { openPageWindow, type WindowKit } from './pageWindow.ts';

const SIZE = { width: 1_600, height: 900 };
const LEAST_SIZE = { width: 1_024, height: 640 };

export class DrillDesks {
  readonly #kit: WindowKit;
  readonly #seats: readonly DrillSeat[];
  readonly #admit: Admit;
  /** By the seat that is taken at it. */
  readonly #windows = new Map<DrillSeat, BrowserWindow>();

  constructor(kit: WindowKit, seats: readonly DrillSeat[], admit: Admit) {
    this.#kit = kit;
    this.#seats = seats;
    this.#admit = admit;
  }

  get all(): readonly BrowserWindow[] {
    return [...this.#windows.values()];
  }

  /** One more; false: every seat is taken. */
  open(): boolean {
    const seat = this.#seats.find((one) => !this.#windows.has(one));
    if (!seat) return false;
    const window = openPageWindow(this.#kit, {
      ...{ url: DUTY_PAGE, title: `平安指挥 · ${seat.name}`, size: SIZE, least: LEAST_SIZE },
      nth: this.#windows.size,
      onCreated: (created) => this.#admit(created, () => seat),
    });
    this.#windows.set(seat, window);
    window.once('closed', () => this.#windows.delete(seat));
    return true;
  }
}
