/**
 * The displays of this machine as they are now. Windows ask it where they belong and are told when that may have changed: something was
 * plugged, unplugged, turned or set to another resolution, or the machine woke up. Disposed with the application.
 */
import type { Display, PowerMonitor, Screen } from 'electron';
import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';
import type { DisplayFacts } from './displayFacts.ts';
import type { DisplayRegistry, PresentDisplay } from './displayRegistry.ts';
import { Storm } from './storm.ts';

/** A plug says so several times within this. */
const QUIET_MS = 400;
const LATEST_MS = 2_000;
/** Monitors wake up slower than the machine, each in its own time. */
const AFTER_WAKING_MS = [500, 2_500, 5_000];

export interface DisplayWatchOptions {
  readonly screen: Screen;
  readonly powerMonitor: PowerMonitor;
  readonly registry: DisplayRegistry;
}

export class DisplayWatch {
  readonly #options: DisplayWatchOptions;
  readonly #listeners = new Set<() => void>();
  readonly #storm = new Storm(() => this.look(), { quietMs: QUIET_MS, latestMs: LATEST_MS });
  #waking: NodeJS.Timeout[] = [];

  constructor(options: DisplayWatchOptions) {
    this.#options = options;
    const { screen, powerMonitor, registry } = options;
    registry.see(this.#facts());
    const hear = () => this.#storm.hear();
    screen.on('display-added', hear);
    screen.on('display-removed', hear);
    screen.on('display-metrics-changed', hear);
    powerMonitor.on('resume', this.#wake);
    powerMonitor.on('unlock-screen', this.#wake);
  }

  /** From the left. */
  get present(): readonly PresentDisplay[] {
    return this.#options.registry.present;
  }

  /** The one the system calls the first, then the others from the left: where a window without a place of its own opens. */
  get fromPrimary(): readonly PresentDisplay[] {
    const { id } = this.#options.screen.getPrimaryDisplay();
    return this.present.toSorted((left, right) => Number(right.id === id) - Number(left.id === id));
  }

  /** Something is being plugged: where windows stand now is not where anybody has put them. */
  get isChanging(): boolean {
    return this.#storm.isOn;
  }

  /** Called whenever windows should see to their places. */
  onSettled(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return toDisposable(() => this.#listeners.delete(listener));
  }

  look(): void {
    this.#options.registry.see(this.#facts());
    for (const listener of [...this.#listeners]) listener();
  }

  readonly #wake = (): void => {
    for (const timer of this.#waking) clearTimeout(timer);
    this.#waking = AFTER_WAKING_MS.map((afterMs) => setTimeout(() => this.look(), afterMs));
  };

  #facts(): DisplayFacts[] {
    return this.#options.screen.getAllDisplays().map(factsOf);
  }
}

function factsOf({ id, label, internal, bounds, workArea, scaleFactor, rotation }: Display): DisplayFacts {
  return { id, label: (label ?? '').slice(0, 200), isInternal: internal, bounds, workArea, scaleFactor, rotation };
}
