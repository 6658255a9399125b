/** What two officers may do to three incidents, and a small model of what must come of it, written apart from the desk's rules. */
import { SEAT_LOST_MS } from '#main/core/desk/presence.ts';
import type { DispatchState } from '#shared/domain/dispatch.ts';

export const START = 1_800_000_000_000;
const GRACE_MS = 20_000;
export const PEOPLE = ['甲', '乙'] as const;
export type Person = (typeof PEOPLE)[number];
export const UNITS = ['u-1', 'u-2'] as const;
type Unit = (typeof UNITS)[number];
/** Closed directly; closed after a check; closed after the fire brigade was told. */
export const KINDS = ['other', 'dispute', 'fire'] as const;
export const AREAS = ['990102', '990103'] as const;
export const MOVES = ['accept', 'depart', 'arrive', 'finish', 'withdraw'] as const;
const EDITS = ['verify', 'merge', 'transfer', 'check', 'close'];
const TAKES = ['acknowledge', 'dispatch', 'verify', 'transfer', 'check', 'reopen'];

export type Op =
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

export class Model {
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
