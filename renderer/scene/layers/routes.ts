/**
 * Who is on the way to what: a lit line from each sent unit to its incident with the time left, and, for the selected
 * incident, thin numbered lines from the units that could be sent.
 */
import { type Dispatch, isActive } from '#shared/domain/dispatch.ts';
import type { Candidate } from '#shared/domain/incident.ts';
import type { SceneLanguage, SceneState, Selection } from '../contract.ts';
import { Label, type Painter } from '../overlay/painter.ts';
import { placedLine } from '../overlay/sketch.ts';
import type { DrawSprite } from '../overlay/sprites.ts';
import type { SceneFrame } from '../pack/frame.ts';
import { CANDIDATE, FONT_STACK, ROUTE, rgba } from '../theme.ts';
import type { UnitField } from '../units/field.ts';
import type { LayerContext, SceneLayer } from './layer.ts';
import { minutesText, remainingFrom } from './routeProgress.ts';
import { LABEL_STYLES } from './styles.ts';

interface Line {
  readonly unitId: string;
  /** East, north, up; from the unit to the incident. */
  readonly points: Float64Array;
  readonly label: Label;
}
interface DispatchLine extends Line {
  readonly dispatch: Dispatch;
}
interface CandidateLine extends Line {
  readonly candidate: Candidate;
  readonly rank: number;
  readonly key: string;
  readonly draw: DrawSprite;
}

/** Farther than this from its planned road, a unit goes its own way: the line is drawn whole. */
const OFF_ROUTE_M = 120;
const DASH_MS_PER_PX = 18;

export class RoutesLayer implements SceneLayer {
  readonly id = 'routes';
  readonly #units: () => UnitField | null;
  #context: LayerContext | null = null;
  #incidents: SceneState['incidents'] | null = null;
  #shownCandidates: readonly Candidate[] | null = null;
  #dispatches: DispatchLine[] = [];
  #candidates: CandidateLine[] = [];
  readonly #start = { index: 0, x: 0, y: 0, awayM: 0 };

  constructor(units: () => UnitField | null) {
    this.#units = units;
  }

  create(context: LayerContext): void {
    this.#context = context;
  }

