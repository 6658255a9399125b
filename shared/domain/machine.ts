/**
 * Another workstation or wall PC that may open windows on this station. An administrator invites it with a one-time code, it
 * joins, and it stays until it is revoked. Neither the code nor the machine's token is in any event.
 */
import { z } from 'zod';
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';

/** What a joined machine may be: a seat of the duty officer or of the leader, or a wall that only looks. */
export const MACHINE_ROLES = ['duty', 'leader', 'wall'] as const;
export type MachineRole = (typeof MACHINE_ROLES)[number];

export interface MachineState {
  readonly id: string;
  readonly name: string;
  readonly role: MachineRole;
  readonly state: 'invited' | 'joined' | 'revoked';
  readonly invitedAt: number;
  readonly invitedBy: string;
  /** Until when the code holds, epoch ms. */
  readonly codeUntilAt: number;
  readonly joinedAt: number | null;
  /** What the machine calls itself, and the address it joined from; null before it has. */
  readonly machineName: string | null;
  readonly address: string | null;
  readonly revoked: { readonly at: number; readonly by: string; readonly reason: string } | null;
}

export type MachineEventBody = {
  'machine.invited': { machineId: string; name: string; role: MachineRole; codeUntilAt: number };
  'machine.joined': { machineId: string; machineName: string; address: string };
  'machine.renamed': { machineId: string; name: string };
  'machine.revoked': { machineId: string; reason: string };
};

export type MachineCommand =
  | { kind: 'invite'; machineId: string; name: string; role: MachineRole; codeUntilAt: number }
  | { kind: 'join'; machineId: string; machineName: string; address: string }
  | { kind: 'rename'; machineId: string; name: string }
  | { kind: 'revoke'; machineId: string; reason: string };

const id = z.string().min(1).max(80);
const name = z.string().trim().min(1).max(60);

/** What a seat may ask. `machine.invite` is answered with the code. */
export const MACHINE_COMMAND_BODIES = {
  'machine.invite': z.strictObject({ name, role: z.enum(MACHINE_ROLES) }),
  'machine.rename': z.strictObject({ machineId: id, name }),
  'machine.revoke': z.strictObject({ machineId: id, reason: z.string().trim().min(1).max(300) }),
} as const;
export type MachineCommandKind = keyof typeof MACHINE_COMMAND_BODIES;

/** As many as a centre has desks and walls, and then some. */
export const MACHINES_LIMIT = 200;

export const machineStream = (machineId: string) => `machine:${machineId}`;

export function decideMachine(state: MachineState | undefined, command: MachineCommand): Result<Draft[]> {
  if (command.kind === 'invite') {
    const { kind, ...body } = command;
    return ok([draft(command.machineId, 'machine.invited', body)]);
  }
  if (!state) return refuse('unknownMachine', `没有席位机 ${command.machineId}`);
  if (state.state === 'revoked') return refuse('machineRevoked', `${state.name} 已被撤销`);
  switch (command.kind) {
    case 'join': {
      if (state.state === 'joined') return refuse('codeUsed', '这个加入码已经用过');
      const { machineName, address } = command;
      return ok([draft(state.id, 'machine.joined', { machineId: state.id, machineName, address })]);
    }
    case 'rename':
      if (state.name === command.name) return ok([]);
      return ok([draft(state.id, 'machine.renamed', { machineId: state.id, name: command.name })]);
    case 'revoke':
      return ok([draft(state.id, 'machine.revoked', { machineId: state.id, reason: command.reason })]);
  }
}

export function evolveMachine(state: MachineState | undefined, event: StoredEvent): MachineState | undefined {
  const kind = event.kind as keyof MachineEventBody;
  if (kind === 'machine.invited') {
    const { machineId, name: called, role, codeUntilAt } = event.body as MachineEventBody['machine.invited'];
    return {
      id: machineId,
      name: called,
      role,
      state: 'invited',
      invitedAt: event.at,
      invitedBy: nameOfActor(event.actor),
      codeUntilAt,
      joinedAt: null,
      machineName: null,
      address: null,
      revoked: null,
    };
  }
  if (!state) return undefined;
  switch (kind) {
    case 'machine.joined': {
      const { machineName, address } = event.body as MachineEventBody['machine.joined'];
      return { ...state, state: 'joined', joinedAt: event.at, machineName, address };
    }
    case 'machine.renamed':
      return { ...state, name: (event.body as MachineEventBody['machine.renamed']).name };
    case 'machine.revoked': {
      const { reason } = event.body as MachineEventBody['machine.revoked'];
      return { ...state, state: 'revoked', revoked: { at: event.at, by: nameOfActor(event.actor), reason } };
    }
    default:
      return state;
  }
}

/** How many that are no more the world holds, for the list; all of them stay in the journal. */
const ENDED_KEPT = 30;

/** Invitations nobody took in time go at once, the oldest revoked ones when there are many. Changes the map. */
export function forgetMachines(machines: Map<string, MachineState>, now: number): void {
  for (const { id: one, state, codeUntilAt } of machines.values()) {
    if (state === 'invited' && codeUntilAt < now) machines.delete(one);
  }
  const revoked = [...machines.values()].filter(({ state }) => state === 'revoked');
  for (const { id: one } of revoked.slice(0, Math.max(0, revoked.length - ENDED_KEPT))) machines.delete(one);
}

function draft<Kind extends keyof MachineEventBody>(
  machineId: string,
  kind: Kind,
  body: MachineEventBody[Kind],
): Draft {
  return { stream: machineStream(machineId), kind, body };
}
