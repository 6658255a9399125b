import { type AccountState, evolveAccount } from './account.ts';
import { type AlarmFacts, type AlarmState, evolveAlarm } from './alarm.ts';
import {
  bookAlarm,
  bookIncident,
  bookWhereabouts,
  type DayBook,
  emptyDayBook,
  type PackedDayBook,
  packDayBook,
  unpackDayBook,
} from './dayBook.ts';
import { type DeviceState, evolveDevice, noteAlarm, noteVerdict, noteWalkTest } from './device.ts';
import { type DistrictState, evolveDistrict } from './district.ts';
import { type DrillState, evolveDrill } from './drill.ts';
import type { StoredEvent } from './event.ts';
import {
  emptyFieldWorld,
  evolveFieldWorld,
  type FieldWorld,
  type PackedFieldWorld,
  packFieldWorld,
  unpackFieldWorld,
} from './fieldWorld.ts';
import type { CloseReason, IncidentAlarm, IncidentState } from './incident.ts';
import { evolveIncident } from './incidentEvolve.ts';
import { evolveLan, type LanState } from './lan.ts';
import { evolveLink, type LinkState } from './link.ts';
import {
  emptyLinkageWorld,
  evolveLinkageWorld,
  type LinkageWorld,
  type PackedLinkageWorld,
  packLinkageWorld,
  unpackLinkageWorld,
} from './linkageWorld.ts';
import { evolveMachine, forgetMachines, type MachineState } from './machine.ts';
import { evolveRoad, type RoadClosure } from './roadClosure.ts';
import {
  type DutyWorld,
  emptyDutyWorld,
  evolveDutyWorld,
  type PackedDutyWorld,
  packDutyWorld,
  unpackDutyWorld,
} from './shiftWorld.ts';
import { evolveUnit, type UnitState } from './unit.ts';
import { evolveWalkTest, type WalkTestState } from './walkTest.ts';
import {
  emptyWallWorld,
  evolveWallWorld,
  type PackedWallWorld,
  packWallWorld,
  unpackWallWorld,
  type WallWorld,
} from './wallWorld.ts';

/**
 * Everything a station knows, folded from its journal. The containers are changed in place and the entities in them
 * are replaced, never edited: a view may compare an entity with the one it drew last.
 * Closed incidents and old alarms leave the world; they stay in the journal.
 */
export interface World {
  seq: number;
  district: DistrictState | null;
  /** Who may sign in; without anything of a password or a session. */
  readonly accounts: Map<string, AccountState>;
  readonly devices: Map<string, DeviceState>;
  readonly links: Map<string, LinkState>;
  /** Other workstations and wall PCs: invited, joined, and the last revoked ones. */
  readonly machines: Map<string, MachineState>;
  /** Null: it was never opened. */
  lan: LanState | null;
  /** Road closures that stand. */
  readonly closures: Map<string, RoadClosure>;
  /** The drill that is played or was played last; null at a live station. */
  drill: DrillState | null;
  /** The running ones, and the last finished ones, in order of starting. */
  readonly walkTests: Map<string, WalkTestState>;
  readonly units: Map<string, UnitState>;
  /** Tasks, patrol routes, messages, reports of units, evidence. */
  readonly field: FieldWorld;
  /** Shifts of the desk and the hand-over between them. */
  readonly duty: DutyWorld;
  /** Groups that may be called in, and what was said to the outside. */
  readonly linkage: LinkageWorld;
  /** What stands on the displays of the wall. */
  readonly wall: WallWorld;
  /** Today and yesterday in lines: what their figures are counted from, long after the incidents have left. */
  readonly day: DayBook;
  /** Open ones, and the last closed ones, in order of opening. */
  readonly incidents: Map<string, IncidentState>;
  /** The last ones received, in order. */
  readonly alarms: Map<string, AlarmState>;
  /** Ids of closed incidents still held, oldest first. */
  readonly closed: string[];
  /** Human number of the incident opened last, `20261121-007`: the next one counts on from it. */
  lastNumber: string;
}

/** How much of the past the world holds for lists and counts. */
const CLOSED_KEPT = 200;
const ALARMS_KEPT = 1_000;
/** So many that somebody must look at are not pushed out by later ones: a stuck button sends a thousand in seconds. */
const REVIEWS_KEPT = 200;
const WALK_TESTS_KEPT = 20;

