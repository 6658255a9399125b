import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ChannelStatement } from '#shared/domain/channel.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { ProbeReport, StreamOrder } from '../media/contract.ts';
import { ChannelRegistry } from '../registry/registry.ts';
import { ChannelConditions } from './conditions.ts';
import { Prober } from './prober.ts';

const PICTURE: ProbeReport = { codec: 'H264', widthPx: 640, heightPx: 360, tookMs: 40 };
const PACE = { everyMinutes: 60, atOnce: 2, hostSpacingSeconds: 2 };
const at = (id: string, host: string): ChannelStatement => ({
  ...{ id, lon: 117, lat: 25 },
  sources: [{ protocol: 'rtsp', grade: 'main', url: `rtsp://${host}/${id}` }],
});

/** A media process that answers when the test says so. */
function bench(channels: readonly ChannelStatement[], pace = PACE) {
  let now = 1_000_000;
  const clock = () => now;
  const registry = new ChannelRegistry();
  registry.state({ origin: 'station', name: 's' }, channels);
  const path = join(mkdtempSync(join(tmpdir(), 'pingan-probe-')), 'conditions.json');
  const conditions = new ChannelConditions(path, clock);
  const asked: { order: StreamOrder; answer: (result: Result<ProbeReport>) => void }[] = [];
  const probe = (order: StreamOrder) =>
    new Promise<Result<ProbeReport>>((resolve) => asked.push({ order, answer: resolve }));
  const media = { probe, port: (): number | null => 1 };
  const prober = new Prober({ registry, conditions, media, clock, pace });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ registry, conditions, media, path, clock },
    open: () => asked.length,
    async tick(afterMs = 0) {
      now += afterMs;
      void prober.tick();
      await turn();
    },
    async answer(result: Result<ProbeReport> = ok(PICTURE)) {
      const { order, answer } = asked.shift()!;
      answer(result);
      await turn();
      return order.streamId;
    },
  };
}

test('no more at once than said, and a pause between two questions to one host', async () => {
  const desk = bench([at('a', '10.0.0.1'), at('b', '10.0.0.1'), at('c', '10.0.0.2'), at('d', '10.0.0.3')]);
  await desk.tick();
  expect(desk.open()).toBe(2);
  expect([await desk.answer(), await desk.answer()]).toEqual(['a/main', 'c/main']);
  await desk.tick(1_000);
  expect([desk.open(), await desk.answer()]).toEqual([1, 'd/main']);
  await desk.tick(500);
  expect(desk.open()).toBe(0);
  await desk.tick(500);
  expect([desk.open(), await desk.answer()]).toEqual([1, 'b/main']);
  await desk.tick(40_000);
  expect(desk.open()).toBe(0);
  await desk.tick(60 * 60_000);
  expect(desk.open()).toBe(2);
});

test('25,000 channels behind 500 recorders are all known in time, and no recorder is hurried', async () => {
  const pace = { everyMinutes: 360, atOnce: 32, hostSpacingSeconds: 2 };
  const hosts = Array.from({ length: 500 }, (_, at) => `10.0.${at >> 8}.${at & 255}`);
  const hostOf = (id: string) => hosts[Number(id) % hosts.length]!;
  const desk = bench(
    Array.from({ length: 25_000 }, (_, id) => at(String(id), hostOf(String(id)))),
    pace,
  );
  const askedAt = new Map<string, number>();
  let [asked, closest, mostAtOnce] = [0, Number.POSITIVE_INFINITY, 0];
  for (let round = 0; asked < 25_000 && round < 3_000; round++) {
    await desk.tick(500);
    mostAtOnce = Math.max(mostAtOnce, desk.open());
    while (desk.open() > 0) {
      const [id = ''] = (await desk.answer(asked % 10 === 0 ? refuse('unreachable', '') : undefined)).split('/');
      const host = hostOf(id);
      closest = Math.min(closest, desk.clock() - (askedAt.get(host) ?? Number.NEGATIVE_INFINITY));
      askedAt.set(host, desk.clock());
      asked += 1;
    }
  }
  const states = [...desk.registry.listed()].map((channel) => desk.conditions.of(channel));
  expect({ asked, mostAtOnce, isPolite: closest >= 2_000 }).toEqual({ asked: 25_000, mostAtOnce: 32, isPolite: true });
  expect(states.filter(({ state }) => state === 'playable')).toHaveLength(22_500);
  expect(states.filter((found) => found.state === 'failed' && found.fault === 'unreachable')).toHaveLength(2_500);
});

test('what was found is kept, with the reason, and a station that starts again still knows it', async () => {
  const desk = bench([at('a', '10.0.0.1'), at('b', '10.0.0.2'), { id: 'c', lon: 117, lat: 25 }]);
  await desk.tick();
  await desk.answer();
  await desk.answer(refuse('unauthorised', ''));
  const conditionOf = (conditions: ChannelConditions, id: string) => conditions.of(desk.registry.get(id)!);
  const seen = {
    a: { state: 'playable', checkedAt: 1_000_000 },
    b: { state: 'failed', fault: 'unauthorised', checkedAt: 1_000_000 },
  };
  expect({ a: conditionOf(desk.conditions, 'a'), b: conditionOf(desk.conditions, 'b') }).toEqual(seen);
  expect(conditionOf(desk.conditions, 'c')).toEqual({ state: 'failed', fault: 'noSource', checkedAt: null });
  const { writeFileSync } = await import('node:fs');
  desk.conditions.save(writeFileSync);
  const again = new ChannelConditions(desk.path, desk.clock);
  expect({ a: conditionOf(again, 'a'), b: conditionOf(again, 'b') }).toEqual(seen);
});

test('a media process that is down says nothing about cameras, and a station that never probes asks nobody', async () => {
  const desk = bench([at('a', '10.0.0.1')]);
  await desk.tick();
  await desk.answer(refuse('serverDown', ''));
  expect(desk.conditions.of(desk.registry.get('a')!)).toEqual({ state: 'unknown', checkedAt: null });
  const never = bench([at('a', '10.0.0.1')], { ...PACE, everyMinutes: 0 });
  await never.tick();
  expect(never.open()).toBe(0);
});
