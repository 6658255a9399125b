/**
 * Incidents and sirens: a pole's siren sounds at a call for help that was meant to be heard, until an officer takes the
 * incident up, or until its own watchdog ends it. Links know no incidents; this is where they meet.
 */
import type { AlarmClass } from '#shared/catalog/codes.ts';
import type { AlarmFacts } from '#shared/domain/alarm.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { World } from '#shared/domain/world.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import type { Links } from './links/index.ts';

/** Calls of people and dangers to them. Tamper and trouble are for the officer, not for the street. */
const LOUD: ReadonlySet<AlarmClass> = new Set(['emergency', 'fire', 'medical', 'intrusion']);

type Sounding = Map<string, Set<string>>;

export class Sirens implements Disposable {
  readonly #world: World;
  readonly #links: Pick<Links, 'output'>;
  /** Incidents each siren sounds for. Forgotten by a restart: the box then ends it by itself. */
  readonly #incidentsOf: Sounding = new Map();

  constructor(world: World, links: Pick<Links, 'output'>) {
    this.#world = world;
    this.#links = links;
  }

  /** Durable events, in order, as the desk tells them. */
  onEvents(events: readonly StoredEvent[]): void {
    const alarms = new Map<string, AlarmFacts>();
    for (const { kind, body } of events) {
      if (kind === 'alarm.received') alarms.set((body as AlarmFacts).alarmId, body as AlarmFacts);
      if (kind === 'incident.opened' || kind === 'incident.alarmJoined') this.#onAlarm(body, alarms);
      if (kind === 'incident.acknowledged' || kind === 'incident.closed') {
        this.#silence((body as { incidentId: string }).incidentId);
      }
    }
  }

  dispose(): void {
    this.#incidentsOf.clear();
  }

  #onAlarm(body: unknown, alarms: ReadonlyMap<string, AlarmFacts>): void {
    const { incidentId, alarm: joined } = body as { incidentId: string; alarm?: { alarmId: string } | null };
    const incident = this.#world.incidents.get(incidentId);
    const alarm = alarms.get(joined?.alarmId ?? '');
    if (!incident || !alarm || incident.isSilent || incident.closedAt !== null) return;
    // Taken up, and this alarm did not make it wait again: the officer has reset it by hand.
    if (incident.acknowledgedAt !== null) return;
    if (alarm.silent || alarm.restore || !LOUD.has(alarm.class) || alarm.deviceId === null) return;
    // A pole under a silent alarm stays quiet, whatever else is pressed there: it would tell on whoever called.
    if (this.#isUnderSilentAlarm(alarm.deviceId)) return;
    const siren = this.#world.devices.get(alarm.deviceId)?.siren;
    if (siren === undefined) return;
    const incidents = this.#incidentsOf.get(siren) ?? new Set();
    this.#incidentsOf.set(siren, incidents.add(incidentId));
    this.#drive(siren, true);
  }

  #isUnderSilentAlarm(deviceId: string): boolean {
    for (const { closedAt, isSilent, alarms } of this.#world.incidents.values()) {
      if (closedAt === null && isSilent && alarms.some((alarm) => alarm.deviceId === deviceId)) return true;
    }
    return false;
  }

  /** Also the sirens of poles that called before a restart, unless another incident holds them. */
  #silence(incidentId: string): void {
    const sirens = new Set<string>();
    for (const [siren, incidents] of this.#incidentsOf) if (incidents.delete(incidentId)) sirens.add(siren);
    for (const { deviceId } of this.#world.incidents.get(incidentId)?.alarms ?? []) {
      const siren = deviceId === null ? undefined : this.#world.devices.get(deviceId)?.siren;
      if (siren !== undefined) sirens.add(siren);
    }
    for (const siren of sirens) if (!this.#incidentsOf.get(siren)?.size) this.#drive(siren, false);
  }

  #drive(sirenId: string, isOn: boolean): void {
    const { link, account } = this.#world.devices.get(sirenId) ?? {};
    if (link !== undefined && account !== undefined) this.#links.output(link, account, isOn);
  }
}
