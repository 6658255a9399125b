import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { Lens } from '../camera/view.ts';
import type { FlightTarget, SceneLayerInfo, SceneState, SceneStore, Selection } from '../contract.ts';
import type { Crowd } from '../crowd/crowdCanvas.ts';
import type { MapSurface } from '../map/surface.ts';
import type { Painter } from '../overlay/painter.ts';
import type { LoadedPack } from '../pack/load.ts';
import type { Pickable, SceneLayer } from './layer.ts';
import { LAYER_OF_ROLE, sceneLayers } from './registry.ts';

interface StackedLayer {
  readonly layer: SceneLayer;
  readonly zh: string;
  readonly en: string;
  isVisible: boolean;
  /** Known since the pack was opened. */
  readonly packProblem: Bilingual | null;
  problem: Bilingual | null;
}

/** One sentence about every broken part of a layer. */
const together = (problems: LoadedPack['problems']): Bilingual | null =>
  problems.length === 0
    ? null
    : {
        zh: problems.map(({ layer, reason }) => `${layer}：${reason.zh}`).join('；'),
        en: problems.map(({ layer, reason }) => `${layer}: ${reason.en}`).join('; '),
      };

export interface StackEvents {
  requestPaint(): void;
  /** A layer was switched, or its problem came or went. */
  changed(): void;
}

/** All layers of one scene, bottom to top, with what the layer panel says of them. */
export class LayerStack {
  readonly #named = sceneLayers();
  readonly #stacked: readonly StackedLayer[];
  readonly #events: StackEvents;

  constructor(pack: LoadedPack, store: SceneStore, crowd: Crowd, events: StackEvents) {
    this.#events = events;
    const entries = this.#named.entries.filter(({ isIn }) => isIn?.(pack) ?? true);
    this.#stacked = entries.map(({ id, zh, en, make }) => {
      const problems = pack.problems.filter(({ role }) => LAYER_OF_ROLE[role] === id);
      const packProblem = together(problems);
      return { layer: make(), zh, en, isVisible: true, packProblem, problem: packProblem };
    });
    for (const stacked of this.#stacked) {
      stacked.layer.create({
        pack,
        store,
        crowd,
        requestPaint: events.requestPaint,
        reportProblem: (problem) => {
          // What is wrong with the pack stays wrong when its tiles have come.
          stacked.problem = problem ?? stacked.packProblem;
          events.changed();
        },
      });
    }
  }

  get units() {
    return this.#named.units;
  }

  get areas() {
    return this.#named.areas;
  }

  get buildings() {
    return this.#named.buildings;
  }

  update(state: SceneState): void {
    for (const { layer } of this.#stacked) layer.update?.(state);
  }

  moved(unitIds: readonly string[]): void {
    for (const { layer } of this.#stacked) layer.moved?.(unitIds);
  }

  attach(map: MapSurface): void {
    for (const { layer } of this.#stacked) layer.attach?.(map);
  }

  detach(): void {
    for (const { layer } of this.#stacked) layer.detach?.();
  }

  beforeMap(metresPerPixel: number): void {
    for (const { layer, isVisible } of this.#stacked) layer.beforeMap?.(metresPerPixel, isVisible);
  }

  frame(painter: Painter): void {
    for (const { layer, isVisible } of this.#stacked) if (isVisible) layer.frame?.(painter);
  }

  locate(target: Extract<FlightTarget, Selection>) {
    for (const { layer } of this.#stacked) {
      const found = layer.locate?.(target);
      if (found) return found;
    }
    return null;
  }

  nameOf(target: Selection): string | null {
    for (const { layer } of this.#stacked) {
      const name = layer.nameOf?.(target);
      if (name) return name;
    }
    return null;
  }

  /** The best of what the layers know of a pixel and the overlay's own find. */
  pick(x: number, y: number, lens: Lens, painted: Pickable | null): Selection | null {
    let best = painted;
    for (const { layer, isVisible } of this.#stacked) {
      const found = isVisible ? (layer.pick?.(x, y, lens) ?? null) : null;
      if (found && (!best || found.rank > best.rank)) best = found;
    }
    return best?.target ?? null;
  }

  /** False when nothing changed. */
  setVisible(id: string, isVisible: boolean): boolean {
    const stacked = this.#stacked.find(({ layer }) => layer.id === id);
    if (!stacked || stacked.isVisible === isVisible) return false;
    stacked.isVisible = isVisible;
    this.#events.changed();
    return true;
  }

  list(): readonly SceneLayerInfo[] {
    return this.#stacked.map(({ layer, zh, en, isVisible, problem }) => ({ id: layer.id, zh, en, isVisible, problem }));
  }

  dispose(): void {
    for (const { layer } of this.#stacked) layer.dispose();
  }
}
