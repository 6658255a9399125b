/**
 * The desk's own command rules against a small model written apart from them: incidents, their dispatches, the units, and who has
 * what in hand. Two officers act in any order; both must say the same of every step, in the same words, and end in the same state.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExecuteContext, Sender } from '#main/core/desk/command.ts';
import { COMMANDS } from '#main/core/desk/commands.ts';
import type { Desk } from '#main/core/desk/desk.ts';
import { PresenceBoard, SEAT_LOST_MS } from '#main/core/desk/presence.ts';
import { RESPONSE_PROFILES } from '#shared/catalog/profiles.ts';
import type { DispatchState } from '#shared/domain/dispatch.ts';
import type { Actor, Draft } from '#shared/domain/event.ts';
import { decideUnit } from '#shared/domain/unit.ts';
import { emptyWorld, evolveWorld } from '#shared/domain/world.ts';
import type { CommandKind } from '#shared/wire/roles.ts';

const START = 1_800_000_000_000;
const GRACE_MS = 20_000;
const PEOPLE = ['甲', '乙'] as const;
type Person = (typeof PEOPLE)[number];
const UNITS = ['u-1', 'u-2'] as const;
type Unit = (typeof UNITS)[number];
/** Closed directly; closed after a check; closed after the fire brigade was told. */
const KINDS = ['other', 'dispute', 'fire'] as const;
const AREAS = ['990102', '990103'] as const;
const MOVES = ['accept', 'depart', 'arrive', 'finish', 'withdraw'] as const;
const EDITS = ['verify', 'merge', 'transfer', 'check', 'close'];
const TAKES = ['acknowledge', 'dispatch', 'verify', 'transfer', 'check', 'reopen'];

type Op =
  | { do: 'open'; by: Person; on: number }
  | { do: 'acknowledge' | 'acceptTransfer' | 'returnTransfer' | 'urge' | 'feedback'; by: Person; on: number }
  | { do: 'reopen' | 'evaluate' | 'claim' | 'takeOver' | 'keep' | 'release'; by: Person; on: number }
  | { do: 'dispatch'; by: Person; on: number; unit: Unit }
  | { do: 'move'; by: Person; unit: Unit; move: (typeof MOVES)[number] }
  | { do: 'verify'; by: Person; on: number; verdict: 'real' | 'false' }
  | { do: 'transfer'; by: Person; on: number; area: (typeof AREAS)[number] }
  | { do: 'check'; by: Person; on: number; result: 'passed' | 'failed' }
  | { do: 'close'; by: Person; on: number; reason: 'real' | 'false'; isForced: boolean }
  | { do: 'merge'; by: Person; on: number; into: number }
  | { do: 'wait'; ms: number }
  | { do: 'leave'; by: Person }
  | { do: 'join'; by: Person };

// ---- the model --------------------------------------------------------------------------------------------------------------

interface ModelDispatch {
  readonly id: string;
  readonly unit: Unit;
  state: DispatchState;
  endedAt: number;
}
class ModelIncident {
  isOpen = true;
  isAccepted = true;
  isEvaluated = false;
  mergedInto: ModelIncident | null = null;
  holder: Person | null = null;
  wanted: { by: Person; dueAt: number } | null = null;
  dispatches: ModelDispatch[] = [];
  transfers: { area: string; state: 'pending' | 'accepted' | 'returned' }[] = [];
  verdict: 'real' | 'false' | null = null;
  isUrged = false;
  saidAt: number[] = [];
  /** What was said or done before this counts no more. */
  unsettledAt = Number.NEGATIVE_INFINITY;
  hasFailed = false;
  passedAt = Number.NEGATIVE_INFINITY;
  readonly kind: (typeof KINDS)[number];
  constructor(kind: (typeof KINDS)[number]) {
    this.kind = kind;
  }

