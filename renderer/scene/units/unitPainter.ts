/**
 * The overlay's share of a unit: its name, the age of an old position, what can be clicked; and the whole icon for those
 * that must stand out (the selected, the proposed, the engaged), or for all while no crowd is drawn by the card.
 */
import type { UnitKind } from '#shared/catalog/unitKinds.ts';
import type { Selection } from '../contract.ts';
import { ring } from '../layers/devices.ts';
import { LABEL_STYLES } from '../layers/styles.ts';
import { Label, type Painter } from '../overlay/painter.ts';
import type { DrawSprite } from '../overlay/sprites.ts';
import type { UnitField } from './field.ts';
import { ageText, type Freshness, isLive } from './freshness.ts';
import { HEADING_SPREAD, headingSprite, unitSprite } from './unitSprites.ts';
import { levelAt, UNIT_LEVELS } from './unitStyle.ts';

/** Metres per pixel, crowding included, below which these are written. */
const NAMES_BELOW = 0.5;
const BUSY_NAMES_BELOW = 1.5;
const AGES_BELOW = 2.2;
/** The nearest to the middle of the screen are named first; so many pixels outward cost a name one step of importance. */
const OUTWARD_PX = 40;
const NAME_GAP_PX = 5;
/** Names of units are kept for as many as were near lately. */
const NAMES_KEPT = 2_000;

interface Look {
  readonly key: string;
  readonly arrowKey: string;
  readonly draw: DrawSprite;
  readonly drawArrow: DrawSprite;
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

export class UnitPainter {
  #names = new Map<string, Names>();
  readonly #looks = new Map<string, Look>();

  /** The icon with everything about it; `painter.point` is where it stands. `isEmphasised` keeps it large in a crowd. */
  paint(painter: Painter, field: UnitField, slot: number, crowding: number, isEmphasised: boolean): void {
    const { point, lens, serverNow } = painter;
    const { x, y } = point;
    const perPixel = point.depth / lens.focal;
    const unit = field.units[slot]!;
    const freshness = field.freshness(slot, serverNow);
    const look = this.#look(unit.kind, unit.engagement !== null, freshness);
    const isSelected = painter.isSelected('unit', unit.id);
    const isLarge = isSelected || (isEmphasised && perPixel < 3.2);
    const level = isLarge ? 0 : Math.min(2, levelAt(perPixel * (isEmphasised ? 1 : crowding)));
    const sizePx = UNIT_LEVELS[level]!.sizePx * painter.scale;
    const course = field.course(slot);
    if (level < 2 && isLive(freshness) && !Number.isNaN(course)) {
      this.#paintHeading(painter, field, slot, look, sizePx, course);
    }
    painter.stamp(`${look.key}${level}`, sizePx, x, y, look.draw);
    const reach = Math.max(10, sizePx / 2);
    painter.hit(this.#namesOf(field, slot).target, x, y, reach, reach, 3);
    if (isSelected) ring(painter, x, y, sizePx * 0.74);
    this.annotate(painter, field, slot, isEmphasised ? 1 : crowding, sizePx, level < 2);
  }

  /** Name and age of a unit whose icon is there already, `sizePx` wide at `painter.point`. */
  annotate(
    painter: Painter,
    field: UnitField,
    slot: number,
    crowding: number,
    sizePx: number,
    keepsClear: boolean,
  ): void {
    const { point, lens, serverNow } = painter;
    const { x, y } = point;
    const perPixel = (point.depth / lens.focal) * crowding;
    const unit = field.units[slot]!;
    const isSelected = painter.isSelected('unit', unit.id);
    const isEngaged = unit.engagement !== null;
    const freshness = field.freshness(slot, serverNow);
    if (keepsClear) painter.keepClear(x, y, sizePx * 0.4, sizePx * 0.4);
    const isNamed = isSelected || perPixel < (isEngaged ? BUSY_NAMES_BELOW : NAMES_BELOW);
    const isOld = freshness === 'stale' || freshness === 'lost';
    const isAged = isOld && (isSelected || perPixel < AGES_BELOW);
    if (!isNamed && !isAged) return;
    const names = this.#namesOf(field, slot);
    // Farther off than the icon keeps clear, or a name would be in its own icon's way.
    const clear = sizePx * 0.4 + NAME_GAP_PX;
    const outward = Math.min(30, Math.hypot(x - lens.width / 2, y - lens.height / 2) / OUTWARD_PX);
    if (isAged) {
      names.age.text = ageText(field.ageMs(slot, serverNow));
      painter.offer(names.age, x, y, 'below', clear, 160 - outward, isSelected);
    }
    if (isSelected) painter.offer(names.selected, x, y, 'above', sizePx * 0.62, 900, true);
    else if (isNamed && isEngaged) painter.offer(names.engaged, x, y, 'above', clear, 300 - outward);
    else if (isNamed) {
      const label = isLive(freshness) ? names.plain : names.stale;
      painter.offer(label, x, y, 'above', clear, 110 - outward);
    }
  }

  #paintHeading(painter: Painter, field: UnitField, slot: number, look: Look, sizePx: number, course: number): void {
    const { ink, lens, point, now } = painter;
    const { x, y, depth } = point;
    const ahead = 6 * (depth / lens.focal);
    const radians = (course * Math.PI) / 180;
    const aheadX = field.motion.xAt(slot, now) + Math.sin(radians) * ahead;
    const aheadY = field.motion.yAt(slot, now) + Math.cos(radians) * ahead;
    const isAhead = lens.project(aheadX, aheadY, field.groundUp(aheadX, aheadY), point);
    const turn = Math.atan2(point.x - x, y - point.y);
    point.x = x;
    point.y = y;
    point.depth = depth;
    if (!isAhead) return;
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
    };
    this.#looks.set(key, made);
    return made;
  }

  #namesOf(field: UnitField, slot: number): Names {
    const unit = field.units[slot]!;
    const held = this.#names.get(unit.id);
    if (held?.unitName === unit.name) return held;
    if (this.#names.size >= NAMES_KEPT) this.#names.clear();
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
    this.#names.set(unit.id, made);
    return made;
  }
}
