/**
 * What came of each inject of a drill, read from the journal: which incidents it brought about, what was done about them and
 * when. Folds one event after the other, so that a running drill and a review go by the same rules; knows nothing of scores.
 */
import type { UnitKind } from '../catalog/unitKinds.ts';
import { distanceM } from '../geo/earth.ts';
import type { Moment } from '../wire/scenario.ts';
import type { AlarmFacts } from './alarm.ts';
import type { DispatchState } from './dispatch.ts';
import { DRILL_HAND, type DrillEventBody, drillStream } from './drill.ts';
import { type Actor, nameOfActor, type StoredEvent } from './event.ts';
import type { IncidentEventBody } from './incident.ts';

/** One fact of the journal about an incident, or about the station as a whole. */
export interface DoneFact {
  readonly at: number;
  readonly seq: number;
  readonly kind: string;
  readonly body: unknown;
  /** Whoever did it at the desk; null: the station, a device or the field. */
  readonly by: string | null;
  /** Of what is about a unit that was sent: which kind of unit it is. */
  readonly force: UnitKind | null;
}

/** One incident of an inject. */
export interface TracedIncident {
  readonly incidentId: string;
  /** When the alarm came that makes it this inject's. */
  readonly alarmAt: number;
  /** It was open before and sounds again: what was done before answers nothing. */
  readonly renews: boolean;
}

export interface TracedInject {
  readonly injectId: string;
  readonly at: number;
  readonly incidents: readonly TracedIncident[];
  /** The caller only spoke: any incident the desk opens near there is the one. */
  readonly isDeskOpened: boolean;
}

interface Waiting {
  readonly inject: TracedInject & { readonly incidents: TracedIncident[] };
  readonly sources: string[];
  readonly place: { readonly lon: number; readonly lat: number } | null;
}

/** What the desk opens for a caller may lie this far from where he says he is. */
const CALLER_NEAR_M = 500;

export class DrillTrace {
  readonly #drillId: string;
  readonly #played = new Map<string, Waiting['inject']>();
  readonly #waiting: Waiting[] = [];
  readonly #alarms = new Map<string, Waiting>();
  readonly #facts = new Map<string, DoneFact[]>();
  readonly #stationFacts: DoneFact[] = [];
  readonly #forces = new Map<string, UnitKind>();
  readonly #mergedInto = new Map<string, string>();
  #lastAt = 0;
  #endedAt: number | null = null;

  constructor(drillId: string) {
    this.#drillId = drillId;
  }

  /** Played most lately where it was played more than once; undefined: not yet. */
  injectOf(injectId: string): TracedInject | undefined {
    return this.#played.get(injectId);
  }

  /** Of the last event folded. */
  get lastAt(): number {
    return this.#lastAt;
  }

  get endedAt(): number | null {
    return this.#endedAt;
  }

  get stationFacts(): readonly DoneFact[] {
    return this.#stationFacts;
  }

