/**
 * The enrol form as text, and what it comes to: the record that is sent, or what is wrong with which field. The core checks it
 * all again; this is so that a typist hears of a slip before sending.
 */
import type { DeviceFacts, DeviceKind } from '#shared/domain/device.ts';
import type { DeviceCommandBody } from '#shared/domain/deviceCommands.ts';
import { SUPERVISION_CLASSES } from '#shared/wire/deviceImport.ts';

export type KeyMode = 'keep' | 'none' | 'replace';

export interface DeviceFields {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly lon: string;
  readonly lat: string;
  readonly link: string;
  readonly account: string;
  readonly keyMode: KeyMode;
  readonly keyEncoding: 'hex' | 'ascii';
  readonly keyValue: string;
  readonly requireEncryption: boolean;
  /** Seconds; empty: not supervised. */
  readonly supervision: string;
  readonly siren: string;
}

/** Why a field cannot stand; the words are in shared/text/devices.ts. */
export type FieldProblem =
  | { readonly code: 'required' | 'account' | 'lon' | 'lat' | 'keyHex' | 'supervision' | 'keyNeeded' }
  | { readonly code: 'keyLength'; readonly bytes: number }
  | { readonly code: 'idTaken'; readonly name: string };
export type FieldProblems = Readonly<Partial<Record<keyof DeviceFields, FieldProblem>>>;

export type DeviceSaveBody = DeviceCommandBody<'device.save'>;

export const SUPERVISION_SECONDS: readonly number[] = Object.values(SUPERVISION_CLASSES);

const KEY_BYTES = [16, 24, 32];
const LONGEST_SUPERVISION = 7 * 86_400;

export function fieldsOf(facts: Partial<DeviceFacts>): DeviceFields {
  return {
    id: facts.id ?? '',
    kind: facts.kind ?? 'alarmPole',
    name: facts.name ?? '',
    lon: facts.lon === undefined ? '' : facts.lon.toFixed(6),
    lat: facts.lat === undefined ? '' : facts.lat.toFixed(6),
    link: facts.link ?? '',
    account: facts.account ?? '',
    keyMode: facts.hasKey ? 'keep' : 'none',
    keyEncoding: 'hex',
    keyValue: '',
    requireEncryption: facts.requireEncryption ?? false,
    supervision: facts.supervisionSeconds === undefined ? '' : String(facts.supervisionSeconds),
    siren: facts.siren ?? '',
  };
}

/** `takenBy`: the name of another device that has this id, or null. */
export function problemsOf(fields: DeviceFields, takenBy: string | null): FieldProblems {
  const problems: { -readonly [Field in keyof DeviceFields]?: FieldProblem } = {};
  const id = fields.id.trim();
  if (id === '') problems.id = { code: 'required' };
  else if (takenBy !== null) problems.id = { code: 'idTaken', name: takenBy };
  if (fields.name.trim() === '') problems.name = { code: 'required' };
  if (!isWithin(fields.lon, 180)) problems.lon = { code: fields.lon.trim() === '' ? 'required' : 'lon' };
  if (!isWithin(fields.lat, 90)) problems.lat = { code: fields.lat.trim() === '' ? 'required' : 'lat' };
  const account = fields.account.trim();
  if (account !== '' && !/^[0-9A-Za-z]{3,16}$/.test(account)) problems.account = { code: 'account' };
  const key = keyProblem(fields);
  if (key) problems.keyValue = key;
  const supervision = fields.supervision.trim();
  const seconds = Number(supervision);
  if (supervision !== '' && !(Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_SUPERVISION)) {
    problems.supervision = { code: 'supervision' };
  }
  return problems;
}

/** For fields without problems. */
export function saveBodyOf(fields: DeviceFields): DeviceSaveBody {
  const account = fields.account.trim();
  const supervision = fields.supervision.trim();
  return {
    device: {
      id: fields.id.trim(),
      kind: fields.kind,
      name: fields.name.trim(),
      lon: Number(fields.lon),
      lat: Number(fields.lat),
      requireEncryption: fields.requireEncryption,
      ...(fields.link !== '' && { link: fields.link }),
      ...(account !== '' && { account }),
      ...(supervision !== '' && { supervisionSeconds: Number(supervision) }),
      ...(fields.siren !== '' && { siren: fields.siren }),
      ...(fields.keyMode === 'replace' && { key: { encoding: fields.keyEncoding, value: keyValueOf(fields) } }),
    },
    keepsKey: fields.keyMode === 'keep',
  };
}

function keyProblem(fields: DeviceFields): FieldProblem | null {
  if (fields.keyMode !== 'replace') {
    return fields.keyMode === 'none' && fields.requireEncryption ? { code: 'keyNeeded' } : null;
  }
  const value = keyValueOf(fields);
  if (value === '') return { code: 'required' };
  if (fields.keyEncoding === 'hex' && !/^[0-9A-Fa-f]*$/.test(value)) return { code: 'keyHex' };
  const bytes = fields.keyEncoding === 'hex' ? value.length / 2 : value.length;
  return KEY_BYTES.includes(bytes) ? null : { code: 'keyLength', bytes };
}

/** Hexadecimal is often written in groups. */
const keyValueOf = ({ keyEncoding, keyValue }: DeviceFields) =>
  keyEncoding === 'hex' ? keyValue.replaceAll(/\s/g, '') : keyValue;

function isWithin(text: string, limit: number): boolean {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) && Math.abs(value) <= limit;
}
