/** What phones are told of video calls: that they are rung, who is in the call, who records it, how it was over. */
import type { Namespace, Socket } from 'socket.io';
import type { CallDesk } from '#main/core/calls/callDesk.ts';
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { type CallParty, type CallState, isIn, isOpenCall, isRung } from '#shared/domain/call.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { World } from '#shared/domain/world.ts';
import type { WorkerCall } from '#shared/wire/calls.ts';
import type { ServerToWorker, WorkerToServer } from '#shared/wire/worker.ts';
import { roomOf } from './workerTasks.ts';

type Workers = Namespace<WorkerToServer, ServerToWorker>;
type Told = Parameters<ServerToWorker['call']>[0];

const TAKEN_WITHIN_MS = 8_000;

export class WorkerCalls {
  readonly #workers: Workers;
  readonly #world: World;
  readonly #calls: Pick<CallDesk, 'rang'>;

  constructor(workers: Workers, world: World, calls: Pick<CallDesk, 'rang'>) {
    this.#workers = workers;
    this.#world = world;
    this.#calls = calls;
  }

  /** The call in which a unit is, or is rung. */
  goingOn(unitId: string): CallState | undefined {
    return [...this.#world.field.calls.values()].find((call) => isOpenCall(call) && partyOfUnit(call, unitId));
  }

  /** To a phone that has just come: it may be rung, or be in the middle of a call. */
  greet(phone: Socket<WorkerToServer, ServerToWorker>, unitId: string): void {
    const call = this.goingOn(unitId);
    const party = call && partyOfUnit(call, unitId);
    if (!call || !party) return;
    const message = this.#messageFor(call, party, unitId);
    phone
      .timeout(TAKEN_WITHIN_MS)
      .emit('call', message, (_error, isTaken) => this.#noteTaken(message, isTaken === true));
  }

  onEvents(events: readonly StoredEvent[]): void {
    const changed = new Set(events.flatMap(({ stream }) => (stream.startsWith('call:') ? [stream.slice(5)] : [])));
    for (const callId of changed) {
      const call = this.#world.field.calls.get(callId);
      for (const party of call?.parties ?? []) {
        if (call && party.unitId !== null) this.#tell(this.#messageFor(call, party, party.unitId));
      }
    }
  }

  #tell(message: Told): void {
    this.#workers
      .to(roomOf(message.unitId))
      .timeout(TAKEN_WITHIN_MS)
      .emit('call', message, (_error, taken) => this.#noteTaken(message, taken.includes(true)));
  }

  /** It rings where somebody can see it. */
  #noteTaken({ callId, call }: Told, isTaken: boolean): void {
    if (isTaken && call?.state === 'called') this.#calls.rang(callId, call.partyId);
  }

  #messageFor(call: CallState, party: CallParty, unitId: string): Told {
    const isTheirs = isOpenCall(call) && (isIn(party) || isRung(party));
    const end = { state: party.state, reason: party.reason === 'ended' ? call.endReason : party.reason };
    return {
      unitId,
      callId: call.id,
      call: isTheirs ? this.#shown(call, party, unitId) : null,
      end: isTheirs ? null : end,
    };
  }

  #shown(call: CallState, party: CallParty, unitId: string): WorkerCall {
    const incident = this.#world.incidents.get(call.incidentId ?? '');
    const kind = incident && INCIDENT_KIND_CATALOG[incident.kind].zh;
    return {
      ...{ callId: call.id, unitId, partyId: party.partyId, endpoint: party.endpoint, state: party.state },
      by: call.startedBy,
      about: incident ? (incident.title ? `${kind} · ${incident.title}` : (kind ?? null)) : null,
      startedAt: call.startedAt,
      answeredAt: party.answeredAt,
      others: call.parties
        .filter((other) => other !== party)
        .map(({ partyId, name, state }) => ({ partyId, name, state })),
      recordedBy: call.recording?.name ?? null,
    };
  }
}

/** A party that is over for the unit is told as it happens, and not again. */
function partyOfUnit(call: CallState, unitId: string): CallParty | undefined {
  return call.parties.find((party) => party.unitId === unitId && (isIn(party) || isRung(party)));
}
