import { expect, test } from 'vitest';
import type { Message, Thread } from '#shared/domain/message.ts';
import { TASK_COMMAND_BODIES } from '#shared/domain/taskCommands.ts';
import { BROADCAST_KINDS, broadcastTo, emptyBroadcast, sentBroadcasts, toggled } from './broadcastAudience.ts';

test('it says nothing while nobody is chosen, and what it says the command takes', () => {
  const empty = emptyBroadcast([]);
  const full = {
    ...empty,
    unitIds: ['u-001'],
    groupIds: ['g'],
    area: { code: '990101', name: '东溪' },
    centre: { lon: 117, lat: 25 },
  };
  expect(BROADCAST_KINDS.map((kind) => broadcastTo({ ...empty, kind }))).toEqual([
    { kind: 'everyone' },
    null,
    null,
    null,
    null,
  ]);
  for (const kind of BROADCAST_KINDS) {
    const body = { audience: broadcastTo({ ...full, kind }), text: '注意' };
    expect(TASK_COMMAND_BODIES['message.broadcast'].safeParse(body).success).toBe(true);
  }
  expect(broadcastTo({ ...full, kind: 'radius', radiusM: 49 })).toBeNull();
});

test('units ringed on the map stand chosen, and are taken off and on', () => {
  const draft = emptyBroadcast(['u-001', 'u-002']);
  expect([draft.kind, toggled(draft.unitIds, 'u-001'), toggled(draft.unitIds, 'u-003')]).toEqual([
    'team',
    ['u-002'],
    ['u-001', 'u-002', 'u-003'],
  ]);
});

test('what was sent is put together from the threads: who was told, has it and has read it, the last first', () => {
  const message = (part: Partial<Message>): Message => ({
    id: 'm',
    from: 'desk',
    by: '值班员',
    text: '今晚有雨',
    at: 1,
    deliveredAt: null,
    readAt: null,
    ...part,
  });
  const threads: Thread[] = [
    {
      unitId: 'u-1',
      messages: [message({ broadcastId: 'b-1', deliveredAt: 2, readAt: 3 }), message({ text: '单独' })],
    },
    { unitId: 'u-2', messages: [message({ broadcastId: 'b-1', deliveredAt: 2 })] },
    {
      unitId: 'u-3',
      messages: [message({ broadcastId: 'b-1' }), message({ broadcastId: 'b-2', at: 9, text: '南门集合' })],
    },
  ];
  expect(sentBroadcasts(threads)).toEqual([
    { id: 'b-2', text: '南门集合', by: '值班员', at: 9, told: 1, delivered: 0, read: 0, missing: ['u-3'] },
    { id: 'b-1', text: '今晚有雨', by: '值班员', at: 1, told: 3, delivered: 2, read: 1, missing: ['u-3'] },
  ]);
});