  get pending() {
    return this.transfers.some(({ state }) => state === 'pending');
  }
  get owner() {
    return this.transfers.findLast(({ state }) => state === 'accepted')?.area ?? null;
  }
  get isSaid() {
    return this.saidAt.some((at) => at > this.unsettledAt);
  }
  get isDone() {
    return this.dispatches.some(({ state, endedAt }) => state === 'done' && endedAt > this.unsettledAt);
  }
  get active() {
    return this.dispatches.filter(({ state }) => ['notified', 'accepted', 'enRoute', 'onScene'].includes(state));
  }

  phase(): string {
    if (!this.isOpen) return this.isEvaluated ? 'evaluated' : 'closed';
    if (this.active.some(({ state }) => state === 'onScene')) return 'onScene';
    if (this.active.length > 0) return 'dispatched';
    if (this.isSaid) return 'check';
    if (this.isDone) return 'feedback';
    if (this.pending) return 'dispatched';
    if (this.owner !== null || this.hasFailed) return 'onScene';
    return this.isAccepted ? 'accepted' : 'received';
  }

  isReadyToClose(reason: 'real' | 'false'): boolean {
    if (this.pending || this.isUrged || (this.verdict !== null && this.verdict !== reason)) return false;
    if (reason === 'false') return true;
    if (this.hasFailed) return false;
    if (this.kind === 'dispute' && this.passedAt <= this.unsettledAt) return false;
    return this.kind !== 'fire';
  }

  letGo(): void {
    if (this.wanted) {
      this.holder = this.wanted.by;
      this.wanted = null;
      return;
    }
    if (['received', 'accepted'].includes(this.phase())) this.isAccepted = false;
    this.holder = null;
  }
}

const AFTER: Record<string, Partial<Record<DispatchState, DispatchState>>> = {
  accept: { notified: 'accepted' },
  depart: { notified: 'enRoute', accepted: 'enRoute' },
  arrive: { notified: 'onScene', accepted: 'onScene', enRoute: 'onScene' },
  finish: { onScene: 'done' },
  withdraw: { notified: 'withdrawn', accepted: 'withdrawn', enRoute: 'withdrawn', onScene: 'withdrawn' },
};

class Model {
  now = START;
  readonly slots: (ModelIncident | undefined)[] = [];
  readonly unitOn = new Map<Unit, ModelDispatch>();
  /** The order each unit was given last, and the incident it was given for. */
  readonly lastOrder = new Map<Unit, { id: string; on: number }>();
  readonly goneAt = new Map<Person, number>();

  /** `ok`, or the code it must be refused with. */
  step(op: Op, newDispatchId: string): string {
    if (op.do === 'wait') return this.#wait(op.ms);
    if (op.do === 'leave') {
      if (!this.goneAt.has(op.by)) this.goneAt.set(op.by, this.now);
      return 'ok';
    }
    if (op.do === 'join') {
      this.goneAt.delete(op.by);
      return 'ok';
    }
    if (op.do === 'move') return this.#move(op);
    const incident = this.slots[op.on];
    if (op.do === 'open') {
      const opened = new ModelIncident(KINDS[op.on]!);
      opened.holder = op.by;
      this.slots[op.on] = opened;
      return 'ok';
    }
    const others = [incident, op.do === 'merge' ? this.slots[op.into] : undefined];
    if (EDITS.includes(op.do) && others.some((each) => each?.holder && each.holder !== op.by)) return 'incidentHeld';
    const said = this.#act(op, incident, newDispatchId);
    if (said === 'ok' && TAKES.includes(op.do) && incident!.isOpen) incident!.holder ??= op.by;
    return said;
  }

