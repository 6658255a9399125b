/**
 * A drill that is played at a station of realm `drill`: launched, paused, jumped, ended. State is folded from stream
 * `drill:<id>`; what is played and how it is scored is in the scenario, which no event holds: trainees read the journal too.
 * Scenario time is the station's own clock since the launch, which runs at the drill's pace, plus what was jumped over.
 */
import { z } from 'zod';
import type { Bilingual } from '../kit/bilingual.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Draft, nameOfActor, type Realm, type StoredEvent } from './event.ts';

/** Who closes roads and shuts links for a script: what is done under this name is not the desk's doing. */
export const DRILL_HAND = '演练导调';

export type DrillPhase = 'running' | 'paused' | 'suspended' | 'ended';
export const SUSPEND_REASONS = ['liveAlarm', 'restart', 'other'] as const;
export type SuspendReason = (typeof SUSPEND_REASONS)[number];
/** By its time, by a condition of the script, or because the director said so. */
export type InjectedHow = 'script' | 'hand';

export interface PlayedInject {
  readonly injectId: string;
  readonly how: InjectedHow;
  readonly at: number;
  readonly atSeconds: number;
  /** Devices that were pressed for it, or ids under which it was reported: what its incidents are known by. */
  readonly sources: readonly string[];
  /** What it did has ended: the road is open again, the camera is back. */
  readonly endedAt: number | null;
  /** Why it could not be played, as a code; null: it was. */
  readonly failure: { readonly code: string; readonly detail: string } | null;
}

export interface DrillState {
  readonly id: string;
  readonly scenarioId: string;
  /** SHA-256 of the scenario as it was launched, 64 hex digits. */
  readonly scenarioHash: string;
  readonly title: Bilingual;
  readonly seed: number;
  readonly phase: DrillPhase;
  /** Of the clock while it runs: 1 to 10. */
  readonly pace: number;
  readonly lengthSeconds: number;
  readonly launchedAt: number;
  readonly launchedBy: string;
  /** Seconds of the script that were jumped over. */
  readonly jumpedSeconds: number;
  readonly played: readonly PlayedInject[];
  readonly skipped: readonly string[];
  /** Why it stands still; null: it does not, or was paused by the director. */
  readonly suspended: { readonly reason: SuspendReason; readonly note: string; readonly by: string } | null;
  readonly ended: { readonly at: number; readonly by: string; readonly how: 'finished' | 'hand' } | null;
}

export type DrillEventBody = {
  'drill.launched': {
    drillId: string;
    scenarioId: string;
    scenarioHash: string;
    title: Bilingual;
    seed: number;
    pace: number;
    lengthSeconds: number;
  };
  'drill.paused': { drillId: string };
  'drill.resumed': { drillId: string };
  'drill.paceSet': { drillId: string; pace: number };
  'drill.suspended': { drillId: string; reason: SuspendReason; note: string };
  'drill.jumped': {
    drillId: string;
    injectId: string;
    fromSeconds: number;
    toSeconds: number;
    skipped: readonly string[];
  };
  'drill.injected': {
    drillId: string;
    injectId: string;
    how: InjectedHow;
    atSeconds: number;
    sources: readonly string[];
    /** Where a caller says it is, when the desk is to open the incident itself. */
    place: { readonly lon: number; readonly lat: number } | null;
  };
  'drill.injectFailed': { drillId: string; injectId: string; code: string; detail: string };
  'drill.effectEnded': { drillId: string; injectId: string };
  'drill.ended': { drillId: string; how: 'finished' | 'hand' };
};
export type DrillEventKind = keyof DrillEventBody;

/** Of stream `scenario:<id>`: that a scenario was kept or taken away, by its hash; what it says is in no event. */
export type ScenarioEventBody = Readonly<
  Record<'drill.scenarioSaved' | 'drill.scenarioRemoved', { scenarioId: string; hash: string; title: Bilingual }>
>;
export type ScenarioEventKind = keyof ScenarioEventBody;
export const scenarioStream = (scenarioId: string) => `scenario:${scenarioId}`;

const id = z.string().min(1).max(80);
const pace = z.number().min(1).max(10).describe('seconds of scenario time in one second');