  /** What was done about an incident, and about those it went on in. */
  factsOf(incidentId: string): readonly DoneFact[] {
    const facts: DoneFact[] = [];
    const seen = new Set<string>();
    for (let id: string | undefined = incidentId; id !== undefined && !seen.has(id); id = this.#mergedInto.get(id)) {
      seen.add(id);
      facts.push(...(this.#facts.get(id) ?? []));
    }
    return facts;
  }

  /** Where it has gone on; itself where it was not merged. */
  goesOnIn(incidentId: string): string {
    const seen = new Set<string>();
    let id = incidentId;
    while (!seen.has(id)) {
      seen.add(id);
      id = this.#mergedInto.get(id) ?? id;
    }
    return id;
  }

  /** When this first happened to an incident of the inject, at or after its alarm; null: not yet. */
  momentOf(injectId: string, moment: Moment): number | null {
    const times = (this.#played.get(injectId)?.incidents ?? []).flatMap(({ incidentId, alarmAt }) =>
      this.factsOf(incidentId).flatMap(({ at, kind, body }) =>
        at >= alarmAt && isMoment(moment, kind, body) ? [at] : [],
      ),
    );
    return times.length === 0 ? null : Math.min(...times);
  }

  fold(event: StoredEvent): void {
    this.#lastAt = Math.max(this.#lastAt, event.at);
    const { kind, stream } = event;
    if (stream === drillStream(this.#drillId)) this.#ofDrill(event);
    else if (kind === 'alarm.received') this.#received(event.body as AlarmFacts, event.at);
    else if (stream.startsWith('incident:')) this.#ofIncident(event);
    else this.#stationFacts.push(factOf(event, null));
  }

  #ofDrill({ kind, at, body }: StoredEvent): void {
    if (kind === 'drill.ended') this.#endedAt = at;
    if (kind !== 'drill.injected') return;
    const { injectId, sources, place } = body as DrillEventBody['drill.injected'];
    const inject = { injectId, at, incidents: [], isDeskOpened: place !== null };
    this.#played.set(injectId, inject);
    this.#waiting.push({ inject, sources: [...sources], place });
  }

  /** The first inject that waits for this source has it; each press and each report counts once. */
  #received(alarm: AlarmFacts, at: number): void {
    for (const waiting of this.#waiting) {
      const index = waiting.sources.findIndex((source) => isFrom(alarm, source));
      if (index < 0 || at < waiting.inject.at) continue;
      waiting.sources.splice(index, 1);
      this.#alarms.set(alarm.alarmId, waiting);
      return;
    }
  }

  #ofIncident(event: StoredEvent): void {
    const body = event.body as { readonly incidentId: string; readonly dispatchId?: string };
    const { incidentId, dispatchId = '' } = body;
    if (event.kind === 'incident.dispatched')
      this.#forces.set(dispatchId, (event.body as IncidentEventBody['incident.dispatched']).unitKind);
    const facts = this.#facts.get(incidentId) ?? [];
    this.#facts.set(incidentId, facts);
    facts.push(factOf(event, this.#forces.get(dispatchId) ?? null));
    if (event.kind === 'incident.merged')
      this.#mergedInto.set(incidentId, (event.body as IncidentEventBody['incident.merged']).intoId);
    if (event.kind === 'incident.opened') this.#opened(event);
    if (event.kind === 'incident.alarmJoined') {
      const { alarm, renews } = event.body as IncidentEventBody['incident.alarmJoined'];
      this.#attribute(alarm.alarmId, { incidentId, alarmAt: event.at, renews });
    }
  }

  #opened(event: StoredEvent): void {
    const { incidentId, alarm, place } = event.body as IncidentEventBody['incident.opened'];
    const traced = { incidentId, alarmAt: event.at, renews: false };
    if (alarm) this.#attribute(alarm.alarmId, traced);
    for (const { inject, place: called } of this.#waiting) {
      if (alarm || called === null || event.at < inject.at) continue;
      const metres = distanceM([called.lon, called.lat], [place.lon, place.lat]);
      if (metres <= CALLER_NEAR_M) inject.incidents.push({ ...traced, alarmAt: inject.at });
    }
  }

  #attribute(alarmId: string, traced: TracedIncident): void {
    const incidents = this.#alarms.get(alarmId)?.inject.incidents;
    if (!incidents || incidents.some(({ incidentId }) => incidentId === traced.incidentId)) return;
    incidents.push(traced);
  }
}

const isOfDesk = ({ kind, name }: Actor) => kind === 'operator' && name !== DRILL_HAND;

function factOf({ at, seq, kind, body, actor }: StoredEvent, force: UnitKind | null): DoneFact {
  return { at, seq, kind, body, by: isOfDesk(actor) ? nameOfActor(actor) : null, force };
}

/** A device is known by its id; a report over HTTP by its own, which stands in what was received, as hex. */
function isFrom({ deviceId, linkId, raw }: AlarmFacts, source: string): boolean {
  return deviceId === source || (linkId === 'api' && raw.includes(hexOf(`"id":"${source}"`)));
}

const hexOf = (ascii: string): string =>
  [...ascii].map((character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join('');

const MOVED: Readonly<Partial<Record<DispatchState, Moment>>> = {
  accepted: 'accepted',
  refused: 'refused',
  timedOut: 'refused',
  onScene: 'arrived',
};
const SAID: Readonly<Record<string, Moment>> = {
  'incident.acknowledged': 'acknowledged',
  'incident.verified': 'verified',
  'incident.dispatched': 'dispatched',
  'incident.closed': 'closed',
};

/** Silence until the order lapsed is a refusal to whoever waits for an answer. */
export function isMoment(moment: Moment, kind: string, body: unknown): boolean {
  if (kind !== 'incident.dispatchMoved') return SAID[kind] === moment;
  return MOVED[(body as IncidentEventBody['incident.dispatchMoved']).to] === moment;
}