  #act(
    op: Exclude<Op, { do: 'wait' | 'leave' | 'join' | 'move' | 'open' }>,
    found: ModelIncident | undefined,
    id: string,
  ) {
    if (op.do === 'dispatch') return this.#dispatch(op, found, id);
    // Words about an incident that was merged are words about the one it goes on in.
    const incident = op.do === 'feedback' ? goesOnIn(found) : found;
    if (!incident) return 'unknownIncident';
    if (op.do === 'merge') return this.#merge(incident, this.slots[op.into]);
    if (op.do === 'reopen' || op.do === 'evaluate') {
      if (incident.mergedInto) return 'incidentMerged';
      if (incident.isOpen) return 'notClosed';
      if (op.do === 'evaluate') incident.isEvaluated = true;
      else {
        Object.assign(incident, { isOpen: true, isAccepted: true, isEvaluated: false, hasFailed: false });
        incident.unsettledAt = this.now;
      }
      return 'ok';
    }
    if (!incident.isOpen) return 'incidentClosed';
    switch (op.do) {
      case 'acknowledge':
        if (incident.isAccepted) return 'alreadyAcknowledged';
        break;
      case 'verify':
        incident.verdict = op.verdict;
        break;
      case 'urge':
        incident.isUrged = true;
        return 'ok';
      case 'feedback':
        incident.saidAt.push(this.now);
        incident.isUrged = false;
        return 'ok';
      case 'check':
        if (!incident.isSaid && !incident.isDone) return 'nothingToCheck';
        incident.hasFailed = op.result === 'failed';
        if (op.result === 'passed') incident.passedAt = this.now;
        else incident.unsettledAt = this.now;
        return 'ok';
      case 'transfer':
        if (incident.pending) return 'transferPending';
        if (incident.owner === op.area) return 'alreadyThere';
        incident.transfers.push({ area: op.area, state: 'pending' });
        break;
      case 'acceptTransfer': {
        const pending = incident.transfers.findLast(({ state }) => state === 'pending');
        if (!pending) return 'noTransfer';
        pending.state = 'accepted';
        return 'ok';
      }
      case 'returnTransfer': {
        const standing = incident.transfers.findLast(({ state }) => state !== 'returned');
        if (!standing) return 'noTransfer';
        standing.state = 'returned';
        return 'ok';
      }
      case 'close':
        if (incident.active.some(({ state }) => state === 'onScene')) return 'unitOnScene';
        if (!op.isForced && !incident.isReadyToClose(op.reason)) return 'closeNotReady';
        for (const dispatch of incident.active) this.#end(dispatch, 'withdrawn');
        Object.assign(incident, { isOpen: false, isAccepted: true, holder: null, wanted: null });
        return 'ok';
      default:
        return this.#claim(op.do, op.by, incident);
    }
    incident.isAccepted = true;
    return 'ok';
  }

  #claim(what: 'claim' | 'takeOver' | 'keep' | 'release', by: Person, incident: ModelIncident): string {
    const isMine = incident.holder === by;
    if (what === 'claim' || what === 'takeOver') {
      if (incident.holder === null) incident.holder = by;
      else if (what === 'claim') return isMine ? 'ok' : 'incidentHeld';
      else if (isMine) return 'alreadyYours';
      else if (incident.wanted) return 'takeOverUnderWay';
      else incident.wanted = { by, dueAt: this.now + GRACE_MS };
      return 'ok';
    }
    if (!isMine) return 'notHolder';
    if (what === 'release') incident.letGo();
    else if (!incident.wanted) return 'nobodyAsks';
    else incident.wanted = null;
    return 'ok';
  }

  #dispatch(op: { unit: Unit; on: number }, incident: ModelIncident | undefined, id: string): string {
    if (!incident) return 'unknownIncident';
    if (this.unitOn.has(op.unit)) return 'unitEngaged';
    if (!incident.isOpen) return 'incidentClosed';
    const dispatch: ModelDispatch = { id, unit: op.unit, state: 'notified', endedAt: 0 };
    incident.dispatches.push(dispatch);
    incident.isAccepted = true;
    this.unitOn.set(op.unit, dispatch);
    this.lastOrder.set(op.unit, { id, on: op.on });
    return 'ok';
  }

  /** As a phone does: it names the incident its order was given for, whatever became of that. */
  #move({ unit, move }: { unit: Unit; move: string }): string {
    const order = this.lastOrder.get(unit);
    const incident = order && goesOnIn(this.slots[order.on]);
    if (!incident) return 'unknownIncident';
    if (!incident.isOpen) return 'incidentClosed';
    const dispatch = incident.dispatches.find(({ id }) => id === order.id);
    if (!dispatch) return 'unknownDispatch';
    const to = AFTER[move]?.[dispatch.state];
    if (!to) return 'illegalMove';
    if (to === 'done' || to === 'withdrawn') this.#end(dispatch, to);
    else dispatch.state = to;
    return 'ok';
  }

  #end(dispatch: ModelDispatch, state: DispatchState): void {
    Object.assign(dispatch, { state, endedAt: this.now });
    this.unitOn.delete(dispatch.unit);
  }

  #merge(from: ModelIncident, into: ModelIncident | undefined): string {
    if (!into) return 'unknownIncident';
    if (from === into) return 'sameIncident';
    if (!from.isOpen || !into.isOpen) return 'incidentClosed';
    if (from.pending || into.pending) return 'transferPending';
    into.dispatches.push(...from.dispatches);
    Object.assign(from, {
      isOpen: false,
      mergedInto: into,
      dispatches: [],
      holder: null,
      wanted: null,
      isAccepted: true,
    });
    into.isAccepted = true;
    return 'ok';
  }

  #wait(ms: number): string {
    this.now += ms;
    for (const incident of this.slots) {
      if (!incident?.isOpen || incident.holder === null) continue;
      const goneAt = this.goneAt.get(incident.holder);
      if (goneAt !== undefined && this.now - goneAt >= SEAT_LOST_MS) incident.letGo();
      else if (incident.wanted && this.now >= incident.wanted.dueAt) incident.letGo();
    }
    return 'ok';
  }

  picture() {
    return {
      incidents: this.slots.map((incident) =>
        incident
          ? {
              phase: incident.phase(),
              isAccepted: incident.isAccepted,
              holder: incident.holder,
              wantedBy: incident.wanted?.by ?? null,
              owner: incident.owner,
              dispatches: incident.dispatches.map(({ id, unit, state }) => [id, unit, state]),
            }
          : null,
      ),
      engaged: UNITS.map((unit) => this.unitOn.get(unit)?.id ?? null),
    };
  }
}

