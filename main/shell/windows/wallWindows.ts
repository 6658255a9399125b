/**
 * The wall of this machine: which windows are open on which displays, remembered over starts, each where it belongs whatever happens to the
 * displays. What stands in them is decided elsewhere (shared/domain/wallPlan.ts); here are windows only.
 */
import type { BrowserWindow, PowerMonitor } from 'electron';
import {
  type OpenWallWish,
  SPAN_LIMIT,
  type WallAnswer,
  type WallDisplay,
  type WallStart,
  type WallState,
  type WallWindowHealth,
} from '#shared/wire/wallWindow.ts';
import { shownSize } from '../displays/displayFacts.ts';
import type { DisplayRegistry } from '../displays/displayRegistry.ts';
import type { DisplayWatch } from '../displays/displayWatch.ts';
import type { Bounds, SettingsFile } from '../settings.ts';
import { deskDisplay, placeWall, wallIdentity } from './wallPlaces.ts';
import { REFUSED } from './wallRefusals.ts';
import { WallWindow } from './wallWindow.ts';

export interface WallWindowsOptions {
  readonly preload: string;
  readonly isPackaged: boolean;
  readonly settings: SettingsFile;
  readonly displays: DisplayWatch;
  readonly registry: DisplayRegistry;
  readonly powerMonitor: PowerMonitor;
  readonly say: (line: string) => void;
  /** Where the desk stands; null: this machine has none open. */
  readonly desk: () => Bounds | null;
  /** Told about a window before its page is loaded. */
  readonly onCreated: (window: BrowserWindow) => void;
  /** Displays, windows or how they do have changed. */
  readonly onState: (state: WallState) => void;
  /** Whether the application really starts with the login now; false: the system did not take it. */
  readonly keepLogin: (withLogin: boolean) => boolean;
  /** The last window was closed by somebody at the wall. */
  readonly onLastClosed: () => void;
}

export class WallWindows {
  readonly #options: WallWindowsOptions;
  readonly #windows = new Map<string, WallWindow>();

