import { z } from 'zod';
import type { Bilingual } from '../kit/bilingual.ts';
import { fingerprintOf } from '../kit/fingerprint.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import type { AlarmFacts } from './alarm.ts';
import { conditionOf, type DeviceCondition, noteCondition, UNKNOWN_CONDITION } from './deviceCondition.ts';
import { addVandalFault, addVerdict, type DeviceTrust, UNKNOWN_TRUST, type Verdict } from './deviceTrust.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';
import type { StatedBy } from './link.ts';
import { latitudeSchema, longitudeSchema } from './place.ts';
import { countShelved, type DeviceShelf, evolveShelf, type ShelfEventBody } from './shelf.ts';

export const DEVICE_KINDS = ['alarmPole', 'oneKeyButton', 'camera', 'gate', 'sensor', 'siren'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** 32 hexadecimal digits can mean 16 bytes or 32 characters: never guessed. */
export const deviceKeySchema = z
  .strictObject({ encoding: z.enum(['hex', 'ascii']), value: z.string() })
  .superRefine((key, context) => {
    const bytes = key.encoding === 'hex' ? key.value.length / 2 : key.value.length;
    if (key.encoding === 'hex' && !/^[0-9A-Fa-f]*$/.test(key.value)) context.addIssue('not hexadecimal');
    if (![16, 24, 32].includes(bytes)) context.addIssue(`key is ${bytes} bytes; AES needs 16, 24 or 32`);
  });

/** One device as a station's configuration states it. The key stays in the core: it never enters an event. */
export const deviceRecordSchema = z.strictObject({
  id: z.string().min(1).max(40).describe('20-digit GB/T 28181 text where the site has one'),
  /** `oneKeyAlarm` is what scene packs call a one-key button (GEODATA §4.3). */
  kind: z
    .enum([...DEVICE_KINDS, 'oneKeyAlarm'])
    .transform((kind): DeviceKind => (kind === 'oneKeyAlarm' ? 'oneKeyButton' : kind)),
  name: z.string().min(1).max(80),
  lon: longitudeSchema,
  lat: latitudeSchema,
  link: z.string().min(1).optional().describe('id of the link it reports over'),
  account: z
    .string()
    .regex(/^[0-9A-Za-z]{3,16}$/, 'account: 3 to 16 letters or digits')
    .optional(),
  key: deviceKeySchema.optional(),
  requireEncryption: z.boolean().default(false),
  supervisionSeconds: z
    .number()
    .int()
    .min(1)
    .max(7 * 86_400)
    .optional()
    .describe('silence after which contact is lost'),
  siren: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .describe('id of the siren that sounds at its alarm; never at a silent one'),
});
export type DeviceRecord = z.infer<typeof deviceRecordSchema>;

/** What windows may know of a device: everything but its key. */
export type DeviceFacts = Omit<DeviceRecord, 'key'> & { readonly hasKey: boolean };

/** Why a device's frames were not taken. `claimed`: what a clear frame of a device that must encrypt said it was. */
export interface SecurityNotice {
  readonly code: 'clockRefused' | 'clearFrame';
  readonly claimed: readonly Bilingual[];
}

/** Out of service with an end. Calls for help sound all the same: no hold-up button can be disarmed (GB 50394). */
export interface DeviceMaintenance {
  readonly startedAt: number;
  readonly untilAt: number;
  readonly reason: string;
  readonly by: string;
}

export interface DeviceState extends DeviceFacts {
  /** The latest statement holds: station.json counts again when it says something new. */
  readonly statedBy: StatedBy;
  /** Of what station.json said last; null: it does not name this device. */
  readonly stationFingerprint: string | null;
  /** `unknown` until it has been heard from since it was enrolled. */
  readonly contact: 'unknown' | 'online' | 'lost';
  readonly contactChangedAt: number | null;
  /** Its clock minus ours, ms, when it was last found to be off by more than the window allows. */
  readonly skewMs: number | null;
  readonly lastNotice: (SecurityNotice & { readonly at: number }) | null;
  readonly maintenance: DeviceMaintenance | null;
  /** Its nuisance alarms are kept quiet; null: everything of it sounds. */
  readonly shelf: DeviceShelf | null;
  readonly condition: DeviceCondition;
  /** `walkTest`: somebody pressed it; `signal`: it reported a test of its own. */
  readonly lastTest: { readonly at: number; readonly how: 'walkTest' | 'signal' } | null;
  readonly trust: DeviceTrust;
}

export type DeviceEventBody = ShelfEventBody & {
  /** Journals before 22 November 2026 name no `statedBy`: only station.json enrolled then. */
  'device.enrolled': { device: DeviceFacts; statedBy?: StatedBy; isKeyNew?: boolean };
  /** station.json no longer names it; what the desk has said of it since stands. */
  'device.unlisted': { deviceId: string };
  'device.retired': { deviceId: string };
  'device.contactLost': { deviceId: string; lastSeenAt: number | null };
  'device.contactMade': { deviceId: string; silentMs: number | null };
  'device.securityNoticed': SecurityNotice & { deviceId: string; remote: string };
  'device.clockSkewed': { deviceId: string; skewMs: number | null };
  'device.maintenanceStarted': { deviceId: string; untilAt: number; reason: string };
  /** `isDue`: by its end, not by a person. */
  'device.maintenanceEnded': { deviceId: string; isDue: boolean };
};

export type DeviceCommand =
  /** `isKeyNew`: its key is another, which its facts cannot show. */
  | { kind: 'device.enroll'; device: DeviceFacts; statedBy: StatedBy; isKeyNew?: boolean }
  | { kind: 'device.unlist'; deviceId: string }
  | { kind: 'device.retire'; deviceId: string }
  | { kind: 'device.loseContact'; deviceId: string; lastSeenAt: number | null }
  | { kind: 'device.makeContact'; deviceId: string; silentMs: number | null }
  | ({ kind: 'device.noticeSecurity'; deviceId: string; remote: string } & SecurityNotice)
  | { kind: 'device.noticeSkew'; deviceId: string; skewMs: number | null }
  | { kind: 'device.startMaintenance'; deviceId: string; untilAt: number; reason: string }
  | { kind: 'device.endMaintenance'; deviceId: string; isDue: boolean };

/** Longer is a device to be retired. */
export const MAINTENANCE_LIMIT_MS = 7 * 86_400_000;

export const deviceStream = (deviceId: string) => `device:${deviceId}`;

/** A device's contact changes once: losing what is lost, or meeting what is met, is nothing new and yields no event. */
export function decideDevice(
  state: DeviceState | undefined,
  command: DeviceCommand,
  now: number = Number.NaN,
): Result<Draft[]> {
  if (command.kind === 'device.enroll') {
    const { device, statedBy, isKeyNew = false } = command;
    // What station.json has said before is nothing new, even where the desk has changed it since.
    const isKnown =
      statedBy === 'station' ? isSaidAgain(state, device) : state !== undefined && sameFacts(state, device);
    if (isKnown && !isKeyNew) return ok([]);
    return ok([draft(device.id, 'device.enrolled', { device, statedBy, ...(isKeyNew && { isKeyNew }) })]);
  }
  if (!state) return refuse('unknownDevice', `没有登记设备 ${command.deviceId}`);
  switch (command.kind) {
    case 'device.unlist': {
      // The desk's word is newer than the file's, so the device stays; nobody else has spoken for the others.
      const kind = state.statedBy === 'desk' ? 'device.unlisted' : 'device.retired';
      return ok(state.stationFingerprint === null ? [] : [draft(state.id, kind, { deviceId: state.id })]);
    }
    case 'device.retire':
      // It would be back at the next start: it has to leave the file, or go into maintenance.
      if (state.stationFingerprint !== null) {
        return refuse('deviceOfStation', `${state.name} 写在 station.json 中：请在那里删除，或在此置为检修`);
      }
      return ok([draft(state.id, 'device.retired', { deviceId: state.id })]);
    case 'device.loseContact': {
      const { kind, ...body } = command;
      return ok(state.contact === 'lost' ? [] : [draft(state.id, 'device.contactLost', body)]);
    }
    case 'device.makeContact': {
      const { kind, ...body } = command;
      return ok(state.contact === 'online' ? [] : [draft(state.id, 'device.contactMade', body)]);
    }
    case 'device.noticeSecurity': {
      const { kind, ...body } = command;
      return ok([draft(state.id, 'device.securityNoticed', body)]);
    }
    case 'device.noticeSkew': {
      const { kind, ...body } = command;
      if (isSameSkew(state.skewMs, command.skewMs)) return ok([]);
      return ok([draft(state.id, 'device.clockSkewed', body)]);
    }
    case 'device.startMaintenance': {
      const { kind, ...body } = command;
      if (!(command.untilAt > now)) return refuse('maintenanceOver', '检修结束时间已过');
      if (command.untilAt - now > MAINTENANCE_LIMIT_MS) return refuse('maintenanceTooLong', '检修最长 7 天');
      return ok([draft(state.id, 'device.maintenanceStarted', body)]);
    }
    case 'device.endMaintenance': {
      const { kind, ...body } = command;
      if (!state.maintenance) return refuse('notInMaintenance', `${state.name} 不在检修中`);
      return ok([draft(state.id, 'device.maintenanceEnded', body)]);
    }
  }
}

export function evolveDevice(state: DeviceState | undefined, event: StoredEvent): DeviceState | undefined {
  const kind = event.kind as keyof DeviceEventBody;
  if (kind === 'device.enrolled') {
    const { device, statedBy = 'station' } = event.body as DeviceEventBody['device.enrolled'];
    const stationFingerprint = statedBy === 'station' ? fingerprintOf(device) : (state?.stationFingerprint ?? null);
    return { ...(state ? pickLive(state) : UNHEARD), ...device, statedBy, stationFingerprint };
  }
  if (!state) return undefined;
  switch (kind) {
    case 'device.retired':
      return undefined;
    case 'device.unlisted':
      return { ...state, stationFingerprint: null };
    case 'device.contactLost':
      return { ...state, contact: 'lost', contactChangedAt: event.at };
    case 'device.contactMade':
      return { ...state, contact: 'online', contactChangedAt: event.at };
    case 'device.securityNoticed': {
      const { code, claimed } = event.body as DeviceEventBody['device.securityNoticed'];
      return { ...state, lastNotice: { at: event.at, code, claimed } };
    }
    case 'device.clockSkewed':
      return { ...state, skewMs: (event.body as DeviceEventBody['device.clockSkewed']).skewMs };
    case 'device.maintenanceStarted': {
      const { untilAt, reason } = event.body as DeviceEventBody['device.maintenanceStarted'];
      return { ...state, maintenance: { startedAt: event.at, untilAt, reason, by: nameOfActor(event.actor) } };
    }
    case 'device.maintenanceEnded':
      return { ...state, maintenance: null };
    case 'device.shelved':
    case 'device.unshelved':
      return { ...state, shelf: evolveShelf(state.shelf, event) };
    default:
      return state;
  }
}

/** What one of its own alarms tells of the device; the same object when it tells nothing. */
export function noteAlarm(state: DeviceState, alarm: AlarmFacts): DeviceState {
  const condition = noteCondition(state.condition, alarm);
  const shelf = countShelved(state.shelf, alarm);
  const isTest = alarm.class === 'test';
  if (condition === state.condition && shelf === state.shelf && !isTest) return state;
  // Whoever mends it opens it.
  const isBroken = !alarm.restore && conditionOf(alarm) === 'tamper' && state.maintenance === null;
  return {
    ...state,
    condition,
    shelf,
    ...(isTest && { lastTest: { at: alarm.receivedAt, how: 'signal' } }),
    ...(isBroken && { trust: addVandalFault(state.trust, alarm.receivedAt) }),
  };
}

/** How an incident ended that this device called for. */
export function noteVerdict(state: DeviceState, verdict: Verdict): DeviceState {
  return { ...state, trust: addVerdict(state.trust, verdict) };
}

/** Somebody walked up and pressed it. */
export function noteWalkTest(state: DeviceState, at: number): DeviceState {
  return { ...state, lastTest: { at, how: 'walkTest' } };
}

export function toDeviceFacts(record: DeviceRecord): DeviceFacts {
  const { key, ...facts } = record;
  return { ...facts, hasKey: key !== undefined };
}

/** A clock that drifts by less than this is as wrong as it was. */
const SKEW_STEP_MS = 5_000;

function isSameSkew(known: number | null, now: number | null): boolean {
  if (known === null || now === null) return known === now;
  return Math.abs(known - now) < SKEW_STEP_MS;
}

type LiveState = Omit<DeviceState, keyof DeviceFacts | 'statedBy' | 'stationFingerprint'>;

const UNHEARD: LiveState = {
  contact: 'unknown',
  contactChangedAt: null,
  skewMs: null,
  lastNotice: null,
  maintenance: null,
  shelf: null,
  condition: UNKNOWN_CONDITION,
  lastTest: null,
  trust: UNKNOWN_TRUST,
};

const LIVE_KEYS = Object.keys(UNHEARD) as (keyof LiveState)[];

function pickLive(state: DeviceState): LiveState {
  return Object.fromEntries(LIVE_KEYS.map((key) => [key, state[key]])) as unknown as LiveState;
}

/** Its facts alone, as a statement would give them. */
export function factsOf(state: DeviceState): DeviceFacts {
  const { statedBy, stationFingerprint, ...rest } = state;
  const live: ReadonlySet<string> = new Set(LIVE_KEYS);
  return Object.fromEntries(Object.entries(rest).filter(([key]) => !live.has(key))) as DeviceFacts;
}

const isSaidAgain = (state: DeviceState | undefined, facts: DeviceFacts) =>
  state !== undefined && state.stationFingerprint === fingerprintOf(facts);

const sameFacts = (state: DeviceState, facts: DeviceFacts) => fingerprintOf(factsOf(state)) === fingerprintOf(facts);

function draft<Kind extends keyof DeviceEventBody>(deviceId: string, kind: Kind, body: DeviceEventBody[Kind]): Draft {
  return { stream: deviceStream(deviceId), kind, body };
}