function goesOnIn(incident: ModelIncident | undefined): ModelIncident | undefined {
  return incident?.mergedInto ? goesOnIn(incident.mergedInto) : incident;
}

// ---- the desk's own rules, over a world in memory ---------------------------------------------------------------------------

class Real {
  now = START;
  readonly world = emptyWorld();
  readonly ids: (string | undefined)[] = [];
  readonly #presence: PresenceBoard;
  readonly #context: ExecuteContext;
  #seq = 0;
  #made = 0;

  constructor() {
    const desk = {
      world: this.world,
      clock: () => this.now,
      newId: () => `id-${++this.#made}`,
      record: (drafts: readonly Draft[], actor: Actor) => this.#record(drafts, actor),
    } as unknown as Desk;
    const place = { address: '', gridCode: null, gridName: null, communityName: null };
    this.#context = {
      desk,
      profile: RESPONSE_PROFILES['fujian-a'],
      locate: (lon: number, lat: number) => ({ lon, lat, ...place }),
      recommend: () => ({ at: 0, candidates: [], passedOver: [] }),
    } as unknown as ExecuteContext;
    this.#presence = new PresenceBoard(desk);
    for (const by of PEOPLE) this.#join(by);
    for (const id of UNITS) {
      const unit = { id, name: id, kind: 'gridWorker', mode: 'ebike', skills: [], lon: 117, lat: 25 } as const;
      const enrolled = decideUnit(undefined, { kind: 'unit.enroll', unit: { ...unit, skills: [] } });
      this.#record(enrolled.ok ? enrolled.value : [], { kind: 'system', id: 'core' });
    }
  }

  step(op: Op, model: Model): { said: string; dispatchId: string } {
    if (op.do === 'wait') {
      this.now += op.ms;
      this.#presence.tick();
      return { said: 'ok', dispatchId: '' };
    }
    if (op.do === 'leave') this.#presence.leave(`seat-${op.by}`);
    if (op.do === 'join') this.#join(op.by);
    if (op.do === 'leave' || op.do === 'join') return { said: 'ok', dispatchId: '' };
    const [kind, body] = this.#request(op, model);
    const sender: Sender = {
      actor: { kind: 'operator', id: op.by, name: op.by },
      role: 'leader',
      seat: `seat-${op.by}`,
    };
    const decided = COMMANDS[kind]!(this.#context, body, sender);
    if (!decided.ok) return { said: decided.failure.code, dispatchId: '' };
    if (op.do === 'open') this.ids[op.on] = decided.value.incidentId;
    this.#record(decided.value.drafts, sender.actor);
    return { said: 'ok', dispatchId: decided.value.dispatchId ?? '' };
  }

  #request(op: Exclude<Op, { do: 'wait' | 'leave' | 'join' }>, model: Model): [CommandKind, object] {
    const incidentId = this.#idOf('on' in op ? op.on : -1);
    const dueAt = this.now + 86_400_000;
    switch (op.do) {
      case 'open':
        return ['incident.open', { kind: KINDS[op.on], lon: 117, lat: 25 }];
      case 'dispatch':
        return ['incident.dispatch', { incidentId, unitId: op.unit }];
      case 'move': {
        const order = model.lastOrder.get(op.unit);
        const reason = op.move === 'withdraw' ? { reason: '改派' } : {};
        return [
          `dispatch.${op.move}`,
          { incidentId: this.#idOf(order?.on ?? -1), dispatchId: order?.id ?? 'none', ...reason },
        ];
      }
      case 'verify':
        return ['incident.verify', { incidentId, verdict: op.verdict, means: 'video' }];
      case 'transfer':
        return ['incident.transfer', { incidentId, to: { code: op.area, name: op.area }, dueAt, reason: '属地' }];
      case 'urge':
        return ['incident.urge', { incidentId, text: '快', dueAt }];
      case 'feedback':
        return ['incident.feedback', { incidentId, text: '好了' }];
      case 'check':
        return ['incident.check', { incidentId, result: op.result, means: 'phone', text: '看过' }];
      case 'close':
        return ['incident.close', { incidentId, reason: op.reason, ...(op.isForced && { forceReason: '不等' }) }];
      case 'merge':
        return ['incident.merge', { incidentId, intoId: this.#idOf(op.into), reason: '同一起' }];
      case 'returnTransfer':
      case 'reopen':
        return [`incident.${op.do}`, { incidentId, reason: '退回' }];
      case 'evaluate':
        return ['incident.evaluate', { incidentId, result: 'good', response: 'good' }];
      default:
        return [`incident.${op.do}`, { incidentId }];
    }
  }

  picture() {
    return {
      incidents: this.ids.map((id) => {
        const incident = this.world.incidents.get(id ?? '');
        return incident
          ? {
              phase: incident.phase,
              isAccepted: incident.acknowledgedAt !== null,
              holder: incident.claim?.personId ?? null,
              wantedBy: incident.claim?.wantedBy?.personId ?? null,
              owner: incident.transfers.findLast(({ state }) => state === 'accepted')?.to.code ?? null,
              dispatches: incident.dispatches.map(({ id: dispatchId, unitId, state }) => [dispatchId, unitId, state]),
            }
          : null;
      }),
      engaged: UNITS.map((unit) => this.world.units.get(unit)?.engagement?.dispatchId ?? null),
    };
  }

  /** Every engagement is of a dispatch that stands in the incident it names, and the other way round. */
  strays(): readonly string[] {
    const strays: string[] = [];
    for (const unit of this.world.units.values()) {
      const { incidentId = '', dispatchId } = unit.engagement ?? {};
      const dispatch = this.world.incidents.get(incidentId)?.dispatches.find(({ id }) => id === dispatchId);
      if (unit.engagement && (dispatch?.unitId !== unit.id || ENDED.has(dispatch.state))) strays.push(unit.id);
    }
    for (const { dispatches } of this.world.incidents.values()) {
      for (const { id, unitId, state } of dispatches) {
        const holds = this.world.units.get(unitId)?.engagement?.dispatchId === id;
        if (holds === ENDED.has(state)) strays.push(id);
      }
    }
    return strays;
  }

  #idOf(slot: number): string {
    return this.ids[slot] ?? 'none';
  }

  #join(by: Person): void {
    this.#presence.join({ seatId: `seat-${by}`, personId: by, name: by, role: 'duty' });
  }

  #record(drafts: readonly Draft[], actor: Actor): void {
    for (const draft of drafts) {
      const seq = ++this.#seq;
      const place = { seq, id: `e-${seq}`, version: seq, station: 's', at: this.now, realm: 'live' as const, hash: '' };
      evolveWorld(this.world, { ...draft, ...place, actor, body: JSON.parse(JSON.stringify(draft.body)) });
    }
  }
}

