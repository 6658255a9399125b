import type { SceneReport } from './contract.ts';
import type { LayerStack } from './layers/stack.ts';
import type { DrawnMap } from './map/surface.ts';
import type { Painter } from './overlay/painter.ts';
import type { UnitField } from './units/field.ts';

/** Units looked at in one painting: a whole count of 30,000 takes four paintings, some ten microseconds each. */
const SLICE = 8_000;

/** Tells the shell what is on the screen, when that changed. */
export class Reporter {
  readonly #tell: (report: SceneReport) => void;
  readonly #live = new LiveCount();
  #last = '';

  constructor(tell: (report: SceneReport) => void) {
    this.#tell = tell;
  }

  report(painter: Painter, surface: DrawnMap | null, layers: LayerStack): void {
    const buildingsLoaded = surface !== null && surface.drawn > 0 && layers.buildings.isLoaded;
    const { field } = layers.units;
    const liveUnits = field ? this.#live.advance(field, painter.serverNow, SLICE) : 0;
    const key = `${liveUnits}/${buildingsLoaded}`;
    if (key === this.#last) return;
    this.#last = key;
    this.#tell({ isPainted: buildingsLoaded, liveUnits, buildingsLoaded });
  }
}

/** Counts fresh units in slices; what it says is as of its last whole count. */
class LiveCount {
  #next = 0;
  #live = 0;
  #said = 0;

  advance(field: UnitField, serverNow: number, budget: number): number {
    const end = Math.min(field.count, this.#next + budget);
    this.#live += field.liveAmong(this.#next, end, serverNow);
    this.#next = end;
    if (this.#next >= field.count) {
      this.#said = this.#live;
      this.#next = this.#live = 0;
    }
    return this.#said;
  }
}
