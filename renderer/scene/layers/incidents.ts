import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { isActive } from '#shared/domain/dispatch.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { addressIn } from '#shared/domain/place.ts';
import type { SceneState, Selection } from '../contract.ts';
import { type EdgeSpot, edgePoint, freeSpot } from '../overlay/edge.ts';
import { Label, type Painter } from '../overlay/painter.ts';
import type { DrawSprite } from '../overlay/sprites.ts';
import { FONT_STACK, LEVEL_COLOURS, LEVEL_NUMERALS, rgba } from '../theme.ts';
import type { LayerContext, SceneLayer } from './layer.ts';
import { alarmStyle } from './styles.ts';

interface DrawnIncident {
  readonly state: IncidentState;
  readonly target: Selection;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly colour: string;
  readonly label: Label;
  readonly selectedLabel: Label;
  readonly draw: DrawSprite;
  readonly spriteKey: string;
  /** Another, graver one stands at the same place and speaks for both. */
  readonly isSpokenFor: boolean;
}

/** Height of the marker above its place, and radius of the greatest ring, in pixels. */
const STEM_PX = 34;
const PULSE_PX = 62;
const PULSE_MS = 1_700;
const RING_STEPS = 40;
const NEAREST_M = 800;
const FARTHEST_M = 2_600;
/** Room for the scene's own read-outs at the border. */
const BUTTONS_PX = 60;
/** A scene narrower than this has no room for addresses; the queue beside it says them. */
const NARROW_PX = 560;
const EDGE_MARGIN_PX = { left: 34, top: 34, right: 74, bottom: 96 };

/** Open incidents: a standing marker; its ring beats until somebody acknowledges, then rests. */
export class IncidentsLayer implements SceneLayer {
  readonly id = 'incidents';
  #context: LayerContext | null = null;
  #source: SceneState['incidents'] | null = null;
  #incidents: DrawnIncident[] = [];
  #language = '';
  #isNarrow = false;
  #ofAlarm = new Map<string, string>();
  readonly #edgeSpots: EdgeSpot[] = [];

  create(context: LayerContext): void {
    this.#context = context;
  }

