/**
 * The people of a drill: units that walk their beats, report positions to the ingest endpoint as phones do, and answer
 * orders over the worker wire as phones will. Nothing here touches the desk: it only uses the real ports.
 */
import { io, type Socket } from 'socket.io-client';
import type { RoadNetwork } from '#main/core/roads/index.ts';
import type { UnitRecord } from '#shared/domain/unit.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import {
  type ServerToWorker,
  WORKER_NAMESPACE,
  WORKER_WIRE_VERSION,
  type WorkerOrder,
  type WorkerReport,
  type WorkerToServer,
} from '#shared/wire/worker.ts';
import type { Chance } from './chance.ts';
import { FieldCalls } from './fieldCalls.ts';
import { FieldTasks } from './fieldTasks.ts';
import type { OrderBook } from './orderBook.ts';
import { Walker } from './walker.ts';

const REPORT_EVERY_MS = 4_000;
/** However fast the station's clock runs, no phone reports more often than this in the time of the world. */
const REPORT_LEAST_MS = 2_000;
const TICK_MS = 250;
const BEAT_METRES = 600;
/** Shares of people who do not do what they are told, so that a desk learns to handle it. */
const REFUSES = 0.06;
const STAYS_SILENT = 0.05;
const REFUSAL_REASONS = ['正在处理其他警情', '车辆故障', '距离过远，建议就近派遣'];
const MPS_PER_KNOT = 1852 / 3600;

interface Member {
  readonly unit: UnitRecord;
  readonly walker: Walker;
  /** Fixed posts stand; the rest walk a beat. */
  readonly isPost: boolean;
  order: WorkerOrder | null;
  /** What the member does next about its order, and when. */
  next: { at: number; move: WorkerReport['move']; reason?: string; setsOutAfterMs?: number } | null;
  restUntil: number;
  nextReportAt: number;
  battery: number;
}

/** What a script says of an order, and of what is found. */
export interface FieldScript {
  /** A script is played: nobody refuses or stays silent by chance. */
  isPlayed(): boolean;
  orders: OrderBook;
  /** What the first unit on the spot says of an incident. */
  found(incidentId: string): string | null;
}

export interface FieldForceOptions {
  /** The station's own: phones and walkers live by it too. */
  readonly clock: Clock;
  readonly pace: () => number;
  readonly script: FieldScript;
  /** `http://127.0.0.1:PORT` of the core. */
  readonly url: string;
  readonly workerToken: string;
  readonly units: readonly UnitRecord[];
  readonly roads: RoadNetwork;
  readonly chance: Chance;
  /** Somewhere nobody hears from: units whose phones are off, so that stale positions are seen in the drill. */
  readonly silentShare: number;
}

export class FieldForce implements Disposable {
  readonly #options: FieldForceOptions;
  readonly #members = new Map<string, Member>();
  readonly #store = new DisposableStore();
  readonly #socket: Socket<ServerToWorker, WorkerToServer>;
  readonly #tasks: FieldTasks;
  readonly #calls: FieldCalls;
  #isReachable = true;

