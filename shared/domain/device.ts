import { z } from 'zod';
import type { Bilingual } from '../kit/bilingual.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import type { Draft, StoredEvent } from './event.ts';
import { latitudeSchema, longitudeSchema } from './place.ts';

export const DEVICE_KINDS = ['alarmPole', 'oneKeyButton', 'camera', 'gate', 'sensor', 'siren'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

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
  key: z
    .strictObject({ encoding: z.enum(['hex', 'ascii']), value: z.string() })
    .superRefine((key, context) => {
      const bytes = key.encoding === 'hex' ? key.value.length / 2 : key.value.length;
      if (key.encoding === 'hex' && !/^[0-9A-Fa-f]*$/.test(key.value)) context.addIssue('not hexadecimal');
      if (![16, 24, 32].includes(bytes)) context.addIssue(`key is ${bytes} bytes; AES needs 16, 24 or 32`);
    })
    .optional(),
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

export interface DeviceState extends DeviceFacts {
  /** `unknown` until it has been heard from since it was enrolled. */
  readonly contact: 'unknown' | 'online' | 'lost';
  readonly contactChangedAt: number | null;
  /** Its clock minus ours, ms, when it was last found to be off by more than the window allows. */
  readonly skewMs: number | null;
  readonly lastNotice: (SecurityNotice & { readonly at: number }) | null;
}

export type DeviceEventBody = {
  'device.enrolled': { device: DeviceFacts };
  'device.retired': { deviceId: string };
  'device.contactLost': { deviceId: string; lastSeenAt: number | null };
  'device.contactMade': { deviceId: string; silentMs: number | null };
  'device.securityNoticed': SecurityNotice & { deviceId: string; remote: string };
  'device.clockSkewed': { deviceId: string; skewMs: number | null };
};

export type DeviceCommand =
  | { kind: 'device.enroll'; device: DeviceFacts }
  | { kind: 'device.retire'; deviceId: string }
  | { kind: 'device.loseContact'; deviceId: string; lastSeenAt: number | null }
  | { kind: 'device.makeContact'; deviceId: string; silentMs: number | null }
  | ({ kind: 'device.noticeSecurity'; deviceId: string; remote: string } & SecurityNotice)
  | { kind: 'device.noticeSkew'; deviceId: string; skewMs: number | null };

export const deviceStream = (deviceId: string) => `device:${deviceId}`;

/** A device's contact changes once: losing what is lost, or meeting what is met, is nothing new and yields no event. */
export function decideDevice(state: DeviceState | undefined, command: DeviceCommand): Result<Draft[]> {
  if (command.kind === 'device.enroll') {
    if (state && sameFacts(state, command.device)) return ok([]);
    return ok([draft(command.device.id, 'device.enrolled', { device: command.device })]);
  }
  if (!state) return refuse('unknownDevice', `没有登记设备 ${command.deviceId}`);
  switch (command.kind) {
    case 'device.retire':
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
  }
}

export function evolveDevice(state: DeviceState | undefined, event: StoredEvent): DeviceState | undefined {
  const kind = event.kind as keyof DeviceEventBody;
  if (kind === 'device.enrolled') {
    const { device } = event.body as DeviceEventBody['device.enrolled'];
    const unheard = { contact: 'unknown', contactChangedAt: null, skewMs: null, lastNotice: null } as const;
    return { ...unheard, ...(state && pickLive(state)), ...device };
  }
  if (!state) return undefined;
  switch (kind) {
    case 'device.retired':
      return undefined;
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
    default:
      return state;
  }
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

const pickLive = ({ contact, contactChangedAt, skewMs, lastNotice }: DeviceState) => ({
  contact,
  contactChangedAt,
  skewMs,
  lastNotice,
});

function sameFacts(state: DeviceState, facts: DeviceFacts): boolean {
  const keys = new Set([...Object.keys(facts), ...Object.keys(state)]);
  for (const live of ['contact', 'contactChangedAt', 'skewMs', 'lastNotice']) keys.delete(live);
  return [...keys].every((key) => state[key as keyof DeviceFacts] === facts[key as keyof DeviceFacts]);
}

function draft<Kind extends keyof DeviceEventBody>(deviceId: string, kind: Kind, body: DeviceEventBody[Kind]): Draft {
  return { stream: deviceStream(deviceId), kind, body };
}