  constructor(options: WallWindowsOptions) {
    this.#options = options;
    options.displays.onSettled(() => this.putAll());
    options.powerMonitor.on('resume', () => {
      for (const { watch } of this.#windows.values()) watch.forgive();
    });
  }

  get state(): WallState {
    const { settings, displays } = this.#options;
    const desk = deskDisplay(displays.present, this.#options.desk());
    const wallOf = (identity: string) =>
      [...this.#windows.values()].find((window) => window.displays.includes(identity))?.identity ?? null;
    const present = displays.present.map(
      ({ identity, name, ...facts }): WallDisplay => ({
        identity,
        name,
        ...shownSize(facts),
        isPresent: true,
        isDesk: identity === desk?.identity,
        wall: wallOf(identity),
      }),
    );
    return {
      displays: [...present, ...this.#missed(wallOf)],
      windows: [...this.#windows.values()].map((window) => this.#healthOf(window)),
      start: settings.current.wallStart,
    };
  }

  /** Opens what was open at the end of the last run. */
  restore(): void {
    const { walls, wallStart } = this.#options.settings.current;
    if (wallStart.withApplication) for (const { displays } of walls) this.#open(displays);
  }

  /** A window on each display; where there is a desk, not on its own. */
  openEverywhere(): void {
    const { displays, desk } = this.#options;
    const kept = deskDisplay(displays.present, desk());
    for (const { identity } of displays.present) if (identity !== kept?.identity) this.#open([identity]);
  }

  open({ displays: wanted, isSpan }: OpenWallWish): WallAnswer {
    const { present } = this.#options.displays;
    const known = this.#options.registry.known;
    const desk = deskDisplay(present, this.#options.desk());
    if (isSpan && wanted.length > SPAN_LIMIT) return REFUSED.spanTooWide;
    if (wanted.some((identity) => known.every((display) => display.identity !== identity)))
      return REFUSED.unknownDisplay;
    // From the left: what is joined is read so, in whatever order it was chosen.
    const chosen = present.filter(({ identity }) => wanted.includes(identity)).map(({ identity }) => identity);
    if (chosen.length < new Set(wanted).size) return REFUSED.displayGone;
    if (desk && chosen.includes(desk.identity)) return REFUSED.deskStandsThere;
    for (const displays of isSpan ? [chosen] : chosen.map((identity) => [identity])) this.#open(displays);
    return { ok: true };
  }

  close(identity: string): void {
    this.#windows.get(identity)?.close();
    if (this.#windows.delete(identity)) this.#remember();
  }

  setStart(start: WallStart): WallAnswer {
    const { settings, keepLogin } = this.#options;
    const isOther = start.withLogin !== settings.current.wallStart.withLogin;
    if (isOther && !keepLogin(start.withLogin)) return REFUSED.loginNotKept;
    settings.change({ wallStart: start });
    this.#tell();
    return { ok: true };
  }

  /** A page of the wall has painted so many beats. */
  hearBeat(webContentsId: number, beats: number): void {
    [...this.#windows.values()].find((window) => window.webContentsId === webContentsId)?.watch.hear(beats);
  }

  /** Each where it belongs now. */
  putAll(): void {
    for (const window of this.#windows.values()) window.put(this.#placeOf(window.displays));
    this.#tell();
  }

  send(channel: string, payload: unknown): void {
    for (const window of this.#windows.values()) window.send(channel, payload);
  }

  /** The core is elsewhere: each page is loaded anew to speak to it. */
  reload(): void {
    for (const window of this.#windows.values()) window.reload();
  }

  /** A window takes its displays from those that had them. */
  #open(displays: readonly string[]): void {
    const identity = wallIdentity(displays);
    if (this.#windows.has(identity)) return;
    for (const other of [...this.#windows.values()]) {
      if (!other.displays.some((one) => displays.includes(one))) continue;
      other.close();
      this.#windows.delete(other.identity);
    }
    const { preload, isPackaged, say, onCreated } = this.#options;
    const window = new WallWindow(
      {
        ...{ displays, identity, preload, isPackaged, say, onCreated },
        onState: () => this.#tell(),
        onClose: () => this.#closedThere(identity),
      },
      this.#placeOf(displays),
    );
    this.#windows.set(identity, window);
    this.#remember();
  }

  #closedThere(identity: string): void {
    this.close(identity);
    if (this.#windows.size === 0) this.#options.onLastClosed();
  }

  #placeOf(displays: readonly string[]) {
    return placeWall(displays, this.#options.displays.present, this.#options.desk());
  }

  #remember(): void {
    const walls = [...this.#windows.values()].map(({ displays }) => ({ displays: [...displays] }));
    this.#options.settings.change({ walls });
    this.#tell();
  }

  #missed(wallOf: (identity: string) => string | null): WallDisplay[] {
    const { displays, registry } = this.#options;
    const isHere = new Set(displays.present.map(({ identity }) => identity));
    const missed = registry.known.filter(({ identity }) => !isHere.has(identity) && wallOf(identity) !== null);
    return missed.map(({ identity, label, width, height }) => ({
      ...{ identity, name: label || identity, width, height },
      ...{ isPresent: false, isDesk: false, wall: wallOf(identity) },
    }));
  }

  #healthOf({ identity, displays, watch }: WallWindow): WallWindowHealth {
    const { state, since } = watch;
    return { identity, name: this.#placeOf(displays).name, ...this.#sizeOf(displays), state, since };
  }

  #sizeOf(displays: readonly string[]): { width: number; height: number } {
    const known = this.#options.registry.known.filter(({ identity }) => displays.includes(identity));
    const present = this.#options.displays.present.filter(({ identity }) => displays.includes(identity));
    const { bounds } = this.#placeOf(displays);
    if (bounds && present[0]) return shownSize({ bounds, scaleFactor: present[0].scaleFactor });
    return { width: known[0]?.width ?? 0, height: known[0]?.height ?? 0 };
  }

  #tell(): void {
    this.#options.onState(this.state);
  }
}