/** The plain form that crosses sockets and is saved as a snapshot. */
export interface PackedWorld {
  readonly seq: number;
  readonly district: DistrictState | null;
  readonly accounts: readonly AccountState[];
  readonly devices: readonly DeviceState[];
  readonly links: readonly LinkState[];
  readonly machines: readonly MachineState[];
  readonly lan: LanState | null;
  readonly closures: readonly RoadClosure[];
  readonly drill: DrillState | null;
  readonly walkTests: readonly WalkTestState[];
  readonly units: readonly UnitState[];
  readonly field: PackedFieldWorld;
  readonly duty: PackedDutyWorld;
  readonly linkage: PackedLinkageWorld;
  readonly wall: PackedWallWorld;
  readonly day: PackedDayBook;
  readonly incidents: readonly IncidentState[];
  readonly alarms: readonly AlarmState[];
  readonly closed: readonly string[];
  readonly lastNumber: string;
}

export function emptyWorld(): World {
  return {
    seq: 0,
    district: null,
    accounts: new Map(),
    devices: new Map(),
    links: new Map(),
    machines: new Map(),
    lan: null,
    closures: new Map(),
    drill: null,
    walkTests: new Map(),
    units: new Map(),
    field: emptyFieldWorld(),
    duty: emptyDutyWorld(),
    linkage: emptyLinkageWorld(),
    wall: emptyWallWorld(),
    day: emptyDayBook(),
    incidents: new Map(),
    alarms: new Map(),
    closed: [],
    lastNumber: '',
  };
}

/** Folds one event. Events at or before `world.seq` were folded already and change nothing. */
export function evolveWorld(world: World, event: StoredEvent): World {
  if (event.seq <= world.seq) return world;
  world.seq = event.seq;
  const separator = event.stream.indexOf(':');
  const id = event.stream.slice(separator + 1);
  const noun = event.stream.slice(0, separator);
  switch (noun) {
    case 'account':
      put(world.accounts, id, evolveAccount(world.accounts.get(id), event));
      break;
    case 'device':
      put(world.devices, id, evolveDevice(world.devices.get(id), event));
      break;
    case 'unit':
      put(world.units, id, evolveUnit(world.units.get(id), event));
      break;
    case 'alarm':
      put(world.alarms, id, evolveAlarm(world.alarms.get(id), event));
      trimOldest(world.alarms, ALARMS_KEPT, isToBeReviewed);
      if (event.kind === 'alarm.received') {
        const alarm = event.body as AlarmFacts;
        bookAlarm(world.day, alarm);
        changeDevice(world, alarm.deviceId, (device) => noteAlarm(device, alarm));
      }
      break;
    case 'link':
      put(world.links, id, evolveLink(world.links.get(id), event));
      break;
    case 'machine':
      put(world.machines, id, evolveMachine(world.machines.get(id), event));
      forgetMachines(world.machines, event.at);
      break;
    case 'lan':
      world.lan = evolveLan(world.lan, event);
      break;
    case 'road':
      put(world.closures, id, evolveRoad(world.closures.get(id), event));
      break;
    case 'drill':
      world.drill = evolveDrill(world.drill, event);
      break;
    case 'walkTest':
      put(world.walkTests, id, evolveWalkTest(world.walkTests.get(id), event));
      forgetWalks(world.walkTests);
      if (event.kind === 'walkTest.proved') {
        const { deviceId } = event.body as { deviceId: string };
        changeDevice(world, deviceId, (device) => noteWalkTest(device, event.at));
      }
      break;
    case 'incident':
      put(world.incidents, id, evolveIncident(world.incidents.get(id), event));
      bookIncidentOf(world, id, event);
      attachAlarm(world, id, event);
      if (event.kind === 'incident.opened') world.lastNumber = (event.body as { number: string }).number;
      if (event.kind === 'incident.closed') judgeCallers(world, id, event);
      if (event.kind === 'incident.closed' || event.kind === 'incident.merged') retireClosed(world, id);
      if (event.kind === 'incident.reopened') takeBack(world, id);
      break;
    case 'district':
      world.district = evolveDistrict(world.district, event);
      break;
    case 'shift':
      evolveDutyWorld(world.duty, id, event);
      break;
    case 'wall':
    case 'wallPreset':
      evolveWallWorld(world.wall, noun, id, event);
      break;
    default:
      evolveFieldWorld(world.field, noun, id, event);
  }
  evolveLinkageWorld(world.linkage, noun, id, event, world);
  return world;
}

export function packWorld(world: World): PackedWorld {
  return {
    seq: world.seq,
    district: world.district,
    accounts: [...world.accounts.values()],
    devices: [...world.devices.values()],
    links: [...world.links.values()],
    machines: [...world.machines.values()],
    lan: world.lan,
    closures: [...world.closures.values()],
    drill: world.drill,
    walkTests: [...world.walkTests.values()],
    units: [...world.units.values()],
    field: packFieldWorld(world.field),
    duty: packDutyWorld(world.duty),
    linkage: packLinkageWorld(world.linkage),
    wall: packWallWorld(world.wall),
    day: packDayBook(world.day),
    incidents: [...world.incidents.values()],
    alarms: [...world.alarms.values()],
    closed: [...world.closed],
    lastNumber: world.lastNumber,
  };
}

