import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { SceneState, Selection } from '../contract.ts';
import { edgePoint } from '../overlay/edge.ts';
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
}

/** Height of the marker above its place, and radius of the greatest ring, in pixels. */
const STEM_PX = 34;
const PULSE_PX = 62;
const PULSE_MS = 1_700;
const RING_STEPS = 40;
/** Room for the scene's own read-outs at the border. */
const EDGE_MARGIN_PX = { left: 34, top: 34, right: 74, bottom: 64 };

/** Open incidents: a standing marker; its ring beats until somebody acknowledges, then rests. */
export class IncidentsLayer implements SceneLayer {
  readonly id = 'incidents';
  #context: LayerContext | null = null;
  #source: SceneState['incidents'] | null = null;
  #incidents: DrawnIncident[] = [];
  #language = '';
  #ofAlarm = new Map<string, string>();

  create(context: LayerContext): void {
    this.#context = context;
  }

  update(state: SceneState): void {
    if (state.incidents === this.#source) return;
    this.#source = state.incidents;
    this.#rebuild();
  }

  frame(painter: Painter): void {
    if (painter.language !== this.#language) {
      this.#language = painter.language;
      this.#rebuild();
    }
    for (const incident of this.#incidents) this.#paint(painter, incident);
  }

  locate(target: Selection) {
    const id = target.kind === 'alarm' ? this.#ofAlarm.get(target.id) : target.kind === 'incident' ? target.id : null;
    const incident = this.#incidents.find((candidate) => candidate.state.id === id);
    return incident ? { x: incident.x, y: incident.y, distanceM: 900 } : null;
  }

  dispose(): void {
    this.#incidents = [];
  }

  #rebuild(): void {
    const context = this.#context;
    if (!context || !this.#source) return;
    this.#ofAlarm.clear();
    this.#incidents = this.#source
      .filter((incident) => incident.phase !== 'closed')
      .map((incident) => drawnIncident(incident, context, this.#language === 'en'));
    // The gravest and newest is painted last, on top.
    this.#incidents.sort((a, b) => b.state.level - a.state.level || a.state.openedAt - b.state.openedAt);
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
    painter.hit(incident.target, footX, (footY + headY) / 2, 18, STEM_PX / 2 + 18, 6);
    const label = isSelected ? incident.selectedLabel : incident.label;
    painter.offer(label, footX, headY, 'right', sizePx * 0.55, 1_000 - state.level * 10 + (isSelected ? 50 : 0), true);
  }

  /** Nothing open may be out of sight: a marker at the border says where it is. */
  #paintBeyondEdge(painter: Painter, { x, y, z, colour, state, target, spriteKey, draw, label }: DrawnIncident): void {
    const { lens, ink } = painter;
    const spot = edgePoint(lens, x, y, z, EDGE_MARGIN_PX);
    const sizePx = 30 * painter.scale;
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
    const isOnRight = spot.x > lens.width / 2;
    const width = painter.texts.get(label.text, label.style).width * painter.scale;
    const labelX = isOnRight ? spot.x - sizePx * 0.7 - width : spot.x + sizePx * 0.7;
    painter.offer(label, labelX, spot.y, 'right', 0, 600 - state.level * 10);
  }
}

function drawnIncident(state: IncidentState, { pack }: LayerContext, isEnglish: boolean): DrawnIncident {
  const at = new Float64Array(3);
  pack.frame.place(state.place.lon, state.place.lat, at);
  const kind = INCIDENT_KIND_CATALOG[state.kind];
  const colour = LEVEL_COLOURS[state.level];
  const where = state.place.address || state.place.gridName || '';
  const text = `${LEVEL_NUMERALS[state.level]} ${isEnglish ? kind.en : kind.zh}${where ? ` · ${where}` : ''}`;
  const target = { kind: 'incident', id: state.id } as const;
  return {
    state,
    target,
    x: at[0]!,
    y: at[1]!,
    z: at[2]!,
    colour,
    label: new Label(text, alarmStyle(state.level, colour, false), target),
    selectedLabel: new Label(text, alarmStyle(state.level, colour, true), target),
    draw: head(kind.mark, colour, '#0a0f14'),
    spriteKey: `incident${state.level}${kind.mark}`,
  };
}

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
