/** What the pointer means on the scene: what lies under it, what a click selects, whom a rubber band encloses. */
import type { ScreenBox } from './camera/controls.ts';
import type { Lens } from './camera/view.ts';
import type { Carried } from './carry.ts';
import type { GroundPoint, Selection, SurfaceHeight } from './contract.ts';
import type { LayerStack } from './layers/stack.ts';
import type { DrawnMap } from './map/surface.ts';
import type { Painter } from './overlay/painter.ts';
import type { SceneFrame } from './pack/frame.ts';
import type { ClusterMembers } from './units/clusterMembers.ts';

export interface PointingHost {
  readonly host: HTMLElement;
  readonly lens: Lens;
  readonly frame: SceneFrame;
  readonly layers: LayerStack;
  readonly painter: Painter;
  /** Null while there is no map. */
  surface(): Pick<DrawnMap, 'pickBuilding' | 'pickSurface'> | null;
  select(selection: Selection | null): void;
  selectMany(unitIds: readonly string[]): void;
  /** Flies the officer's view to a piece of ground in metres; false when that is no nearer than now. */
  flyInto(bounds: readonly [number, number, number, number]): boolean;
  /** The officer did something: show it at once. */
  paintNow(): void;
}

export class Pointing {
  readonly #at: PointingHost;
  #pointer: { readonly x: number; readonly y: number } | null = null;
  #isHoverDue = false;
  #band: ScreenBox | null = null;
  #hasEnclosed = false;
  #aim: ((ground: GroundPoint) => void) | null = null;

  constructor(host: PointingHost) {
    this.#at = host;
  }

  get pointer() {
    return this.#pointer;
  }

  /** The rubber band in the officer's hand. */
  get band(): ScreenBox | null {
    return this.#band;
  }

  /** Takes the ground under every click while it is there: whoever stands on that ground is not meant. */
  set aim(aim: ((ground: GroundPoint) => void) | null) {
    this.#aim = aim;
    this.#isHoverDue = true;
    // The cursor says so before the mouse moves.
    this.settleHover();
  }

  pick(x: number, y: number): Selection | null {
    const { layers, lens, painter } = this.#at;
    return layers.pick(x, y, lens, painter.pick(x, y));
  }

  /** The camera under a pixel, to be dropped where pictures stand; nothing while the officer points at the ground. */
  carriedAt(x: number, y: number): Carried | null {
    const found = this.#aim ? null : this.pick(x, y);
    if (found?.kind !== 'camera') return null;
    return { channelId: found.id, name: this.#at.layers.nameOf(found) ?? found.id };
  }

  hover(x: number, y: number): void {
    this.#pointer = { x, y };
    this.#isHoverDue = true;
  }

  /** Once a frame: a mouse reports more often than anything is drawn. */
  settleHover(): void {
    if (!this.#isHoverDue) return;
    this.#isHoverDue = false;
    const { style } = this.#at.host;
    const cursor = this.#aim ? 'crosshair' : this.#isOverThing() ? 'pointer' : 'grab';
    if (style.cursor !== cursor) style.cursor = cursor;
  }

  click(x: number, y: number): void {
    if (this.#aim) {
      const ground = this.groundUnder(x, y);
      if (ground) this.#aim(ground);
      return;
    }
    this.#letGo();
    const cluster = this.#at.layers.units.clusterAt(x, y, this.#at.painter);
    if (cluster) {
      this.#openCluster(cluster);
      return;
    }
    const found = this.pick(x, y);
    if (found) {
      this.#at.select(found);
      return;
    }
    const building = this.#at.surface()?.pickBuilding(x, y) ?? null;
    if (building) this.#at.layers.buildings.remember(building);
    this.#at.select(building ? { kind: 'building', id: building.id } : this.#areaUnder(this.groundUnder(x, y)));
    this.#at.paintNow();
  }

  stretch(band: ScreenBox | null): void {
    this.#band = band;
    this.#at.paintNow();
  }

  enclose(band: ScreenBox): void {
    this.#band = null;
    this.#list(this.#at.layers.units.within(band, this.#at.lens));
  }

  #isOverThing(): boolean {
    if (!this.#pointer) return false;
    const { x, y } = this.#pointer;
    return this.#at.layers.units.clusterAt(x, y, this.#at.painter) !== null || this.pick(x, y) !== null;
  }

  /** A crowd comes apart when it is looked at from nearer; who stands at one place is listed. */
  #openCluster({ unitIds, bounds, isOnePlace }: ClusterMembers): void {
    if (isOnePlace || !this.#at.flyInto(bounds)) this.#list(unitIds);
  }

  #list(unitIds: readonly string[]): void {
    this.#hasEnclosed = true;
    this.#at.layers.units.mark(unitIds);
    this.#at.selectMany(unitIds);
    this.#at.paintNow();
  }

  #letGo(): void {
    if (!this.#hasEnclosed) return;
    this.#hasEnclosed = false;
    this.#at.layers.units.mark([]);
    this.#at.selectMany([]);
  }

  /** The grid that was clicked; a second click on the same one lets it go. */
  #areaUnder(ground: GroundPoint | null): Selection | null {
    const { layers, lens, painter } = this.#at;
    const area = ground && layers.areas.areaAt(ground.lon, ground.lat, lens.metresPerPixel);
    return area && painter.isSelected('grid', area.id) ? null : area;
  }

  groundUnder(x: number, y: number): GroundPoint | null {
    const hit = this.#at.lens.groundAt(x, y);
    if (!hit) return null;
    const [lon, lat] = this.#at.frame.toLonLat(...hit);
    return { lon, lat };
  }

  projectToScreen(lon: number, lat: number): { x: number; y: number } | null {
    const { frame, lens } = this.#at;
    const at = new Float64Array(3);
    frame.place(lon, lat, at);
    const point = { x: 0, y: 0, depth: 0 };
    return lens.project(at[0]!, at[1]!, at[2]!, point) ? { x: point.x, y: point.y } : null;
  }

  /** Of what is drawn under a pixel; null above the horizon. */
  heightAt(x: number, y: number): SurfaceHeight | null {
    const { frame } = this.#at;
    const hit = this.#at.surface()?.pickSurface(x, y);
    if (hit) {
      const { lon, lat, layerId, heightM } = hit;
      return { lon, lat, layerId, surfaceM: heightM, groundM: frame.groundM(lon, lat) };
    }
    const ground = this.groundUnder(x, y);
    const groundM = ground && frame.groundM(ground.lon, ground.lat);
    return ground && groundM !== null ? { ...ground, layerId: null, surfaceM: groundM, groundM } : null;
  }
}
