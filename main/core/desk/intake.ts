/**
 * Signals of links become alarms, and alarms become incidents or join them. Nothing is suppressed: what opens no
 * incident is still recorded, and what nobody may overlook is marked for attention.
 */
import { ALWAYS_OPEN, kindOfAlarm } from '#shared/catalog/alarmKinds.ts';
import type { AlarmClass } from '#shared/catalog/codes.ts';
import type { IncidentKind } from '#shared/catalog/incidentKinds.ts';
import { type AlarmFacts, decideAlarm } from '#shared/domain/alarm.ts';
import { type DeviceCommand, type DeviceState, decideDevice } from '#shared/domain/device.ts';
import type { Actor, Draft } from '#shared/domain/event.ts';
import type { IncidentAlarm, IncidentState } from '#shared/domain/incident.ts';
import { decideIncident } from '#shared/domain/incidentDecide.ts';
import type { Place } from '#shared/domain/place.ts';
import { decideShelf, shelfEffect } from '#shared/domain/shelf.ts';
import { decideWalkTest, type WalkTestState } from '#shared/domain/walkTest.ts';
import type { World } from '#shared/domain/world.ts';
import { distanceM } from '#shared/geo/earth.ts';
import type { LinkNews, Signal, SignalEvent } from '#shared/wire/signal.ts';
import { receiveNoticeAnswer } from './noticeAnswers.ts';
import { nextNumber, type OpenIncidentContext, profileOf } from './openIncident.ts';

/** Another device of the same kind of trouble this near and this soon is taken for the same incident. */
const NEARBY_M = 150;
const NEARBY_MS = 5 * 60_000;
/** Outside the station's grids a position sent is believed this near to the registered place. */
const BELIEVED_WITHIN_M = 5_000;

/** Classes that say more about an incident the same device has open: restored, cancelled, tested meanwhile. */
const FOLLOWS: readonly AlarmClass[] = ['cancel', 'unreadable'];

const SYSTEM_LINKS: Actor = { kind: 'system', id: 'links' };

/**
 * Resolves when every alarm of the message is on disk: only then may the device be answered. All appends of one turn share
 * one transaction, so a message is kept whole or not at all: its retransmission can never be taken for a duplicate of half
 * of it.
 */
export async function receiveSignal(context: OpenIncidentContext, signal: Signal): Promise<void> {
  const { desk } = context;
  const device = signal.deviceId === null ? undefined : desk.world.devices.get(signal.deviceId);
  // Retired between the frame and this turn: its caller is a stranger now, and a person must look.
  if (signal.deviceId !== null && !device) {
    return receiveSignal(context, { ...signal, deviceId: null, reason: signal.reason ?? 'unknownAccount' });
  }
  const actor: Actor = device ? { kind: 'device', id: device.id, name: device.name } : SYSTEM_LINKS;
  let durable: Promise<void> = Promise.resolve();
  for (const event of signal.events) {
    const drafts = decideSignalEvent(context, signal, event, device);
    durable = desk.record(drafts, actor).durable;
  }
  forgetSkew(context, signal, device);
  await durable;
}

/** A device that was found wrong and now tells the right time is no longer shown as wrong. */
function forgetSkew(
  { desk }: OpenIncidentContext,
  { isClockWrong, skewMs }: Signal,
  device: DeviceState | undefined,
): void {
  if (!device || device.skewMs === null || isClockWrong || skewMs === null) return;
  const decided = decideDevice(device, { kind: 'device.noticeSkew', deviceId: device.id, skewMs: null });
  if (decided.ok) desk.record(decided.value, SYSTEM_LINKS);
}

function decideSignalEvent(
  context: OpenIncidentContext,
  signal: Signal,
  event: SignalEvent,
  device: DeviceState | undefined,
): Draft[] {
  return decideEventOf(context, signal, event, device ?? context.desk.world.units.get(signal.unitId ?? '')).drafts;
}

/** What an alarm comes from: an enrolled device, a unit calling for itself, or a place that another system reports on. */
export type AlarmSource = Pick<DeviceState, 'id' | 'name' | 'lon' | 'lat'>;

/** One event as an alarm, and what it does to incidents and walk tests. Without a source it is recorded and opens nothing. */
export function decideEventOf(
  context: OpenIncidentContext,
  signal: Signal,
  event: SignalEvent,
  source: AlarmSource | undefined,
): { alarmId: string; drafts: Draft[] } {
  const heard = toAlarm(context.desk.newId(), signal, event);
  const effect = source ? effectOf(context, heard, source, isMoving(signal)) : { drafts: [] };
  const alarm = effect.setAside ? { ...heard, setAside: effect.setAside } : heard;
  const received = decideAlarm(undefined, { kind: 'alarm.receive', alarm });
  return { alarmId: alarm.alarmId, drafts: [...(received.ok ? received.value : []), ...effect.drafts] };
}

