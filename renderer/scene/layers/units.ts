/**
 * Live units. Near, a unit is an icon with its heading and name; where hundreds stand in sight it is a point of the map's
 * own batch, and only engaged, selected and proposed ones stay icons. Motion and ages never make the map draw again.
 */
import { UNIT_KINDS, type UnitKind } from '#shared/catalog/unitKinds.ts';
import type { SceneState, Selection } from '../contract.ts';
import type { MapSurface, PointsHandle } from '../map/surface.ts';
import { Label, type Painter } from '../overlay/painter.ts';
import type { DrawSprite } from '../overlay/sprites.ts';
import { rgb } from '../theme.ts';
import { UnitField } from '../units/field.ts';
import { ageText, FRESHNESS, type Freshness, isLive } from '../units/freshness.ts';
import { HEADING_SPREAD, headingSprite, unitColour, unitSprite } from '../units/unitSprites.ts';
import { ring } from './devices.ts';
import type { LayerContext, SceneLayer } from './layer.ts';
import { LABEL_STYLES } from './styles.ts';

/** More than this in sight are drawn as points; the gap keeps the look from flapping. */
const ICONS_AT_MOST = 520;
const ICONS_AGAIN_AT = 420;
/** Points whose look is checked, and points moved, per frame at most: a backlog waits, the frame does not. */
const LOOKS_PER_FRAME = 1_500;
const MOVES_PER_FRAME = 600;
const NAMES_BELOW = 0.5;
const BUSY_NAMES_BELOW = 1.5;
const AGES_BELOW = 2.2;

interface Look {
  readonly key: string;
  readonly arrowKey: string;
  readonly draw: DrawSprite;
  readonly drawArrow: DrawSprite;
  readonly colour: readonly [number, number, number, number];
}

interface Names {
  readonly unitName: string;
  readonly target: Selection;
  readonly plain: Label;
  readonly engaged: Label;
  readonly stale: Label;
  readonly selected: Label;
  readonly age: Label;
}

export class UnitsLayer implements SceneLayer {
  readonly id = 'units';
  #context: LayerContext | null = null;
  #field: UnitField | null = null;
  #source: SceneState['units'] | null = null;
  #names: (Names | undefined)[] = [];
  #looks = new Map<string, Look>();
  #emphasised = new Set<string>();
  #usesPoints = false;
  #map: MapSurface | null = null;
  #points: PointsHandle | null = null;
  #pointLooks: Uint8Array = new Uint8Array(0);
  #sweep = 0;
  #moved: number[] = [];

  create(context: LayerContext): void {
    this.#context = context;
    this.#field = new UnitField(context.pack.frame);
  }

  /** The one that says where a unit is drawn at this moment; routes begin there. */
  get field(): UnitField | null {
    return this.#field;
  }