export const DRILL_COMMAND_BODIES = {
  'drill.launch': z.strictObject({
    scenarioId: id,
    pace: pace.optional().describe('absent: as the scenario says'),
    seed: z.number().int().min(0).max(4_294_967_295).optional().describe('absent: that of the scenario'),
  }),
  'drill.pause': z.strictObject({}),
  'drill.resume': z.strictObject({}),
  'drill.setPace': z.strictObject({ pace }),
  'drill.jump': z.strictObject({ injectId: id.describe('a timed inject that is still to come') }),
  'drill.inject': z.strictObject({ injectId: id.describe('played now, once more if it was played before') }),
  'drill.suspend': z.strictObject({
    reason: z.enum(['liveAlarm', 'other']),
    note: z.string().trim().max(200).default(''),
  }),
  'drill.end': z.strictObject({}),
} as const;
export type DrillCommandKind = keyof typeof DRILL_COMMAND_BODIES;

export type DrillCommand =
  | ({ readonly kind: 'launch' } & DrillEventBody['drill.launched'])
  | { readonly kind: 'pause' | 'resume' }
  | { readonly kind: 'setPace'; readonly pace: number }
  | { readonly kind: 'suspend'; readonly reason: SuspendReason; readonly note: string }
  | ({ readonly kind: 'jump' } & Omit<DrillEventBody['drill.jumped'], 'drillId' | 'fromSeconds'>)
  | ({ readonly kind: 'inject' } & Omit<DrillEventBody['drill.injected'], 'drillId' | 'atSeconds'>)
  | { readonly kind: 'failInject'; readonly injectId: string; readonly code: string; readonly detail: string }
  | { readonly kind: 'endEffect'; readonly injectId: string }
  | { readonly kind: 'end'; readonly how: 'finished' | 'hand' };

const LIVE_ALARM_OPEN = '实战报警尚未应答，演练不能进行';

export const drillStream = (drillId: string) => `drill:${drillId}`;
export const isOpenDrill = (state: DrillState | null): state is DrillState => state !== null && state.phase !== 'ended';

/** Seconds of the script that have passed; `now` by the station's clock, which stands while the drill does. */
export function scenarioSeconds({ launchedAt, jumpedSeconds, ended }: DrillState, now: number): number {
  return Math.max(0, ((ended?.at ?? now) - launchedAt) / 1_000) + jumpedSeconds;
}

export interface DrillSituation {
  readonly realm: Realm;
  readonly now: number;
  /** A real alarm at the live station beside it waits for an answer. */
  readonly isLiveAlarm?: boolean;
}

/**
 * Only a station of realm drill has drills: at a live one everything is refused with `liveRealm`. Nothing begins or goes on while a
 * real alarm waits beside it (`liveAlarmOpen`); a real alarm suspends a drill that stands for another reason too, and one that is
 * named anew is written down though the drill stands for another real alarm already.
 */
export function decideDrill(
  state: DrillState | null,
  command: DrillCommand,
  { realm, now, isLiveAlarm = false }: DrillSituation,
): Result<Draft[]> {
  if (realm !== 'drill') return refuse('liveRealm', '本站为实战，不能进行演练');
  if (command.kind === 'launch') {
    const { kind: _, ...body } = command;
    if (isLiveAlarm) return refuse('liveAlarmOpen', LIVE_ALARM_OPEN);
    if (isOpenDrill(state)) return refuse('drillOpen', `演练《${state.title.zh}》尚未结束`);
    return ok([{ stream: drillStream(body.drillId), kind: 'drill.launched', body }]);
  }
  if (!isOpenDrill(state)) return refuse('noDrill', '没有正在进行的演练');
  const emit = <Kind extends DrillEventKind>(
    kind: Kind,
    body: Omit<DrillEventBody[Kind], 'drillId'>,
  ): Result<Draft[]> => ok([{ stream: drillStream(state.id), kind, body: { drillId: state.id, ...body } }]);
  switch (command.kind) {
    case 'pause':
      return state.phase === 'running' ? emit('drill.paused', {}) : refuse('drillStands', '演练已经停住');
    case 'resume':
      if (state.phase === 'running') return refuse('drillRuns', '演练正在进行');
      return isLiveAlarm ? refuse('liveAlarmOpen', LIVE_ALARM_OPEN) : emit('drill.resumed', {});
    case 'setPace':
      return command.pace === state.pace ? ok([]) : emit('drill.paceSet', { pace: command.pace });
    case 'suspend':
      if (state.suspended && !isOtherAlarm(state.suspended, command)) return refuse('drillStands', '演练已经停住');
      return emit('drill.suspended', { reason: command.reason, note: command.note });
    case 'jump': {
      const { injectId, toSeconds, skipped } = command;
      const fromSeconds = scenarioSeconds(state, now);
      if (toSeconds <= fromSeconds) return refuse('jumpBack', '这一步已经过去：可以手动再注入一次');
      return emit('drill.jumped', { injectId, fromSeconds, toSeconds, skipped });
    }
    case 'inject': {
      const { injectId, how, sources, place } = command;
      const atSeconds = Math.round(scenarioSeconds(state, now));
      return emit('drill.injected', { injectId, how, atSeconds, sources, place });
    }
    case 'failInject':
      return emit('drill.injectFailed', { injectId: command.injectId, code: command.code, detail: command.detail });
    case 'endEffect':
      return emit('drill.effectEnded', { injectId: command.injectId });
    case 'end':
      return emit('drill.ended', { how: command.how });
  }
}