interface Effect {
  readonly drafts: Draft[];
  /** Why it opened no incident although its class would have. */
  readonly setAside?: AlarmFacts['setAside'];
}

/** Its shelf first: what is graver than the shelf ends it, and sounds like any other. */
function effectOf(context: OpenIncidentContext, alarm: AlarmFacts, source: AlarmSource, moves: boolean): Effect {
  const { desk } = context;
  const device = alarm.deviceId === null ? undefined : desk.world.devices.get(alarm.deviceId);
  const shelved = device ? shelfEffect(device, alarm) : null;
  const effect = effectBeside(context, alarm, source, moves, shelved === 'quiet');
  if (shelved !== 'breaks') return effect;
  const broken = decideShelf(device, { kind: 'breakThrough' }, desk.clock());
  return { ...effect, drafts: [...(broken.ok ? broken.value : []), ...effect.drafts] };
}

/**
 * New incident, or a further alarm of an open one: same device and kind, or the same kind nearby within minutes; unless it is
 * the press that a walk test is waiting for, or its device is in maintenance, or shelved, and nobody calls for help.
 */
function effectBeside(
  context: OpenIncidentContext,
  alarm: AlarmFacts,
  source: AlarmSource,
  moves: boolean,
  isQuiet: boolean,
): Effect {
  const { desk } = context;
  const device = alarm.deviceId === null ? undefined : desk.world.devices.get(alarm.deviceId);
  const kind = kindOfAlarm(alarm.class, alarm.code);
  const open = openIncidents(context);
  const ofDevice = open.filter((incident) => isOf(incident, source.id));
  if (alarm.restore || FOLLOWS.includes(alarm.class)) {
    const followed = ofDevice.filter((incident) => !kind || incident.kind === kind);
    return { drafts: followed.flatMap((incident) => join(context, incident, alarm, 'sameDevice')) };
  }
  if (!kind) return { drafts: [] };
  const proved = kind === 'holdUp' && device ? prove(desk.world, device, alarm) : [];
  const same = ofDevice.find((incident) => incident.kind === kind);
  // Somebody has called from here and is not answered for: the press proves the pole and counts as their call as well.
  if (same) return { drafts: [...proved, ...join(context, same, alarm, 'sameDevice', isQuiet)] };
  if (isQuiet) return { drafts: [], setAside: 'shelved' };
  if (proved.length > 0) return { drafts: proved, setAside: 'walkTest' };
  const place = placeOf(context, alarm, source, moves);
  const near = open.find((incident) => isNear(incident, kind, place, alarm.receivedAt));
  if (near) return { drafts: join(context, near, alarm, 'nearby') };
  if (device && isUnderMaintenance(device, alarm)) return { drafts: [], setAside: 'maintenance' };
  const opened = decideIncident(
    undefined,
    {
      kind: 'open',
      incidentId: desk.newId(),
      number: nextNumber(desk.world.lastNumber, desk.clock()),
      incidentKind: kind,
      title: source.name,
      place,
      isSilent: alarm.silent,
      alarm: toJoined(alarm, 'opened'),
      profile: profileOf(context.profile, kind),
    },
    desk.clock(),
  );
  return { drafts: opened.ok ? opened.value : [] };
}

/** The device's own wire, and not what another system says of it: only that proves the pole. */
function prove({ walkTests }: World, device: DeviceState, alarm: AlarmFacts): Draft[] {
  if (alarm.linkId !== device.link) return [];
  const awaits = ({ armed, finishedAt }: WalkTestState) => finishedAt === null && armed?.deviceId === device.id;
  const walkTest = [...walkTests.values()].find(awaits);
  const { alarmId, code, receivedAt, deviceAt } = alarm;
  const skewMs = deviceAt === null ? null : receivedAt - deviceAt;
  const command = { kind: 'prove', deviceId: device.id, alarmId, code, skewMs } as const;
  const decided = walkTest ? decideWalkTest(walkTest, command, receivedAt) : null;
  return decided?.ok ? decided.value : [];
}

const isUnderMaintenance = ({ maintenance }: DeviceState, alarm: AlarmFacts) =>
  maintenance !== null && alarm.receivedAt < maintenance.untilAt && !ALWAYS_OPEN.includes(alarm.class);

function join(
  { desk }: OpenIncidentContext,
  incident: IncidentState,
  alarm: AlarmFacts,
  joined: IncidentAlarm['joined'],
  isQuiet = false,
): Draft[] {
  const told = { kind: 'joinAlarm', alarm: toJoined(alarm, joined), isQuiet } as const;
  const decided = decideIncident(incident, told, desk.clock());
  return decided.ok ? decided.value : [];
}

function openIncidents({ desk }: OpenIncidentContext): IncidentState[] {
  const open: IncidentState[] = [];
  for (const incident of desk.world.incidents.values()) if (incident.closedAt === null) open.push(incident);
  return open;
}

