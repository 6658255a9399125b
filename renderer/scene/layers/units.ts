/**
 * Live units. The crowd is drawn by the graphics card, moved and aged there; the overlay adds names near by, counts far out,
 * and whole icons for those that must stand out. Motion and ages never make the map draw again.
 */
import type { ScreenBox } from '../camera/controls.ts';
import type { Lens } from '../camera/view.ts';
import type { SceneState, Selection } from '../contract.ts';
import type { CrowdHandle } from '../crowd/crowdCanvas.ts';
import type { Painter } from '../overlay/painter.ts';
import { rgba, UNIT_COLOURS } from '../theme.ts';
import { type ClusterMembers, membersOf } from '../units/clusterMembers.ts';
import { ClusterPainter } from '../units/clusterPainter.ts';
import { Crowding } from '../units/crowding.ts';
import { UnitField } from '../units/field.ts';
import { UnitCrowd } from '../units/unitCrowd.ts';
import { UnitPainter } from '../units/unitPainter.ts';
import { crowdingOf, unitAt, unitsIn } from '../units/unitPick.ts';
import { levelAt, UNIT_LEVELS, UNIT_STYLE } from '../units/unitStyle.ts';
import type { LayerContext, Pickable, SceneLayer } from './layer.ts';

/** Main-thread time a frame may spend on taking over fixes. */
const FIXES_BUDGET_MS = 1.2;
/** Icons painted on the overlay while the card draws none; the rest are dots. */
const ICONS_AT_MOST = 520;
/** Nothing is written beside units farther than this; see the limits in UnitPainter. */
const WRITTEN_BELOW = 2.4;
/** Written beside at most so many, nearest ones first by the order of levels. */
const WRITTEN_AT_MOST = 900;
/** How often the units on the screen are counted while the view moves, and while it rests. */
const RECOUNT_MS = 250;
const REST_RECOUNT_MS = 900;
/** Of more units than this one in several is counted for all: how large icons are needs no exact figure. */
const COUNTED_AT_MOST = 6_000;
/** Under their counts, points are the ground of a picture, not its figures. */
const COUNTED_OPACITY = 0.55;
/** Counts are shown where units are points and there are this many. */
const CLUSTERED_FROM = 300;

export class UnitsLayer implements SceneLayer {
  readonly id = 'units';
  readonly #painter = new UnitPainter();
  readonly #clusters = new ClusterPainter();
  readonly #crowding = new Crowding();
  #context: LayerContext | null = null;
  #field: UnitField | null = null;
  #crowd: UnitCrowd | null = null;
  #handle: CrowdHandle | null = null;
  #source: SceneState['units'] | null = null;
  #proposed: ReadonlySet<string> = new Set();
  #emphasised: Int32Array = new Int32Array(0);
  #isEmphasised: Uint8Array = new Uint8Array(0);
  #marked: ReadonlySet<string> = new Set();
  #inSight = 0;
  #countedAt = Number.NEGATIVE_INFINITY;
  #view = Number.NaN;
  readonly #near = new Float64Array(4);

  create(context: LayerContext): void {
    this.#context = context;
    this.#field = new UnitField(context.pack.frame);
  }