  constructor(options: FieldForceOptions) {
    this.#options = options;
    const { chance, clock, url, workerToken: token, units, silentShare } = options;
    const now = clock();
    for (const unit of units) {
      if (chance.happens(silentShare)) continue;
      this.#members.set(unit.id, {
        unit,
        walker: new Walker([unit.lon, unit.lat]),
        isPost: unit.kind === 'minUnit' || unit.kind === 'fire' || unit.kind === 'medical',
        order: null,
        next: null,
        restUntil: now + chance.between(0, 20_000),
        nextReportAt: now + chance.between(0, REPORT_EVERY_MS),
        battery: Math.round(chance.between(35, 100)),
      });
    }
    this.#socket = io(`${url}${WORKER_NAMESPACE}`, {
      transports: ['websocket'],
      auth: { wire: WORKER_WIRE_VERSION, token, units: [...this.#members.keys()] },
    });
    this.#tasks = new FieldTasks(this.#socket, chance, clock);
    this.#calls = new FieldCalls(this.#socket, chance, clock);
    this.#socket.on('order', (order) => this.#take(order));
    this.#socket.on('ended', ({ unitId, dispatchId }) => this.#drop(unitId, dispatchId));
    this.#store.add(toDisposable(() => this.#socket.disconnect()));
    const timer = setInterval(() => this.#tick(clock()), TICK_MS);
    this.#store.add(toDisposable(() => clearInterval(timer)));
  }

  dispose(): void {
    this.#store.dispose();
  }

  #take(order: WorkerOrder): void {
    const member = this.#members.get(order.unitId);
    if (!member || member.order?.dispatchId === order.dispatchId) return;
    member.order = order;
    member.next =
      order.state === 'notified'
        ? this.#answerTo(order, member.unit)
        : { at: this.#options.clock() + 1_000, move: resumeMove(order.state) };
  }

  /** As the script says; where it says nothing by chance, and in a script everybody says yes. */
  #answerTo(order: WorkerOrder, { id, kind }: UnitRecord): Member['next'] {
    const { chance, clock, script } = this.#options;
    const now = clock();
    const said = order.task === 'respond' ? script.orders.take(id, kind) : null;
    const isByChance = !script.isPlayed();
    if (said?.behaves === 'silent' || (isByChance && chance.happens(STAYS_SILENT))) return null;
    if (said?.behaves === 'refuses' || (isByChance && chance.happens(REFUSES))) {
      const reason = said?.reason?.zh ?? chance.pick(REFUSAL_REASONS);
      return { at: now + chance.between(3_000, 8_000), move: 'refuse', reason };
    }
    const setsOutAfterMs = said?.behaves === 'late' ? said.lateSeconds * 1_000 : 0;
    return { at: now + chance.between(2_000, 7_000), move: 'accept', setsOutAfterMs };
  }

  /** The phones' network is gone, or back: nothing is heard of anybody, and nobody hears. */
  setReachable(isReachable: boolean): void {
    if (isReachable === this.#isReachable) return;
    this.#isReachable = isReachable;
    if (isReachable) this.#socket.connect();
    else this.#socket.disconnect();
  }

  #drop(unitId: string, dispatchId: string): void {
    const member = this.#members.get(unitId);
    if (member?.order?.dispatchId !== dispatchId) return;
    member.order = null;
    member.next = null;
    const now = this.#options.clock();
    member.walker.stop(now);
    member.restUntil = now + this.#options.chance.between(5_000, 30_000);
  }

  #tick(now: number): void {
    this.#calls.tick(now);
    for (const member of this.#members.values()) {
      if (member.next && now >= member.next.at && this.#isReachable) this.#act(member, now);
      else if (member.order?.state === 'enRoute' && !member.next && member.walker.hasArrived(now)) {
        member.next = { at: now, move: 'arrive' };
      } else if (!member.order && !member.isPost) this.#goAbout(member, now);
      if (now >= member.nextReportAt) {
        member.nextReportAt = now + Math.max(REPORT_EVERY_MS, REPORT_LEAST_MS * this.#options.pace());
        if (this.#isReachable) void this.#report(member, now);
      }
    }
  }

  /** With no order: its task, else its beat. */
  #goAbout(member: Member, now: number): void {
    const hasArrived = member.walker.hasArrived(now);
    const to = this.#tasks.next(member.unit.id, hasArrived, now);
    if (to) this.#drive(member, to, now);
    else if (to === undefined && hasArrived && now >= member.restUntil) this.#walkBeat(member, now);
  }

  /** Says the next thing about the order, and does it. */
  #act(member: Member, now: number): void {
    const { order, next } = member;
    member.next = null;
    if (!order || !next) return;
    const { chance, script } = this.#options;
    this.#say(member, next.move, next.reason);
    if (next.move === 'accept') {
      member.order = { ...order, state: 'accepted' };
      member.next = { at: now + chance.between(2_000, 6_000) + (next.setsOutAfterMs ?? 0), move: 'depart' };
    } else if (next.move === 'depart') {
      member.order = { ...order, state: 'enRoute' };
      this.#drive(member, [order.lon, order.lat], now);
    } else if (next.move === 'arrive') {
      member.order = { ...order, state: 'onScene' };
      member.walker.stop(now);
      const reason = script.found(order.incidentId) ?? '';
      member.next = { at: now + chance.between(60_000, 150_000), move: 'finish', reason };
    }
  }

  #say(member: Member, move: WorkerReport['move'], reason = ''): void {
    const { incidentId, dispatchId, unitId } = member.order!;
    const report: WorkerReport = { commandId: crypto.randomUUID(), unitId, incidentId, dispatchId, move, reason };
    this.#socket.timeout(8_000).emit('report', report, () => undefined);
  }

  #drive(member: Member, to: LonLat, now: number): void {
    const route = this.#options.roads.route(member.walker.motionAt(now).at, to, member.unit.mode);
    if (route.ok) member.walker.follow(route.value, now);
    else member.walker.stop(now);
  }

  #walkBeat(member: Member, now: number): void {
    const { chance } = this.#options;
    const { lon, lat } = member.unit;
    const metresPerDegree = 111_320;
    const east = chance.between(-BEAT_METRES, BEAT_METRES) / (metresPerDegree * Math.cos((lat * Math.PI) / 180));
    const north = chance.between(-BEAT_METRES, BEAT_METRES) / metresPerDegree;
    this.#drive(member, [lon + east, lat + north], now);
    member.restUntil = now + chance.between(8_000, 40_000);
  }

  /** One OsmAnd report over real HTTP; a lost one is lost, as on a real phone without signal. */
  async #report(member: Member, now: number): Promise<void> {
    const { at, courseDegrees, speedMps } = member.walker.motionAt(now);
    const query = new URLSearchParams({
      id: member.unit.id,
      lat: at[1].toFixed(6),
      lon: at[0].toFixed(6),
      timestamp: String(now),
      speed: (speedMps / MPS_PER_KNOT).toFixed(2),
      accuracy: '6',
      batt: String(member.battery),
      ...(courseDegrees !== null && { bearing: courseDegrees.toFixed(0) }),
    });
    try {
      const response = await fetch(`${this.#options.url}/ingest/osmand?${query}`);
      await response.arrayBuffer();
    } catch {
      member.nextReportAt = now + REPORT_EVERY_MS * 2;
    }
  }
}

function resumeMove(state: WorkerOrder['state']): WorkerReport['move'] {
  if (state === 'accepted') return 'depart';
  return state === 'enRoute' ? 'arrive' : 'finish';
}
