/** What phones of a linked group are told: that their group is called for, and where it stands. */
import type { Namespace, Socket } from 'socket.io';
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { standingOf } from '#shared/domain/linkage.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { World } from '#shared/domain/world.ts';
import type { ServerToWorker, WorkerLinkage, WorkerToServer } from '#shared/wire/worker.ts';
import { roomOf } from './workerTasks.ts';

type Workers = Namespace<WorkerToServer, ServerToWorker>;
type Phone = Pick<Socket<WorkerToServer, ServerToWorker>, 'emit'>;
type Told = Parameters<ServerToWorker['linkage']>[0];

const CHANGES: ReadonlySet<string> = new Set(['incident.linkAnswered', 'incident.closed', 'incident.merged']);
const ANSWER_MS = 8_000;
/** Only the queue of notices asks whether a phone has it. */
const unheeded = () => undefined;

export class WorkerLinkages {
  readonly #workers: Workers;
  readonly #world: World;
  readonly #isDrill: boolean;

  constructor(workers: Workers, world: World, realm: 'live' | 'drill') {
    this.#workers = workers;
    this.#world = world;
    this.#isDrill = realm === 'drill';
  }

  /** What stands for one unit, to a phone that has just come. */
  greet(phone: Phone, unitId: string): void {
    for (const linkage of this.#standing(unitId)) {
      const { incidentId, groupId } = linkage;
      phone.emit('linkage', { unitId, incidentId, groupId, linkage }, unheeded);
    }
  }

  /** Where it stands now, to phones that have been told; the call itself comes by the queue of notices. */
  onEvents(events: readonly StoredEvent[]): void {
    if (this.#isDrill) return;
    for (const { kind, body } of events) {
      if (!CHANGES.has(kind)) continue;
      const { incidentId, groupId } = body as { incidentId: string; groupId?: string };
      const incident = this.#world.incidents.get(incidentId);
      for (const group of incident?.linkage ?? []) {
        if (groupId !== undefined && group.groupId !== groupId) continue;
        for (const unitId of this.#unitsOf(group.groupId)) {
          const linkage = this.#linkageOf(incident, group.groupId, unitId);
          this.#tell(unitId, { unitId, incidentId, groupId: group.groupId, linkage });
        }
      }
    }
  }

  /** One notice: `none` when no phone of the unit is there, `taken` when one has said that it has it. */
  async tell({ to: unitId, incidentId, groupId }: Notice): Promise<'none' | 'told' | 'taken'> {
    const incident = this.#world.incidents.get(incidentId);
    const linkage = groupId === null ? null : this.#linkageOf(incident, groupId, unitId);
    if (groupId === null || !this.#workers.adapter.rooms.get(roomOf(unitId))?.size) return 'none';
    const told = this.#workers.to(roomOf(unitId)).timeout(ANSWER_MS);
    return new Promise((resolve) => {
      told.emit('linkage', { unitId, incidentId, groupId, linkage }, (_error, taken) => {
        resolve(taken.length > 0 ? 'taken' : 'told');
      });
    });
  }

  #tell(unitId: string, message: Told): void {
    this.#workers.to(roomOf(unitId)).timeout(ANSWER_MS).emit('linkage', message, unheeded);
  }

  #standing(unitId: string): WorkerLinkage[] {
    if (this.#isDrill) return [];
    return [...this.#world.incidents.values()].flatMap((incident) =>
      incident.linkage.flatMap(({ groupId }) => this.#linkageOf(incident, groupId, unitId) ?? []),
    );
  }

  #unitsOf(groupId: string): string[] {
    const members = this.#world.linkage.groups.get(groupId)?.members ?? [];
    return members.flatMap(({ channel }) => (channel.kind === 'phone' ? [channel.unitId] : []));
  }

  /** Null: it concerns the phone no longer. */
  #linkageOf(incident: IncidentState | undefined, groupId: string, unitId: string): WorkerLinkage | null {
    const group = incident?.linkage.find((each) => each.groupId === groupId);
    const own = this.#world.linkage.groups
      .get(groupId)
      ?.members.find(({ channel }) => channel.kind === 'phone' && channel.unitId === unitId);
    const member = group?.members.find(({ memberId }) => memberId === own?.id);
    if (!incident || incident.closedAt !== null || !group || !member) return null;
    const { zh } = INCIDENT_KIND_CATALOG[incident.kind];
    return {
      incidentId: incident.id,
      groupId,
      groupName: group.name,
      memberId: member.memberId,
      number: incident.number,
      title: incident.title ? `${zh} · ${incident.title}` : zh,
      level: incident.level,
      address: incident.place.address,
      lon: incident.place.lon,
      lat: incident.place.lat,
      toldAt: group.toldAt,
      state: member.state,
      groupState: standingOf(group).state,
    };
  }
}
