import type { WallContent } from '#shared/domain/wallRegion.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { Observable } from '../../live/observable.ts';

export type MapContent = Extract<WallContent, { kind: 'map' }>;

/** One map of this window, for as long as the window lives or it fails. */
export interface RackedMap {
  readonly id: number;
  /** Goes from place to place with everything in it; in no document while it is put by. */
  readonly host: HTMLElement;
  readonly content: MapContent;
  readonly isShown: boolean;
  readonly hasFailed: boolean;
}

/** What a place on the display has from the rack. */
export interface MapPlace extends Disposable {
  show(content: MapContent): void;
}

/**
 * The maps of one wall window. A composition without a map puts them by, the next one with a map has them back at once: made anew, the map of
 * an alarm would be seconds away, and every making takes a graphics context and a whole scene of which neither is given back in full.
 */
export class MapRack {
  readonly changes = new Observable();
  #maps: readonly RackedMap[] = [];
  #made = 0;

  get maps(): readonly RackedMap[] {
    return this.#maps;
  }

  /** The first map that nobody shows, or a new one, inside `place` until that is disposed. */
  put(place: HTMLElement, content: MapContent): MapPlace {
    const { id, host } = this.#maps.find(({ isShown }) => !isShown) ?? this.#make(content);
    place.append(host);
    this.#change(id, { content, isShown: true });
    return {
      show: (wanted) => this.#change(id, { content: wanted }),
      dispose: () => {
        host.remove();
        this.#change(id, { isShown: false });
      },
    };
  }

  /** It says so where it stands; the next composition tries another. */
  fail(id: number): void {
    this.#change(id, { hasFailed: true });
  }

  #make(content: MapContent): RackedMap {
    const host = document.createElement('div');
    host.className = 'wall-map__host';
    this.#made += 1;
    const made = { id: this.#made, host, content, isShown: false, hasFailed: false };
    this.#maps = [...this.#maps, made];
    return made;
  }

  #change(id: number, change: Partial<Pick<RackedMap, 'content' | 'isShown' | 'hasFailed'>>): void {
    const changed = this.#maps.map((map) => (map.id === id ? { ...map, ...change } : map));
    this.#maps = changed.filter(({ isShown, hasFailed }) => isShown || !hasFailed);
    this.changes.changed();
  }
}