export function unpackWorld(packed: PackedWorld): World {
  return {
    seq: packed.seq,
    district: packed.district,
    accounts: byKey(packed.accounts, (account) => account.id),
    devices: byKey(packed.devices, (device) => device.id),
    links: byKey(packed.links, (link) => link.id),
    machines: byKey(packed.machines, (machine) => machine.id),
    lan: packed.lan,
    closures: byKey(packed.closures, (closure) => closure.id),
    drill: packed.drill,
    walkTests: byKey(packed.walkTests, (walkTest) => walkTest.id),
    units: byKey(packed.units, (unit) => unit.id),
    field: unpackFieldWorld(packed.field),
    duty: unpackDutyWorld(packed.duty),
    linkage: unpackLinkageWorld(packed.linkage),
    wall: unpackWallWorld(packed.wall),
    day: unpackDayBook(packed.day),
    incidents: byKey(packed.incidents, (incident) => incident.id),
    alarms: byKey(packed.alarms, (alarm) => alarm.alarmId),
    closed: [...packed.closed],
    lastNumber: packed.lastNumber,
  };
}

function changeDevice(world: World, id: string | null, change: (device: DeviceState) => DeviceState): void {
  const device = id === null ? undefined : world.devices.get(id);
  if (device) put(world.devices, device.id, change(device));
}

/** Every device that called for an incident is judged by how it was closed. */
function judgeCallers(world: World, incidentId: string, event: StoredEvent): void {
  const { reason } = event.body as { reason: CloseReason };
  const callers = new Set(world.incidents.get(incidentId)?.alarms.map(({ deviceId }) => deviceId));
  for (const deviceId of callers) {
    changeDevice(world, deviceId, (device) => noteVerdict(device, { incidentId, at: event.at, reason }));
  }
}

function bookIncidentOf(world: World, incidentId: string, event: StoredEvent): void {
  const incident = world.incidents.get(incidentId);
  if (incident) bookIncident(world.day, incident, event.at);
}

function attachAlarm(world: World, incidentId: string, event: StoredEvent): void {
  const incident = world.incidents.get(incidentId);
  for (const alarmId of alarmsBrought(event)) {
    const alarm = world.alarms.get(alarmId);
    if (alarm) world.alarms.set(alarm.alarmId, { ...alarm, incidentId });
    if (incident) bookWhereabouts(world.day, alarmId, incident);
  }
}

/** One that came in, or all that came along from another incident. */
function alarmsBrought({ kind, body }: StoredEvent): readonly string[] {
  const { alarm, alarms, split } = body as {
    alarm?: IncidentAlarm | null;
    alarms?: readonly IncidentAlarm[];
    split?: { alarms: readonly IncidentAlarm[] };
  };
  const brought = split?.alarms ?? (kind === 'incident.absorbed' ? alarms : undefined) ?? (alarm ? [alarm] : []);
  return brought.map(({ alarmId }) => alarmId);
}

/** Opened again: it is one of those being dealt with. */
function takeBack(world: World, id: string): void {
  const index = world.closed.indexOf(id);
  if (index !== -1) world.closed.splice(index, 1);
}

function retireClosed(world: World, id: string): void {
  world.closed.push(id);
  for (const oldest of world.closed.splice(0, Math.max(0, world.closed.length - CLOSED_KEPT))) {
    world.incidents.delete(oldest);
  }
}

/** A walk that is still under way is never forgotten, however many came after it. */
function forgetWalks(walkTests: Map<string, WalkTestState>): void {
  const finished = [...walkTests.values()].filter(({ finishedAt }) => finishedAt !== null);
  for (const { id } of finished.slice(0, Math.max(0, finished.length - WALK_TESTS_KEPT))) walkTests.delete(id);
}

const isToBeReviewed = ({ attention, reviewedAt }: AlarmState) => attention !== null && reviewedAt === null;

function trimOldest<Item>(
  items: Map<string, Item>,
  keep: number,
  isSpared: (item: Item) => boolean = () => false,
): void {
  let spared = 0;
  for (const [key, item] of items) {
    if (items.size <= keep) return;
    if (spared < REVIEWS_KEPT && isSpared(item)) spared += 1;
    else items.delete(key);
  }
}

function put<Item>(items: Map<string, Item>, id: string, item: Item | undefined): void {
  if (item === undefined) items.delete(id);
  else items.set(id, item);
}

function byKey<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item> {
  return new Map(items.map((item) => [key(item), item]));
}