const ENDED: ReadonlySet<DispatchState> = new Set(['done', 'refused', 'timedOut', 'withdrawn']);

class Step implements fc.Command<Model, Real> {
  readonly #op: Op;
  constructor(op: Op) {
    this.#op = op;
  }

  /** A place holds one incident: it is opened once. */
  check(model: Readonly<Model>): boolean {
    return this.#op.do !== 'open' || model.slots[this.#op.on] === undefined;
  }

  run(model: Model, real: Real): void {
    // Every step at a moment of its own: what came first is never in doubt.
    model.now += 1_000;
    real.now += 1_000;
    const { said, dispatchId } = real.step(this.#op, model);
    expect(said, this.toString()).toBe(model.step(this.#op, dispatchId));
    expect(real.picture(), this.toString()).toEqual(model.picture());
    expect(real.strays(), this.toString()).toEqual([]);
  }

  toString(): string {
    return JSON.stringify(this.#op);
  }
}

const by = fc.constantFrom(...PEOPLE);
const on = fc.integer({ min: 0, max: KINDS.length - 1 });
const unit = fc.constantFrom(...UNITS);
const plain = fc.constantFrom(
  ...(['acknowledge', 'acceptTransfer', 'returnTransfer', 'urge', 'feedback', 'reopen', 'evaluate'] as const),
);
const claiming = fc.constantFrom('claim', 'takeOver', 'keep', 'release');
const verdict = fc.constantFrom('real' as const, 'false' as const);
const OPS: fc.Arbitrary<Op>[] = [
  fc.record({ do: fc.constant('open' as const), by, on }),
  fc.record({ do: plain, by, on }),
  fc.record({ do: claiming, by, on }) as fc.Arbitrary<Op>,
  fc.record({ do: fc.constant('dispatch' as const), by, on, unit }),
  fc.record({ do: fc.constant('move' as const), by, unit, move: fc.constantFrom(...MOVES) }),
  fc.record({ do: fc.constant('verify' as const), by, on, verdict }),
  fc.record({ do: fc.constant('transfer' as const), by, on, area: fc.constantFrom(...AREAS) }),
  fc.record({
    do: fc.constant('check' as const),
    by,
    on,
    result: fc.constantFrom('passed' as const, 'failed' as const),
  }),
  fc.record({ do: fc.constant('close' as const), by, on, reason: verdict, isForced: fc.boolean() }),
  fc.record({ do: fc.constant('merge' as const), by, on, into: on }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1_000, 14_000, 15_000, 20_000) }),
  fc.record({ do: fc.constant('leave' as const), by }),
  fc.record({ do: fc.constant('join' as const), by }),
];

test('whatever two officers do in whatever order, the desk and the model say the same and end alike', () => {
  const steps = OPS.map((op) => op.map((one) => new Step(one)));
  const sequences = fc.commands(steps, { maxCommands: 80, size: 'max' });
  fc.assert(
    fc.property(sequences, (sequence) => fc.modelRun(() => ({ model: new Model(), real: new Real() }), sequence)),
    { numRuns: 600 },
  );
});

test('the model and the desk can disagree: a desk that forgets to free its unit is found', () => {
  const model = new Model();
  const real = new Real();
  const steps: Op[] = [
    { do: 'open', by: '甲', on: 0 },
    { do: 'dispatch', by: '甲', on: 0, unit: 'u-1' },
  ];
  for (const op of steps) new Step(op).run(model, real);
  model.unitOn.delete('u-1');
  expect(() => new Step({ do: 'acknowledge', by: '乙', on: 0 }).run(model, real)).toThrow();
});
