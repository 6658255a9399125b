import { expect, test } from 'vitest';
import type { DeviceHealth } from '#shared/wire/seat.ts';
import { DeviceHealths } from './deviceHealth.ts';

/** A core that answers when told to, with what it heard last. */
function slowCore() {
  const asked: (readonly string[])[] = [];
  const waiting: ((answer: { ok: true; devices: DeviceHealth[] } | null) => void)[] = [];
  return {
    asked,
    client: {
      ask: (_question: string, { deviceIds }: { deviceIds: readonly string[] }) => {
        asked.push(deviceIds);
        return new Promise((resolve) => waiting.push(resolve as (typeof waiting)[number]));
      },
    } as unknown as ConstructorParameters<typeof DeviceHealths>[0],
    answer: async (lastSeenAt: number | null) => {
      const devices = (asked.at(-1) ?? []).map((deviceId) => ({ deviceId, lastSeenAt, supervisionSeconds: null }));
      waiting.shift()?.({ ok: true, devices });
      await Promise.resolve();
      await Promise.resolve();
    },
    fail: async () => {
      waiting.shift()?.(null);
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

test('new rows are asked about at once, known ones every three seconds, one question at a time', async () => {
  const core = slowCore();
  const healths = new DeviceHealths(core.client);
  healths.watch(0);
  healths.look(['a', 'b']);
  healths.watch(1_000);
  healths.watch(9_000);
  expect(core.asked).toEqual([['a', 'b']]);
  await core.answer(500);
  expect([healths.of('a')?.lastSeenAt, healths.of('c')]).toEqual([500, undefined]);
  healths.watch(2_000);
  expect(core.asked).toHaveLength(1);
  healths.watch(4_000);
  expect(core.asked).toHaveLength(2);
  await core.answer(3_500);
  healths.look(['b', 'c']);
  healths.watch(4_100);
  expect(core.asked.at(-1)).toEqual(['b', 'c']);
});

test('an answer that never came leaves what was known, and is asked for again in its time', async () => {
  const core = slowCore();
  const healths = new DeviceHealths(core.client);
  healths.look(['a']);
  healths.watch(0);
  await core.answer(7);
  healths.watch(3_000);
  await core.fail();
  expect(healths.of('a')).toEqual({ deviceId: 'a', lastSeenAt: 7, supervisionSeconds: null });
  healths.watch(4_000);
  healths.watch(6_000);
  expect(core.asked).toHaveLength(3);
});
