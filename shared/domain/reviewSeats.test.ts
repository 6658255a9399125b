import { expect, test } from 'vitest';
import type { WatchReason } from './channelEvents.ts';
import type { StoredEvent } from './event.ts';
import { seatsOf } from './reviewSeats.ts';

const START = 1_000_000;
const WATCH: WatchReason = { kind: 'watch' };
const OF_INCIDENT: WatchReason = { kind: 'incident', incidentId: 'i-1' };

function looksOf(rows: readonly (readonly [at: number, kind: string, by: string, body: object])[], toAt = 1_000) {
  const others = rows.map(
    ([at, kind, id, body], index): StoredEvent => ({
      ...{ seq: index + 1, stream: 'channel:gate', version: index + 1, realm: 'live', at: START + at, kind },
      ...{
        actor: { kind: 'operator', id, name: id, role: 'duty' },
        body: { channelId: 'gate', name: '大门', ...body },
      },
      ...{ id: `e-${index}`, station: 's', hash: '' },
    }),
  );
  const span = { fromAt: START, toAt: START + toAt };
  const { seats } = seatsOf({ told: [], others, numbers: new Map([['i-1', '001']]), isOfIncident: false, ...span });
  return seats.flatMap(({ name, looks }) =>
    looks.map(({ fromAt, toAt: endedAt }) => [name, fromAt - START, endedAt === null ? null : endedAt - START]),
  );
}

test('a camera was before somebody from when it was opened to when the last picture was closed', () => {
  const looks = looksOf([
    [0, 'channel.watched', 'a', { reason: WATCH }],
    [10, 'channel.watched', 'a', { reason: OF_INCIDENT }],
    [20, 'channel.watched', 'b', { reason: WATCH }],
    [400, 'channel.left', 'a', { reason: WATCH, untilAt: START + 100 }],
    [500, 'channel.watched', 'a', { reason: WATCH }],
    [900, 'channel.left', 'a', { reason: WATCH, untilAt: START + 600 }],
  ]);
  expect(looks).toEqual([
    ['a', 0, 100],
    ['a', 10, null],
    ['a', 500, 600],
    ['b', 20, null],
  ]);
});

test('what was open beyond the film, or began again without ever having been ended, has no end in it', () => {
  const looks = looksOf([
    [0, 'channel.watched', 'a', { reason: WATCH }],
    [500, 'channel.watched', 'a', { reason: WATCH }],
    [1_400, 'channel.left', 'a', { reason: WATCH, untilAt: START + 1_100 }],
    [1_500, 'channel.left', 'a', { reason: WATCH, untilAt: START + 900 }],
  ]);
  expect(looks).toEqual([
    ['a', 0, null],
    ['a', 500, null],
  ]);
});
