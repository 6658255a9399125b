import { z } from 'zod';
import { TRAVEL_MODES } from '../catalog/modes.ts';
import { UNIT_KINDS } from '../catalog/unitKinds.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import type { Draft, StoredEvent } from './event.ts';
import { latitudeSchema, longitudeSchema } from './place.ts';
import { evolvePhones, type PhoneEventBody, type UnitPhone } from './unitPhone.ts';

/** One unit as a station's configuration states it. */
export const unitRecordSchema = z.strictObject({
  id: z.string().min(1).max(40),
  name: z.string().min(1).max(60),
  kind: z.enum(UNIT_KINDS),
  mode: z.enum(TRAVEL_MODES).describe('how it travels'),
  skills: z.array(z.string().min(1).max(40)).max(20).default([]),
  lon: longitudeSchema.describe('registered post; true until its terminal reports a position'),
  lat: latitudeSchema,
  terminal: z
    .string()
    .min(1)
    .max(120)
    .optional()
    .describe(
      'what its terminal calls itself, where that is not `id`: JT/T 808 number, CoT uid, OwnTracks topic or tid',
    ),
});
export type UnitRecord = z.infer<typeof unitRecordSchema>;

export interface UnitState extends UnitRecord {
  /** The one active dispatch; its status lives in the incident, not here. */
  readonly engagement: { readonly incidentId: string; readonly dispatchId: string; readonly since: number } | null;
  /** Phones that joined for it, and open invitations; absent while there never was one. */
  readonly phones?: readonly UnitPhone[];
  /**
   * Its bearer has said so: it is not located, and proposed for nothing. Absent: on shift, as is whatever has nobody to say it,
   * a vehicle or a radio.
   */
  readonly isOffShift?: true;
}

export type UnitEventBody = {
  'unit.enrolled': { unit: UnitRecord };
  'unit.retired': { unitId: string };
  'unit.shiftChanged': { unitId: string; isOnShift: boolean };
  'unit.engaged': { unitId: string; incidentId: string; dispatchId: string };
  'unit.freed': { unitId: string; incidentId: string; dispatchId: string };
};

export type UnitCommand =
  | { kind: 'unit.enroll'; unit: UnitRecord }
  | { kind: 'unit.retire'; unitId: string }
  | { kind: 'unit.shift'; unitId: string; isOnShift: boolean }
  | { kind: 'unit.engage'; unitId: string; incidentId: string; dispatchId: string; holder?: string }
  /** Its dispatch goes on as part of another incident. */
  | { kind: 'unit.follow'; unitId: string; dispatchId: string; incidentId: string }
  | { kind: 'unit.free'; unitId: string; dispatchId: string };

export const unitStream = (unitId: string) => `unit:${unitId}`;

/** Of a unit nobody enrolled nothing is known: it is not held to be off shift. */
export const isUnitOnShift = ({ units }: { readonly units: ReadonlyMap<string, UnitState> }, unitId: string): boolean =>
  isOnShift(units.get(unitId) ?? {});

export const isOnShift = ({ isOffShift }: Pick<UnitState, 'isOffShift'>): boolean => isOffShift !== true;

/** A unit has at most one active dispatch: engaging an engaged unit is refused, naming who has it. */
export function decideUnit(state: UnitState | undefined, command: UnitCommand): Result<Draft[]> {
  if (command.kind === 'unit.enroll') {
    const { engagement, phones, isOffShift, ...known } = state ?? { engagement: null };
    if (state && JSON.stringify(sorted(known)) === JSON.stringify(sorted(command.unit))) return ok([]);
    return ok([draft(command.unit.id, 'unit.enrolled', { unit: command.unit })]);
  }
  if (!state) return refuse('unknownUnit', `没有登记力量 ${command.unitId}`);
  switch (command.kind) {
    case 'unit.retire':
      if (state.engagement) return refuse('unitEngaged', `${state.name} 正在处置事件，不能注销`);
      return ok([draft(state.id, 'unit.retired', { unitId: state.id })]);
    case 'unit.shift':
      if (command.isOnShift === isOnShift(state)) return ok([]);
      return ok([draft(state.id, 'unit.shiftChanged', { unitId: state.id, isOnShift: command.isOnShift })]);
    case 'unit.engage':
      if (state.engagement) return refuse('unitEngaged', `${state.name} 已被派往${command.holder ?? '另一事件'}`);
      return ok([
        draft(state.id, 'unit.engaged', {
          unitId: state.id,
          incidentId: command.incidentId,
          dispatchId: command.dispatchId,
        }),
      ]);
    case 'unit.follow': {
      if (state.engagement?.dispatchId !== command.dispatchId) return ok([]);
      const { unitId, incidentId, dispatchId } = command;
      return ok([draft(state.id, 'unit.engaged', { unitId, incidentId, dispatchId })]);
    }
    case 'unit.free': {
      if (state.engagement?.dispatchId !== command.dispatchId) return ok([]);
      return ok([
        draft(state.id, 'unit.freed', {
          unitId: state.id,
          incidentId: state.engagement.incidentId,
          dispatchId: command.dispatchId,
        }),
      ]);
    }
  }
}

export function evolveUnit(state: UnitState | undefined, event: StoredEvent): UnitState | undefined {
  const kind = event.kind as keyof UnitEventBody | keyof PhoneEventBody;
  if (kind === 'unit.enrolled') {
    const { unit } = event.body as UnitEventBody['unit.enrolled'];
    const { engagement = null, phones, isOffShift } = state ?? {};
    return { ...unit, engagement, ...(phones && { phones }), ...(isOffShift && { isOffShift }) };
  }
  if (!state) return undefined;
  switch (kind) {
    case 'unit.retired':
      return undefined;
    case 'unit.shiftChanged': {
      const { isOffShift: _, ...rest } = state;
      return (event.body as UnitEventBody['unit.shiftChanged']).isOnShift ? rest : { ...rest, isOffShift: true };
    }
    case 'unit.engaged': {
      const { incidentId, dispatchId } = event.body as UnitEventBody['unit.engaged'];
      return { ...state, engagement: { incidentId, dispatchId, since: event.at } };
    }
    case 'unit.freed':
      return { ...state, engagement: null };
    case 'unit.phoneInvited':
    case 'unit.phoneJoined':
    case 'unit.phoneRevoked':
      return { ...state, phones: evolvePhones(state.phones, event) };
    default:
      return state;
  }
}

const sorted = (record: object) => Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));

function draft<Kind extends keyof UnitEventBody>(unitId: string, kind: Kind, body: UnitEventBody[Kind]): Draft {
  return { stream: unitStream(unitId), kind, body };
}