  update(state: SceneState): void {
    this.#emphasised = emphasisedUnits(state);
    if (state.units === this.#source || !this.#field || !this.#context) return;
    this.#source = state.units;
    const isDealtAnew = this.#field.setUnits(state.units, this.#context.store.positions, performance.now());
    if (!isDealtAnew) return;
    this.#names = [];
    this.#dropPoints();
  }

  moved(unitIds: readonly string[]): void {
    const field = this.#field;
    const positions = this.#context?.store.positions;
    if (!field || !positions) return;
    const now = performance.now();
    for (const id of unitIds) {
      const position = positions.get(id);
      const slot = position ? field.setPosition(id, position, now) : -1;
      if (slot >= 0 && this.#points) this.#moved.push(slot);
    }
  }

  attach(map: MapSurface): void {
    this.#map = map;
  }

  detach(): void {
    this.#map = null;
    this.#points = null;
  }

  beforeMap(_metresPerPixel: number, isVisible: boolean): void {
    const isOn = isVisible && this.#usesPoints;
    if (isOn && !this.#points) this.#makePoints();
    this.#points?.setVisible(isOn);
    if (!isOn || !this.#points) return;
    const now = performance.now();
    for (let left = Math.min(MOVES_PER_FRAME, this.#moved.length); left > 0; left--)
      this.#putPoint(this.#moved.pop()!, now);
    this.#sweepLooks();
  }

  frame(painter: Painter): void {
    const field = this.#field;
    if (!field) return;
    const { now } = painter;
    const inSight = field.slotsWithin(painter.bounds, now);
    this.#usesPoints = this.#map !== null && inSight > (this.#usesPoints ? ICONS_AGAIN_AT : ICONS_AT_MOST);
    if (field.motion.isMovingAt(now)) painter.isAnimating = true;
    let painted = 0;
    for (let index = 0; index < inSight; index++) {
      const slot = field.found[index]!;
      const unit = field.units[slot]!;
      const isEmphasised = unit.engagement !== null || this.#emphasised.has(unit.id);
      if ((this.#usesPoints || painted > ICONS_AT_MOST) && !isEmphasised) continue;
      if (!painter.place(field.motion.xAt(slot, now), field.motion.yAt(slot, now), 0, 16)) continue;
      painted++;
      this.#paint(painter, field, slot, isEmphasised);
    }
  }

  locate(target: Selection) {
    const slot = target.kind === 'unit' ? (this.#field?.slotOf(target.id) ?? -1) : -1;
    if (slot < 0 || !this.#field) return null;
    const now = performance.now();
    return { x: this.#field.motion.xAt(slot, now), y: this.#field.motion.yAt(slot, now), distanceM: 650 };
  }

  dispose(): void {
    this.#dropPoints();
  }

  #paint(painter: Painter, field: UnitField, slot: number, isEmphasised: boolean): void {
    const { point, lens, serverNow } = painter;
    const { x, y } = point;
    const perPixel = point.depth / lens.focal;
    const unit = field.units[slot]!;
    const isEngaged = unit.engagement !== null;
    const freshness = field.freshness(slot, serverNow);
    const look = this.#look(unit.kind, isEngaged, freshness);
    const isSelected = painter.isSelected('unit', unit.id);
    const near = isSelected || (isEmphasised && perPixel < 3.2) || perPixel < 1.1 ? 2 : perPixel < 2.6 ? 1 : 0;
    const sizePx = (near === 2 ? 25 : near === 1 ? 19 : 12) * painter.scale;
    const names = this.#namesOf(slot);
    const course = field.course(slot);
    if (near > 0 && isLive(freshness) && !Number.isNaN(course))
      this.#paintHeading(painter, field, slot, look, sizePx, course);
    painter.stamp(`${look.key}${near}`, sizePx, x, y, look.draw);
    painter.hit(names.target, x, y, Math.max(10, sizePx / 2), Math.max(10, sizePx / 2), 3);
    if (near > 0) painter.keepClear(x, y, sizePx * 0.4, sizePx * 0.4);
    if (isSelected) ring(painter, x, y, sizePx * 0.74);
    if ((freshness === 'stale' || freshness === 'lost') && (isSelected || perPixel < AGES_BELOW)) {
      names.age.text = ageText(field.ageMs(slot, serverNow));
      painter.offer(names.age, x, y, 'below', sizePx * 0.5, 160, isSelected);
    }
    if (isSelected) painter.offer(names.selected, x, y, 'above', sizePx * 0.62, 900, true);
    else if (isEngaged && perPixel < BUSY_NAMES_BELOW) painter.offer(names.engaged, x, y, 'above', sizePx * 0.5, 300);
    else if (perPixel < NAMES_BELOW) {
      painter.offer(isLive(freshness) ? names.plain : names.stale, x, y, 'above', sizePx * 0.48, 110);
    }
  }

  #paintHeading(painter: Painter, field: UnitField, slot: number, look: Look, sizePx: number, course: number): void {
    const { ink, lens, point, now } = painter;
    const { x, y } = point;
    const ahead = 6 * (point.depth / lens.focal);
    const radians = (course * Math.PI) / 180;
    const aheadX = field.motion.xAt(slot, now) + Math.sin(radians) * ahead;
    const aheadY = field.motion.yAt(slot, now) + Math.cos(radians) * ahead;
    if (!lens.project(aheadX, aheadY, 0, point)) return;
    const turn = Math.atan2(point.x - x, y - point.y);
    point.x = x;
    point.y = y;
    ink.save();
    ink.translate(x, y);
    ink.rotate(turn);
    painter.stamp(`${look.arrowKey}${sizePx}`, sizePx * HEADING_SPREAD, 0, 0, look.drawArrow);
    ink.restore();
  }

  #look(kind: UnitKind, isEngaged: boolean, freshness: Freshness): Look {
    const key = `unit${kind}${isEngaged}${freshness}`;
    const held = this.#looks.get(key);
    if (held) return held;
    const made: Look = {
      key,
      arrowKey: `heading${isEngaged}${freshness}`,
      draw: unitSprite(kind, isEngaged, freshness),
      drawArrow: headingSprite(isEngaged, freshness),
      colour: rgb(unitColour(isEngaged, freshness)),
    };
    this.#looks.set(key, made);
    return made;
  }

  #namesOf(slot: number): Names {
    const unit = this.#field!.units[slot]!;
    const held = this.#names[slot];
    if (held?.unitName === unit.name) return held;
    const target = { kind: 'unit', id: unit.id } as const;
    const made: Names = {
      unitName: unit.name,
      target,
      plain: new Label(unit.name, LABEL_STYLES.unit, target),
      engaged: new Label(unit.name, LABEL_STYLES.unitEngaged, target),
      stale: new Label(unit.name, LABEL_STYLES.unitStale, target),
      selected: new Label(unit.name, LABEL_STYLES.selected, target),
      age: new Label('', LABEL_STYLES.unitStale, target),
    };
    this.#names[slot] = made;
    return made;
  }

  #makePoints(): void {
    const field = this.#field;
    if (!this.#map || !field) return;
    this.#points = this.#map.addPoints(field.count);
    this.#pointLooks = new Uint8Array(field.count).fill(255);
    this.#moved.length = 0;
    const now = performance.now();
    for (let slot = 0; slot < field.count; slot++) {
      this.#putPoint(slot, now);
      this.#putLook(slot);
    }
  }

  #dropPoints(): void {
    this.#points?.dispose();
    this.#points = null;
    this.#moved.length = 0;
  }

  #putPoint(slot: number, now: number): void {
    const motion = this.#field!.motion;
    this.#points?.move(slot, motion.xAt(slot, now + 60_000), motion.yAt(slot, now + 60_000), 0);
  }

  /** Ages pass without events: every point's look is looked at again once in a while. */
  #sweepLooks(): void {
    const count = this.#field!.count;
    for (let left = Math.min(LOOKS_PER_FRAME, count); left > 0; left--) {
      this.#sweep = (this.#sweep + 1) % count;
      this.#putLook(this.#sweep);
    }
  }

  #putLook(slot: number): void {
    const field = this.#field!;
    const unit = field.units[slot]!;
    const freshness = field.freshness(slot, this.#context!.store.serverNow());
    const isEngaged = unit.engagement !== null;
    const look =
      (FRESHNESS.indexOf(freshness) * 2 + (isEngaged ? 1 : 0)) * UNIT_KINDS.length + UNIT_KINDS.indexOf(unit.kind);
    if (this.#pointLooks[slot] === look) return;
    this.#pointLooks[slot] = look;
    this.#points?.paint(slot, this.#look(unit.kind, isEngaged, freshness).colour, isLive(freshness));
  }
}

/** Units that stay icons in any crowd: the selected one and the proposed ones. */
function emphasisedUnits(state: SceneState): Set<string> {
  const ids = new Set<string>();
  if (state.selection?.kind === 'unit') ids.add(state.selection.id);
  const selected = state.selection;
  const incident = selected?.kind === 'incident' ? state.incidents.find(({ id }) => id === selected.id) : undefined;
  const candidates = state.candidates ?? incident?.recommendation?.candidates ?? [];
  for (const { unitId } of candidates) ids.add(unitId);
  return ids;
}