const isOf = (incident: IncidentState, sourceId: string) =>
  incident.alarms.some((alarm) => alarm.sourceId === sourceId);

function isNear(incident: IncidentState, kind: IncidentKind, place: Place, at: number): boolean {
  if (incident.kind !== kind || at - (incident.lastAlarmAt ?? incident.openedAt) > NEARBY_MS) return false;
  return distanceM([incident.place.lon, incident.place.lat], [place.lon, place.lat]) <= NEARBY_M;
}

/**
 * The device's own position when it moves or can be meant: inside the station's grids, or near where it is registered.
 * A fixed pole that claims to be in another city has a wrong setting; its registered place is where help is needed, and
 * what it sent stays with the alarm.
 */
function placeOf(
  { locate }: OpenIncidentContext,
  { position }: AlarmFacts,
  source: AlarmSource,
  moves: boolean,
): Place {
  if (position) {
    const sent = locate(position.lon, position.lat);
    if (moves) return sent;
    const awayM = distanceM([position.lon, position.lat], [source.lon, source.lat]);
    if (sent.gridCode !== null || awayM <= BELIEVED_WITHIN_M) return sent;
  }
  return locate(source.lon, source.lat);
}

/** Where it is registered is a depot or a post: it may be anywhere else. */
const isMoving = (signal: Signal) => signal.isMoving === true || signal.unitId !== undefined;

function toAlarm(alarmId: string, signal: Signal, event: SignalEvent): AlarmFacts {
  return {
    alarmId,
    deviceId: signal.deviceId,
    linkId: signal.linkId,
    protocol: signal.protocol,
    remote: `${signal.remote.address}:${signal.remote.port}`,
    account: signal.account || null,
    class: event.class,
    code: event.code,
    qualifier: event.qualifier,
    partition: event.partition,
    zone: event.zone,
    restore: event.restore,
    silent: event.silent,
    title: { zh: event.zh, en: event.en },
    text: [event.text, signal.text, signal.location].filter(Boolean).join(' · ') || null,
    receivedAt: signal.receivedAt,
    deviceAt: signal.deviceAt,
    skewMs: signal.skewMs,
    authenticated: signal.authenticated,
    position: signal.position ?? null,
    verificationUrl: signal.verificationUrl ?? null,
    attention: signal.reason ?? null,
    suppressed: signal.suppressed ?? 0,
    duplicateKey: signal.duplicateKey,
    raw: signal.raw,
  };
}

function toJoined(alarm: AlarmFacts, joined: IncidentAlarm['joined']): IncidentAlarm {
  const { alarmId, deviceId, receivedAt, code, title, restore, silent } = alarm;
  return {
    alarmId,
    deviceId,
    sourceId: alarm.deviceId ?? alarm.account ?? '',
    at: receivedAt,
    class: alarm.class,
    code,
    title,
    restore,
    silent,
    joined,
  };
}

/** News of links: changes of a device's state. Telemetry stays telemetry. */
export function receiveNews({ desk }: OpenIncidentContext, news: LinkNews): void {
  if (news.kind === 'noticeAnswered') {
    receiveNoticeAnswer(desk, news, SYSTEM_LINKS);
    return;
  }
  for (const command of toDeviceCommands(news)) {
    const decided = decideDevice(desk.world.devices.get(command.deviceId), command);
    if (decided.ok && decided.value.length > 0) desk.record(decided.value, SYSTEM_LINKS);
  }
}

function toDeviceCommands(
  news: Exclude<LinkNews, { kind: 'noticeAnswered' }>,
): readonly (DeviceCommand & { deviceId: string })[] {
  switch (news.kind) {
    case 'lostContact':
      return [{ kind: 'device.loseContact', deviceId: news.deviceId, lastSeenAt: news.lastSeenAt }];
    case 'restored':
    case 'firstContact':
      return [{ kind: 'device.makeContact', deviceId: news.deviceId, silentMs: news.silentMs }];
    case 'clockSkew': {
      const { deviceId, skewMs } = news;
      const skew = { kind: 'device.noticeSkew', deviceId, skewMs } as const;
      if (!news.isRefused) return [skew];
      const refusal = {
        kind: 'device.noticeSecurity',
        deviceId,
        code: 'clockRefused',
        claimed: [],
        remote: '',
      } as const;
      // How far off it is, is what the installer asks; without a time that could be read, what was known stands.
      return skewMs === null ? [refusal] : [refusal, skew];
    }
    case 'securityNotice': {
      const claimed = news.events.map(({ zh, en }) => ({ zh, en }));
      const remote = `${news.remote.address}:${news.remote.port}`;
      return [{ kind: 'device.noticeSecurity', deviceId: news.deviceId, code: 'clearFrame', claimed, remote }];
    }
    case 'unknownCaller':
      return [];
  }
}