  /** Fixes wait for the next frame's share of time. */
  get hasBacklog(): boolean {
    return (this.#crowd?.backlog ?? 0) > 0;
  }

  /** The one that says where a unit is drawn at this moment; routes begin there. */
  get field(): UnitField | null {
    return this.#field;
  }

  update(state: SceneState): void {
    if (!this.#field || !this.#context) return;
    const { store } = this.#context;
    const proposed = proposedUnits(state);
    const isSameCast = state.units === this.#source;
    if (isSameCast && isSameSet(proposed, this.#proposed)) return;
    this.#proposed = proposed;
    this.#source = state.units;
    if (!isSameCast && this.#field.setUnits(state.units, store.positions, performance.now())) this.#deal();
    this.#showAll();
  }

  moved(unitIds: readonly string[]): void {
    this.#crowd?.reported(unitIds);
  }

  beforeMap(_metresPerPixel: number, isVisible: boolean): void {
    if (this.#handle) this.#handle.isVisible = isVisible;
    if (this.#crowd?.takeOver(performance.now(), FIXES_BUDGET_MS) && this.#needsOverlay()) {
      this.#context?.requestPaint();
    }
  }

  frame(painter: Painter): void {
    const field = this.#field;
    if (!field) return;
    const { now, lens } = painter;
    const isElsewhere = this.#view !== viewKey(lens);
    if (now - this.#countedAt > (isElsewhere ? RECOUNT_MS : REST_RECOUNT_MS)) this.#countCrowd(painter, field);
    const crowding = this.#crowding.factor;
    const inSight = this.#inSight;
    if (this.#handle) this.#handle.crowding = crowding;
    if (!this.#isOnCard()) this.#paintAll(painter, field, field.slotsWithin(painter.bounds, now), crowding);
    else if (lens.metresPerPixel * crowding < WRITTEN_BELOW) this.#annotateAll(painter, field, crowding);
    for (const slot of this.#emphasised) {
      if (this.#place(painter, field, slot)) this.#painter.paint(painter, field, slot, crowding, true);
    }
    const isFar = levelAt(lens.metresPerPixel * crowding) === UNIT_LEVELS.length - 1;
    const isCounted = isFar && inSight >= CLUSTERED_FROM;
    if (isCounted) this.#clusters.paint(painter, field);
    else this.#clusters.forget();
    if (this.#handle) this.#handle.pointOpacity = isCounted ? COUNTED_OPACITY : 1;
  }

  locate(target: Selection) {
    const slot = target.kind === 'unit' ? (this.#field?.slotOf(target.id) ?? -1) : -1;
    if (slot < 0 || !this.#field) return null;
    const now = performance.now();
    return { x: this.#field.motion.xAt(slot, now), y: this.#field.motion.yAt(slot, now), distanceM: 650 };
  }

  pick(x: number, y: number, lens: Lens): Pickable | null {
    if (!this.#field || !this.#isOnCard()) return null;
    const slot = unitAt(this.#field, lens, x, y, performance.now(), this.#crowding.factor);
    return slot < 0 ? null : { target: { kind: 'unit', id: this.#field.units[slot]!.id }, rank: 3 };
  }

  /** The units whose plate of numbers lies under a pixel, as painted last. */
  clusterAt(x: number, y: number, painter: Painter): ClusterMembers | null {
    const cluster = this.#clusters.at(x, y, painter);
    return cluster && this.#field ? membersOf(cluster, this.#field, performance.now()) : null;
  }

  /** Ids of the units in a rectangle of the screen. */
  within(box: ScreenBox, lens: Lens): string[] {
    return this.#field ? unitsIn(this.#field, lens, box, performance.now()) : [];
  }

  /** Rings these until the next call. */
  mark(unitIds: readonly string[]): void {
    if (unitIds.length === 0 && this.#marked.size === 0) return;
    this.#marked = new Set(unitIds);
    this.#showAll();
  }

  dispose(): void {
    this.#handle?.dispose();
    this.#handle = null;
  }

  #isOnCard(): boolean {
    return this.#handle?.isVisible === true && this.#context?.crowd.isDrawing === true;
  }

  /** Whether news of positions may change the overlay: names and icons follow their units, points do not need it. */
  #needsOverlay(): boolean {
    return !this.#isOnCard() || this.#emphasised.length > 0;
  }

  #deal(): void {
    const { crowd, store } = this.#context!;
    this.#handle?.dispose();
    this.#crowd = new UnitCrowd(this.#field!, store.positions, performance.now(), store.serverNow());
    this.#handle = crowd.add(this.#crowd.marks, UNIT_STYLE);
    this.#isEmphasised = new Uint8Array(this.#field!.count);
  }

  /** Who is painted where: the selected and the proposed whole on the overlay, all others by the card. */
  #showAll(): void {
    const field = this.#field;
    const crowd = this.#crowd;
    if (!field || !crowd) return;
    const slots = [...this.#proposed].map((id) => field.slotOf(id)).filter((slot) => slot >= 0);
    this.#emphasised = Int32Array.from(slots);
    this.#isEmphasised.fill(0);
    for (const slot of slots) this.#isEmphasised[slot] = 1;
    for (let slot = 0; slot < field.count; slot++) {
      crowd.show(slot, this.#isEmphasised[slot] === 1, this.#marked.has(field.units[slot]!.id));
    }
  }

  #place(painter: Painter, field: UnitField, slot: number): boolean {
    const x = field.motion.xAt(slot, painter.now);
    const y = field.motion.yAt(slot, painter.now);
    if (!painter.place(x, y, field.groundUp(x, y), 16)) return false;
    if (field.motion.isSlotMovingAt(slot, painter.now)) painter.isAnimating = true;
    return true;
  }

  /** How many are on the screen: the ground in sight of a tilted view holds many more. */
  #countCrowd(painter: Painter, field: UnitField): void {
    const { lens, now, point } = painter;
    const step = Math.max(1, Math.floor(field.count / COUNTED_AT_MOST));
    const around = field.slotsWithin(painter.bounds, now, step);
    let onScreen = 0;
    for (let index = 0; index < around; index++) {
      const slot = field.found[index]!;
      const [x, y] = [field.motion.xAt(slot, now), field.motion.yAt(slot, now)];
      if (lens.project(x, y, field.groundUp(x, y), point) && lens.isOnScreen(point, 0)) onScreen++;
    }
    this.#countedAt = now;
    this.#view = viewKey(lens);
    this.#inSight = onScreen * step;
    this.#crowding.update(this.#inSight);
  }

  #annotateAll(painter: Painter, field: UnitField, crowding: number): void {
    const { lens, point } = painter;
    lens.groundBounds((WRITTEN_BELOW / crowding) * lens.focal, this.#near);
    const inSight = field.slotsWithin(this.#near, painter.now);
    const isAnimating = painter.isAnimating;
    let written = 0;
    for (let index = 0; index < inSight && written < WRITTEN_AT_MOST; index++) {
      const slot = field.found[index]!;
      if (this.#isEmphasised[slot] === 1 || !this.#place(painter, field, slot)) continue;
      const own = crowdingOf(field, slot, crowding);
      const level = levelAt((point.depth / lens.focal) * own);
      if (level > 1) continue;
      written++;
      this.#painter.annotate(painter, field, slot, own, UNIT_LEVELS[level]!.sizePx * painter.scale, true);
    }
    // The card moves the icons; what is written beside them may follow at leisure.
    painter.isAnimating = isAnimating;
    if (written > 0 && field.motion.isMovingAt(painter.now)) painter.isDrifting = true;
  }

  /** Without a card: icons for as many as an overlay can paint, dots for the rest. */
  #paintAll(painter: Painter, field: UnitField, inSight: number, crowding: number): void {
    const { ink, point } = painter;
    let painted = 0;
    for (let index = 0; index < inSight; index++) {
      const slot = field.found[index]!;
      if (this.#isEmphasised[slot] === 1 || !this.#place(painter, field, slot)) continue;
      if (painted++ < ICONS_AT_MOST) this.#painter.paint(painter, field, slot, crowding, false);
      else {
        const isStanding = field.freshness(slot, painter.serverNow) === 'live';
        ink.fillStyle = isStanding ? UNIT_COLOURS.free : rgba(UNIT_COLOURS.stale, 0.6);
        ink.fillRect(point.x - 1.5, point.y - 1.5, 3, 3);
      }
    }
  }
}

/** The selected unit and the candidates of the selected incident. */
function proposedUnits(state: SceneState): Set<string> {
  const ids = new Set<string>();
  if (state.selection?.kind === 'unit') ids.add(state.selection.id);
  const selected = state.selection;
  const incident = selected?.kind === 'incident' ? state.incidents.find(({ id }) => id === selected.id) : undefined;
  const candidates = state.candidates ?? incident?.recommendation?.candidates ?? [];
  for (const { unitId } of candidates) ids.add(unitId);
  return ids;
}

/** Another number when the camera is elsewhere. */
const viewKey = ({ eye, width, height }: Lens) => eye[0]! + eye[1]! * 7 + eye[2]! * 31 + width * 101 + height * 211;

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  a.size === b.size && [...a].every((item) => b.has(item));
