import { expect, test } from 'vitest';
import type { StoredEvent } from './event.ts';
import { decideMachine, forgetMachines, type MachineState } from './machine.ts';
import { emptyWorld, evolveWorld, packWorld, unpackWorld } from './world.ts';

const invite = { kind: 'invite', machineId: 'm-1', name: '二号席位', role: 'duty', codeUntilAt: 600 } as const;
const join = { kind: 'join', machineId: 'm-1', machineName: 'desk-2', address: '10.0.0.2' } as const;

/** The world after these commands, one event a millisecond. */
function worldAfter(commands: readonly Parameters<typeof decideMachine>[1][]) {
  const world = emptyWorld();
  for (const command of commands) {
    const decided = decideMachine(world.machines.get(command.machineId), command);
    if (!decided.ok) return decided.failure.code;
    for (const draft of decided.value) evolveWorld(world, stored(draft, world.seq + 1));
  }
  return world;
}

const stored = (draft: { stream: string; kind: string; body: unknown }, seq: number) =>
  ({ ...draft, seq, at: seq, actor: { kind: 'operator', id: 'a', name: '管理员' } }) as StoredEvent;

test('a machine is invited, joins, is renamed and revoked, and the packed world says the same', () => {
  const world = worldAfter([
    invite,
    join,
    { kind: 'rename', machineId: 'm-1', name: '大厅大屏' },
    { kind: 'revoke', machineId: 'm-1', reason: '撤除' },
  ]);
  if (typeof world === 'string') throw new Error(world);
  const machine: MachineState = {
    id: 'm-1',
    name: '大厅大屏',
    role: 'duty',
    state: 'revoked',
    invitedAt: 1,
    invitedBy: '管理员',
    codeUntilAt: 600,
    joinedAt: 2,
    machineName: 'desk-2',
    address: '10.0.0.2',
    revoked: { at: 4, by: '管理员', reason: '撤除' },
  };
  expect([...unpackWorld(packWorld(world)).machines.values()]).toEqual([machine]);
});

test('nobody joins twice on one invitation, nor after it was withdrawn, nor without one', () => {
  expect([
    worldAfter([join]),
    worldAfter([invite, join, join]),
    worldAfter([invite, { kind: 'revoke', machineId: 'm-1', reason: '误开' }, join]),
  ]).toEqual(['unknownMachine', 'codeUsed', 'machineRevoked']);
});

test('an invitation nobody took goes, a joined machine never does', () => {
  const world = worldAfter([invite, join, { ...invite, machineId: 'm-2' }]);
  if (typeof world === 'string') throw new Error(world);
  forgetMachines(world.machines, 601);
  expect([...world.machines.keys()]).toEqual(['m-1']);
});
