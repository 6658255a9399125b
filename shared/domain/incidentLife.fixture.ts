/** A few incidents folded from real decisions, for the tests of their rules. */
import { RESPONSE_PROFILES } from '../catalog/profiles.ts';
import type { Result } from '../kit/result.ts';
import type { Actor, Draft, StoredEvent } from './event.ts';
import type { IncidentAlarm, IncidentState } from './incident.ts';
import { decideIncident, type IncidentCommand } from './incidentDecide.ts';
import { evolveIncident } from './incidentEvolve.ts';

export const START = 1_800_000_000_000;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const OFFICER: Actor = { kind: 'operator', id: 'p-1', name: '甲' };
export const OTHER: Actor = { kind: 'operator', id: 'p-2', name: '乙' };

export const alarmOf = (sourceId: string, at: number, facts: Partial<IncidentAlarm> = {}): IncidentAlarm => ({
  alarmId: `a-${sourceId}-${at - START}`,
  deviceId: sourceId,
  sourceId,
  at,
  class: 'emergency',
  code: '120',
  title: { zh: '紧急报警', en: 'Panic' },
  restore: false,
  joined: 'opened',
  ...facts,
});

export const opening = (id: string, serial: number, more: Partial<Extract<IncidentCommand, { kind: 'open' }>> = {}) =>
  ({
    kind: 'open',
    incidentId: id,
    number: `20270115-00${serial}`,
    incidentKind: 'holdUp',
    title: '东溪社区 1 号报警杆',
    place: { lon: 117.01, lat: 25.07, address: '东溪路', gridCode: null, gridName: null, communityName: null },
    isSilent: false,
    alarm: alarmOf(`pole-${serial}`, START),
    profile: RESPONSE_PROFILES['fujian-a'],
    ...more,
  }) satisfies IncidentCommand;

/** Several incidents and the events of all of them, folded as a station folds them. */
export class Ledger {
  readonly incidents = new Map<string, IncidentState>();
  readonly kinds: string[] = [];
  /** Of all of them, in order. */
  readonly events: StoredEvent[] = [];
  #seq = 0;

  state(id: string): IncidentState {
    const state = this.incidents.get(id);
    if (!state) throw new Error(`no incident ${id}`);
    return state;
  }

  /** Decides on one of them and folds what was decided; the code of the refusal, or null. */
  act(id: string, at: number, command: IncidentCommand, actor: Actor = OFFICER): string | null {
    return this.record(decideIncident(this.incidents.get(id), command, at), at, actor);
  }

  record(decided: Result<Draft[]>, at: number, actor: Actor = OFFICER): string | null {
    if (!decided.ok) return decided.failure.code;
    for (const draft of decided.value) this.#fold(draft, at, actor);
    return null;
  }

  #fold(draft: Draft, at: number, actor: Actor): void {
    const seq = ++this.#seq;
    this.kinds.push(draft.kind);
    const stored: StoredEvent = {
      ...draft,
      ...{ seq, id: `e-${seq}`, version: seq, station: 's', at, actor, realm: 'live', hash: '' },
      // Only what JSON keeps reaches a journal.
      body: JSON.parse(JSON.stringify(draft.body)),
    };
    this.events.push(stored);
    const id = draft.stream.slice(draft.stream.indexOf(':') + 1);
    const next = evolveIncident(this.incidents.get(id), stored);
    if (next) this.incidents.set(id, next);
  }
}

/** One open incident of a kind, accepted ten seconds after its first alarm. */
export function accepted(more: Parameters<typeof opening>[2] = {}): Ledger {
  const ledger = new Ledger();
  ledger.act('i-1', START, opening('i-1', 1, more));
  ledger.act('i-1', START + 10_000, { kind: 'acknowledge' });
  return ledger;
}

export const sendUnit = (dispatchId: string, id = 'u-001'): IncidentCommand => ({
  kind: 'dispatch',
  dispatchId,
  unit: { id, name: `网格员 ${id}`, kind: 'gridWorker' },
  task: 'respond',
  isAutomatic: false,
  etaSeconds: 60,
  routeM: 300,
  route: [],
});