  update(state: SceneState): void {
    if (state.incidents === this.#source) return;
    this.#source = state.incidents;
    this.#rebuild();
  }

  frame(painter: Painter): void {
    const isNarrow = painter.lens.width < NARROW_PX;
    if (painter.language !== this.#language || isNarrow !== this.#isNarrow) {
      this.#language = painter.language;
      this.#isNarrow = isNarrow;
      this.#rebuild();
    }
    this.#edgeSpots.length = 0;
    for (const incident of this.#incidents) this.#paint(painter, incident);
  }

  locate(target: Selection) {
    const id = target.kind === 'alarm' ? this.#ofAlarm.get(target.id) : target.kind === 'incident' ? target.id : null;
    const incident = this.#incidents.find((candidate) => candidate.state.id === id);
    if (!incident) return null;
    return { x: incident.x, y: incident.y, distanceM: this.#distanceFor(incident) };
  }

  dispose(): void {
    this.#incidents = [];
  }

  /** Near enough to see the place, far enough to see who comes or could come. */
  #distanceFor({ state, x, y }: DrawnIncident): number {
    const at = new Float64Array(3);
    let farthestM = 0;
    const onTheWay = state.dispatches.filter((dispatch) => isActive(dispatch.state)).map(({ route }) => route[0]);
    const proposed = (state.recommendation?.candidates ?? []).slice(0, 3).map(({ route }) => route[0]);
    for (const start of onTheWay.length > 0 ? onTheWay : proposed) {
      if (!start) continue;
      this.#context?.pack.frame.place(start[0], start[1], at);
      farthestM = Math.max(farthestM, Math.hypot(at[0]! - x, at[1]! - y));
    }
    return Math.min(FARTHEST_M, Math.max(NEAREST_M, farthestM * 3.2));
  }

  #rebuild(): void {
    const context = this.#context;
    if (!context || !this.#source) return;
    this.#ofAlarm.clear();
    const open = this.#source.filter((incident) => incident.closedAt === null);
    // The gravest and newest is painted last, on top.
    open.sort((a, b) => b.level - a.level || a.openedAt - b.openedAt);
    const numbers = new Map<string, number>();
    for (const { place } of open) numbers.set(spotOf(place), (numbers.get(spotOf(place)) ?? 0) + 1);
    const spoken = new Set<string>();
    this.#incidents = open
      .toReversed()
      .map((incident) => {
        const spot = spotOf(incident.place);
        const number = spoken.has(spot) ? 0 : numbers.get(spot)!;
        spoken.add(spot);
        return drawnIncident(incident, context, number, this.#language === 'en', this.#isNarrow);
      })
      .reverse();
    for (const { state } of this.#incidents) {
      for (const alarm of state.alarms) this.#ofAlarm.set(alarm.alarmId, state.id);
    }
  }

  #paint(painter: Painter, incident: DrawnIncident): void {
    const { state, x, y, z, colour } = incident;
    const { lens, ink, point } = painter;
    if (!painter.place(x, y, z, 0)) {
      this.#paintBeyondEdge(painter, incident);
      return;
    }
    const [footX, footY] = [point.x, point.y];
    const metresPerPixel = point.depth / lens.focal;
    const { selection } = painter;
    const isSelected =
      painter.isSelected('incident', state.id) ||
      (selection?.kind === 'alarm' && this.#ofAlarm.get(selection.id) === state.id);
    const radiusM = PULSE_PX * painter.scale * metresPerPixel;
    if (state.acknowledgedAt === null) {
      painter.isBeating = true;
      for (let wave = 0; wave < 2; wave++) {
        const beat = (painter.now / PULSE_MS + wave / 2) % 1;
        groundRing(painter, incident, radiusM * (0.2 + beat * 0.8));
        ink.fillStyle = rgba(colour, 0.2 * (1 - beat));
        ink.fill();
        ink.strokeStyle = rgba(colour, 0.95 * (1 - beat));
        ink.lineWidth = 2.5;
        ink.stroke();
      }
    }
    groundRing(painter, incident, radiusM * 0.36);
    ink.fillStyle = rgba(colour, 0.16);
    ink.fill();
    ink.strokeStyle = isSelected ? '#ffffff' : colour;
    ink.lineWidth = 2;
    ink.stroke();
    const headY = footY - STEM_PX * painter.scale;
    ink.beginPath();
    ink.moveTo(footX, footY);
    ink.lineTo(footX, headY);
    ink.strokeStyle = isSelected ? '#ffffff' : colour;
    ink.lineWidth = 2;
    ink.stroke();
    const sizePx = 34 * painter.scale;
    painter.stamp(
      `${incident.spriteKey}${isSelected}${sizePx}`,
      sizePx,
      footX,
      headY,
      isSelected ? selectedHead(incident) : incident.draw,
    );
    painter.keepClear(footX, (footY + headY) / 2 + 6, 20, STEM_PX / 2 + 20);
    painter.hit(incident.target, footX, (footY + headY) / 2, 18, STEM_PX / 2 + 18, 6);
    if (incident.isSpokenFor && !isSelected) return;
    const label = isSelected ? incident.selectedLabel : incident.label;
    const importance = 1_000 - state.level * 10 + (isSelected ? 50 : 0);
    // Where there is room for it beside its own mark; in a narrow scene above it.
    const reachPx = sizePx * 0.55 + painter.widthOf(label);
    if (footX + reachPx < lens.width - BUTTONS_PX)
      painter.offer(label, footX, headY, 'right', sizePx * 0.55, importance, true);
    else if (footX > reachPx) painter.offer(label, footX, headY, 'left', sizePx * 0.55, importance, true);
    else painter.offer(label, footX, headY, 'above', sizePx * 0.55, importance, true);
  }

  /** Nothing open may be out of sight: a marker at the border says where it is. */
  #paintBeyondEdge(painter: Painter, { x, y, z, colour, state, target, spriteKey, draw, label }: DrawnIncident): void {
    const { lens, ink } = painter;
    const sizePx = 30 * painter.scale;
    const spot = freeSpot(edgePoint(lens, x, y, z, EDGE_MARGIN_PX), this.#edgeSpots, sizePx * 1.5);
    this.#edgeSpots.push(spot);
    painter.keepClear(spot.x, spot.y, sizePx * 0.5, sizePx * 0.5);
    const beat = state.acknowledgedAt === null ? 0.5 + 0.5 * Math.cos(painter.now / 270) : 0;
    if (state.acknowledgedAt === null) painter.isBeating = true;
    ink.save();
    ink.translate(spot.x, spot.y);
    ink.rotate(spot.angle);
    ink.beginPath();
    ink.moveTo(sizePx * (0.86 + beat * 0.16), 0);
    ink.lineTo(sizePx * 0.56, -sizePx * 0.22);
    ink.lineTo(sizePx * 0.56, sizePx * 0.22);
    ink.closePath();
    ink.fillStyle = colour;
    ink.fill();
    ink.restore();
    painter.stamp(`${spriteKey}edge`, sizePx, spot.x, spot.y, draw);
    painter.hit(target, spot.x, spot.y, sizePx * 0.7, sizePx * 0.7, 6);
    painter.offer(
      label,
      spot.x,
      spot.y,
      spot.x > lens.width / 2 ? 'left' : 'right',
      sizePx * 0.75,
      600 - state.level * 10,
    );
  }
}

function drawnIncident(
  state: IncidentState,
  { pack }: LayerContext,
  number: number,
  isEnglish: boolean,
  isNarrow: boolean,
): DrawnIncident {
  const at = new Float64Array(3);
  pack.frame.place(state.place.lon, state.place.lat, at);
  const kind = INCIDENT_KIND_CATALOG[state.kind];
  const colour = LEVEL_COLOURS[state.level];
  const where = isNarrow ? '' : addressIn(state.place, isEnglish) || state.place.gridName || '';
  const others = number < 2 ? '' : isEnglish ? ` +${number - 1}` : ` 等 ${number} 起`;
  const text = `${LEVEL_NUMERALS[state.level]} ${isEnglish ? kind.en : kind.zh}`;
  const whole = `${text}${others}${where ? ` · ${where}` : ''}`;
  const target = { kind: 'incident', id: state.id } as const;
  return {
    state,
    target,
    x: at[0]!,
    y: at[1]!,
    z: at[2]!,
    colour,
    label: new Label(whole, alarmStyle(state.level, colour, false), target),
    selectedLabel: new Label(`${text}${where ? ` · ${where}` : ''}`, alarmStyle(state.level, colour, true), target),
    draw: head(kind.mark, colour, '#0a0f14'),
    spriteKey: `incident${state.level}${kind.mark}`,
    isSpokenFor: number === 0,
  };
}

/** Incidents within some three metres of each other are at one place: twelve plates there would say one thing. */
const spotOf = ({ lon, lat }: IncidentState['place']) => `${Math.round(lon * 3e4)}/${Math.round(lat * 3e4)}`;

const selectedHead = ({ state, colour }: DrawnIncident) =>
  head(INCIDENT_KIND_CATALOG[state.kind].mark, colour, '#ffffff');

/** A diamond no unit or device has, with the mark of its kind. */
const head =
  (mark: string, colour: string, edge: string): DrawSprite =>
  (ink, size) => {
    const half = size / 2 - 1.5;
    ink.beginPath();
    ink.moveTo(0, -half);
    ink.lineTo(half, 0);
    ink.lineTo(0, half);
    ink.lineTo(-half, 0);
    ink.closePath();
    ink.lineJoin = 'round';
    ink.fillStyle = colour;
    ink.fill();
    ink.strokeStyle = edge;
    ink.lineWidth = 2;
    ink.stroke();
    ink.fillStyle = '#140606';
    ink.font = `700 ${size * 0.42}px ${FONT_STACK}`;
    ink.textAlign = 'center';
    ink.textBaseline = 'middle';
    ink.fillText(mark, 0, size * 0.03);
  };

/** Begins a path: a circle lying on the ground. */
function groundRing({ ink, lens, point }: Painter, { x, y, z }: DrawnIncident, radiusM: number): void {
  ink.beginPath();
  for (let step = 0; step < RING_STEPS; step++) {
    const angle = (step / RING_STEPS) * Math.PI * 2;
    if (!lens.project(x + Math.cos(angle) * radiusM, y + Math.sin(angle) * radiusM, z, point)) continue;
    if (step === 0) ink.moveTo(point.x, point.y);
    else ink.lineTo(point.x, point.y);
  }
  ink.closePath();
}