  update(state: SceneState): void {
    if (!this.#context) return;
    const { frame } = this.#context.pack;
    if (state.incidents !== this.#incidents) {
      this.#incidents = state.incidents;
      this.#dispatches = state.incidents
        .filter((incident) => incident.closedAt === null)
        .flatMap((incident) => incident.dispatches)
        .filter((dispatch) => isActive(dispatch.state) && dispatch.state !== 'onScene' && dispatch.route.length > 1)
        .map((dispatch) => ({ dispatch, ...line(dispatch.unitId, dispatch.route, frame, LABEL_STYLES.eta) }));
    }
    const candidates = candidatesOf(state);
    if (candidates === this.#shownCandidates) return;
    this.#shownCandidates = candidates;
    this.#candidates = candidates.slice(0, 5).map((candidate, index) => ({
      candidate,
      rank: index + 1,
      key: `candidate${index + 1}`,
      draw: numberSprite(index + 1),
      ...line(candidate.unitId, candidate.route, frame, LABEL_STYLES.candidate),
    }));
  }

  frame(painter: Painter): void {
    for (let index = this.#candidates.length - 1; index >= 0; index--)
      this.#paintCandidate(painter, this.#candidates[index]!);
    for (const dispatch of this.#dispatches) this.#paintDispatch(painter, dispatch);
  }

  dispose(): void {
    this.#dispatches = [];
    this.#candidates = [];
  }

  #paintCandidate(painter: Painter, { points, rank, candidate, label, key, draw, unitId }: CandidateLine): void {
    if (this.#dispatches.some((dispatch) => dispatch.unitId === unitId)) return;
    const { ink, lens, point } = painter;
    const isFirst = rank === 1;
    if (trace(painter, points, 0, points[0]!, points[1]!)) {
      ink.setLineDash([7, 6]);
      ink.strokeStyle = rgba(CANDIDATE, isFirst ? 0.95 : 0.55);
      ink.lineWidth = isFirst ? 2 : 1.4;
      ink.stroke();
      ink.setLineDash([]);
    }
    const slot = this.#units()?.slotOf(unitId) ?? -1;
    const motion = this.#units()?.motion;
    const x = slot >= 0 && motion ? motion.xAt(slot, painter.now) : points[0]!;
    const y = slot >= 0 && motion ? motion.yAt(slot, painter.now) : points[1]!;
    const z = slot >= 0 ? (this.#units()?.groundUp(x, y) ?? 0) : points[2]!;
    if (!lens.project(x, y, z, point) || !lens.isOnScreen(point, 20)) return;
    painter.stamp(key, 19 * painter.scale, point.x + 17 * painter.scale, point.y - 13 * painter.scale, draw);
    const { name, etaSeconds } = candidate;
    label.text = etaSeconds === null ? name : `${name} · ${minutesText(etaSeconds)}`;
    painter.offer(label, point.x + 12, point.y - 13 * painter.scale, 'right', 16 * painter.scale, 420 - rank);
  }

  #paintDispatch(painter: Painter, { points, dispatch, label, unitId }: DispatchLine): void {
    const { ink, point, now, serverNow, language } = painter;
    const field = this.#units();
    const slot = field?.slotOf(unitId) ?? -1;
    const start = this.#start;
    let share = 1;
    if (field && slot >= 0) {
      share = remainingFrom(points, field.motion.xAt(slot, now), field.motion.yAt(slot, now), start);
    }
    if (slot < 0 || start.awayM > OFF_ROUTE_M) {
      start.index = 0;
      start.x = points[0]!;
      start.y = points[1]!;
      share = 1;
    }
    if (!trace(painter, points, start.index, start.x, start.y)) return;
    ink.lineJoin = ink.lineCap = 'round';
    for (const [alpha, width] of GLOW) {
      ink.strokeStyle = rgba(ROUTE, alpha);
      ink.lineWidth = width * painter.scale;
      ink.stroke();
    }
    ink.setLineDash([10, 16]);
    ink.lineDashOffset = -now / DASH_MS_PER_PX;
    ink.strokeStyle = '#f2fbff';
    ink.lineWidth = 1.6 * painter.scale;
    ink.stroke();
    ink.setLineDash([]);
    ink.lineCap = 'butt';
    painter.isAnimating = true;
    if (!placeInSight(painter, points, start.index)) return;
    label.text = etaText(dispatch, share, serverNow, language);
    const { x, y } = point;
    const end = points.length - 3;
    // The incident's own mark stands above the end of the line: a short line says its ETA below it.
    const isAtIncident =
      painter.place(points[end]!, points[end + 1]!, points[end + 2]!, -20) &&
      Math.hypot(point.x - x, point.y - y) < AT_INCIDENT_PX * painter.scale;
    if (isAtIncident) painter.offer(label, x, y, 'below', BELOW_MARK_PX * painter.scale, 700, true);
    else painter.offer(label, x, y, 'above', 8, 700, true);
  }
}

/** Finds the place of a route's label: its middle, or else the first part of it that is on the screen. */
function placeInSight(painter: Painter, points: Float64Array, from: number): boolean {
  const count = points.length / 3;
  const middle = Math.min(count - 1, Math.round((from + count) / 2));
  for (let step = 0; step < count - from; step++) {
    const index = (step === 0 ? middle : from + step) * 3;
    if (painter.place(points[index]!, points[index + 1]!, points[index + 2]!, -20)) return true;
  }
  return false;
}

/** Nearer to the end of its line than this a label would cover the incident's mark. */
const AT_INCIDENT_PX = 90;
const BELOW_MARK_PX = 30;

const GLOW = [
  [0.1, 13],
  [0.26, 7],
  [0.95, 3],
] as const;

/** What is left of the promise, by the clock until the unit moves and by the road it has left afterwards. */
function etaText(dispatch: Dispatch, share: number, serverNow: number, language: SceneLanguage): string {
  const { etaSeconds, unitName, departedAt, notifiedAt } = dispatch;
  if (etaSeconds === null) return unitName;
  const byClock = etaSeconds - (serverNow - (departedAt ?? notifiedAt)) / 1_000;
  const left = departedAt === null ? byClock : Math.max(byClock, etaSeconds * share * 0.5);
  if (left < 0) return `${unitName} · ${language === 'en' ? 'late' : '已超'} ${minutesText(-left)}`;
  return `${unitName} · ${language === 'en' ? 'ETA' : '预计'} ${minutesText(left)}`;
}

function candidatesOf(state: SceneState): readonly Candidate[] {
  const { selection } = state;
  if (selection?.kind !== 'incident') return NOBODY;
  if (state.candidates) return state.candidates;
  return state.incidents.find(({ id }) => id === selection.id)?.recommendation?.candidates ?? NOBODY;
}
const NOBODY: readonly Candidate[] = [];

function line(
  unitId: string,
  route: readonly (readonly [number, number])[],
  frame: SceneFrame,
  style: Label['style'],
): Line {
  const points = route.length > 0 ? placedLine(route, frame) : new Float64Array(3);
  const target: Selection = { kind: 'unit', id: unitId };
  return { unitId, points, label: new Label('', style, target) };
}

/** Begins the path of a line from a point on it; false when nothing of it can be seen. */
function trace({ ink, lens, point }: Painter, points: Float64Array, from: number, x: number, y: number): boolean {
  if (points.length < 6) return false;
  ink.beginPath();
  let isDown = false;
  let isSeen = false;
  const visit = (px: number, py: number, pz: number) => {
    if (!lens.project(px, py, pz, point)) {
      isDown = false;
      return;
    }
    if (isDown) ink.lineTo(point.x, point.y);
    else ink.moveTo(point.x, point.y);
    isDown = true;
    isSeen ||= lens.isOnScreen(point, 2_000);
  };
  visit(x, y, points[from * 3 + 2]!);
  for (let index = from + 1; index < points.length / 3; index++) {
    visit(points[index * 3]!, points[index * 3 + 1]!, points[index * 3 + 2]!);
  }
  return isSeen;
}

const numberSprite =
  (rank: number): DrawSprite =>
  (ink, size) => {
    ink.beginPath();
    ink.arc(0, 0, size / 2 - 1, 0, Math.PI * 2);
    ink.fillStyle = rank === 1 ? '#e7eef5' : '#26313d';
    ink.fill();
    ink.strokeStyle = rank === 1 ? '#0a0f14' : '#9db4c9';
    ink.lineWidth = 1;
    ink.stroke();
    ink.fillStyle = rank === 1 ? '#0c1219' : '#dfe8f0';
    ink.font = `700 ${size * 0.62}px ${FONT_STACK}`;
    ink.textAlign = 'center';
    ink.textBaseline = 'middle';
    ink.fillText(String(rank), 0, size * 0.04);
  };
