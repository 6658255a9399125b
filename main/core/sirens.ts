/**
 * Incidents and sirens: a pole's siren sounds at a call for help that was meant to be heard, until an officer takes the
 * incident up, or until its own watchdog ends it. Links know no incidents; this is where they meet. Which sirens are due is
 * read from the world, so that a restarted core goes on sounding what nobody has reset by hand (GB 50394 §5.2.4).
 */
import type { AlarmClass } from '#shared/catalog/codes.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { HeldAlarm, IncidentAlarm, IncidentEventBody, IncidentState } from '#shared/domain/incident.ts';
import type { World } from '#shared/domain/world.ts';
import type { Disposable } from '#shared/kit/disposable.ts';

/** Calls of people and dangers to them. Tamper and trouble are for the officer, not for the street. */
const LOUD: ReadonlySet<AlarmClass> = new Set(['emergency', 'fire', 'medical', 'intrusion']);

/** Hands one over to the queue of notices, which tries it in this very turn. */
export type DriveSiren = (sirenId: string, isOn: boolean, incidentId: string) => void;

export class Sirens implements Disposable {
  readonly #world: World;
  readonly #drive: DriveSiren;
  /** Incidents each siren sounds for. */
  readonly #incidentsOf = new Map<string, Set<string>>();

  /** Takes up where the last core stopped: what is still unanswered sounds again, its full time. */
  constructor(world: World, drive: DriveSiren) {
    this.#world = world;
    this.#drive = drive;
    for (const incident of world.incidents.values()) {
      for (const alarm of waiting(incident)) this.#sound(incident, alarm);
    }
  }

  /** Durable events, in order, as the desk tells them. */
  onEvents(events: readonly StoredEvent[]): void {
    for (const { kind, body } of events) {
      if (kind === 'incident.opened' || kind === 'incident.alarmJoined') this.#onAlarm(body);
      if (kind === 'incident.acknowledged' || kind === 'incident.closed') {
        this.#silence((body as { incidentId: string }).incidentId);
      }
    }
  }

  dispose(): void {
    this.#incidentsOf.clear();
  }

  #onAlarm(body: unknown): void {
    const { incidentId, alarm } = body as IncidentEventBody['incident.opened' | 'incident.alarmJoined'];
    const incident = this.#world.incidents.get(incidentId);
    // Taken up, and this alarm did not make it wait again: the officer has reset it by hand.
    if (incident && alarm && incident.acknowledgedAt === null) this.#sound(incident, alarm);
  }

  #sound(incident: IncidentState, alarm: IncidentAlarm): void {
    if (incident.closedAt !== null || incident.isSilent || alarm.silent) return;
    if (alarm.restore || !LOUD.has(alarm.class)) return;
    const siren = this.#sirenOf(alarm);
    // A pole under a silent alarm stays quiet, whatever else is pressed there: it would tell on whoever called.
    if (siren === undefined || this.#isUnderSilentAlarm(siren)) return;
    const incidents = this.#incidentsOf.get(siren) ?? new Set();
    this.#incidentsOf.set(siren, incidents.add(incident.id));
    this.#drive(siren, true, incident.id);
  }

  /** Of any device that shares the siren: several buttons may hang on one pole. */
  #isUnderSilentAlarm(siren: string): boolean {
    for (const { closedAt, isSilent, alarms } of this.#world.incidents.values()) {
      if (closedAt !== null) continue;
      if (alarms.some((alarm) => (isSilent || alarm.silent) && this.#sirenOf(alarm) === siren)) return true;
    }
    return false;
  }

  /** Also a siren that did not sound for it as far as we know: off is always safe, unless another incident holds it. */
  #silence(incidentId: string): void {
    const sirens = new Set<string>();
    for (const [siren, incidents] of this.#incidentsOf) if (incidents.delete(incidentId)) sirens.add(siren);
    for (const alarm of this.#world.incidents.get(incidentId)?.alarms ?? []) {
      const siren = this.#sirenOf(alarm);
      if (siren !== undefined) sirens.add(siren);
    }
    for (const siren of sirens) if (!this.#incidentsOf.get(siren)?.size) this.#drive(siren, false, incidentId);
  }

  #sirenOf({ deviceId }: IncidentAlarm): string | undefined {
    return deviceId === null ? undefined : this.#world.devices.get(deviceId)?.siren;
  }
}

/** What an incident that waits for an officer waits for: what was said since somebody last took it up. */
function waiting({ closedAt, acknowledgedAt, alarms, timeline }: IncidentState): readonly HeldAlarm[] {
  if (closedAt !== null || acknowledgedAt !== null) return [];
  const taken = timeline.findLast(({ kind }) => kind === 'incident.acknowledged');
  return taken ? alarms.filter(({ at }) => at > taken.at) : alarms;
}
