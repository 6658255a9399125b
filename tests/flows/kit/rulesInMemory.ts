/** The desk's own command rules over a world in memory, asked in the words of the model. */
import type { CommandFamily, ExecuteContext, Sender } from '#main/core/desk/command.ts';
import { COMMANDS } from '#main/core/desk/commands.ts';
import type { Desk } from '#main/core/desk/desk.ts';
import { PresenceBoard } from '#main/core/desk/presence.ts';
import { RESPONSE_PROFILES } from '#shared/catalog/profiles.ts';
import type { DispatchState } from '#shared/domain/dispatch.ts';
import type { Actor, Draft } from '#shared/domain/event.ts';
import { decideUnit } from '#shared/domain/unit.ts';
import { emptyWorld, evolveWorld } from '#shared/domain/world.ts';
import type { CommandKind } from '#shared/wire/roles.ts';
import { KINDS, type Model, type Op, PEOPLE, type Person, START, UNITS } from './incidentModel.ts';

export class RulesInMemory {
  now = START;
  readonly world = emptyWorld();
  readonly ids: (string | undefined)[] = [];
  readonly #presence: PresenceBoard;
  readonly #context: ExecuteContext;
  readonly #rules: CommandFamily;
  #seq = 0;
  #made = 0;

  /** `rules`: others than the desk's own, to see that the model notices. */
  constructor(rules: CommandFamily = COMMANDS) {
    this.#rules = rules;
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
      travel: () => ({ etaSeconds: null, routeM: null, route: [] }),
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
    const decided = this.#rules[kind]!(this.#context, body, sender);
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