/** Of a drill that is suspended: whether a real alarm comes that it does not stand for yet. */
function isOtherAlarm(
  suspended: NonNullable<DrillState['suspended']>,
  { reason, note }: { readonly reason: SuspendReason; readonly note: string },
): boolean {
  if (reason !== 'liveAlarm') return false;
  return suspended.reason !== 'liveAlarm' || (note !== '' && note !== suspended.note);
}

export function evolveDrill(state: DrillState | null, event: StoredEvent): DrillState | null {
  if (event.kind === 'drill.launched') return launched(event);
  // Of a drill that was forgotten: there is nothing to fold it into.
  if (state === null || event.stream !== drillStream(state.id)) return state;
  const by = nameOfActor(event.actor);
  switch (event.kind as DrillEventKind) {
    case 'drill.paused':
      return { ...state, phase: 'paused', suspended: null };
    case 'drill.resumed':
      return { ...state, phase: 'running', suspended: null };
    case 'drill.paceSet':
      return { ...state, pace: (event.body as DrillEventBody['drill.paceSet']).pace };
    case 'drill.suspended': {
      const { reason, note } = event.body as DrillEventBody['drill.suspended'];
      return { ...state, phase: 'suspended', suspended: { reason, note, by } };
    }
    case 'drill.jumped': {
      const { fromSeconds, toSeconds, skipped } = event.body as DrillEventBody['drill.jumped'];
      const jumpedSeconds = state.jumpedSeconds + toSeconds - fromSeconds;
      return { ...state, jumpedSeconds, skipped: [...state.skipped, ...skipped] };
    }
    case 'drill.injected': {
      const { injectId, how, atSeconds, sources } = event.body as DrillEventBody['drill.injected'];
      const inject = { injectId, how, at: event.at, atSeconds, sources, endedAt: null, failure: null };
      return { ...state, played: [...state.played, inject] };
    }
    case 'drill.injectFailed': {
      const { injectId, code, detail } = event.body as DrillEventBody['drill.injectFailed'];
      return changeLast(state, injectId, (inject) => ({ ...inject, failure: { code, detail } }));
    }
    case 'drill.effectEnded': {
      const { injectId } = event.body as DrillEventBody['drill.effectEnded'];
      return changeLast(state, injectId, (inject) => ({ ...inject, endedAt: event.at }));
    }
    case 'drill.ended': {
      const { how } = event.body as DrillEventBody['drill.ended'];
      return { ...state, phase: 'ended', ended: { at: event.at, by, how }, suspended: null };
    }
    default:
      return state;
  }
}

function launched(event: StoredEvent): DrillState {
  const { drillId, ...body } = event.body as DrillEventBody['drill.launched'];
  return {
    id: drillId,
    ...body,
    phase: 'running',
    launchedAt: event.at,
    launchedBy: nameOfActor(event.actor),
    jumpedSeconds: 0,
    played: [],
    skipped: [],
    suspended: null,
    ended: null,
  };
}

/** Played more than once, it is the last time that is spoken of. */
function changeLast(state: DrillState, injectId: string, change: (inject: PlayedInject) => PlayedInject): DrillState {
  const index = state.played.findLastIndex((inject) => inject.injectId === injectId);
  return index < 0 ? state : { ...state, played: state.played.with(index, change(state.played[index]!)) };
}
