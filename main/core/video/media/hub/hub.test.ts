import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AccessUnit } from '../h264/accessUnit.ts';
import type { SourceListener } from '../source.ts';
import { backOffMs } from './backOff.ts';
import { HUB_LIMITS } from './limits.ts';
import { MediaStream } from './mediaStream.ts';

const key = (ticks: number): AccessUnit => ({ nals: [Buffer.from([0x65, 1])], isKey: true, ticks });
const plain = (ticks: number): AccessUnit => ({ nals: [Buffer.from([0x41, 0x9a])], isKey: false, ticks });

function open(limits: Partial<typeof HUB_LIMITS> = {}) {
  const sources: SourceListener[] = [];
  let closed = 0;
  const stream = new MediaStream({
    streamId: 'c/main',
    open: (listener) => {
      sources.push(listener);
      return {
        dispose() {
          closed += 1;
        },
      };
    },
    limits: { firstBackOffMs: 1, idleCloseMs: 1, ...limits },
    random: () => 1,
  });
  return { stream, sources, closed: () => closed };
}

const until = async (is: () => boolean) => {
  while (!is()) await sleep(2);
};
const GONE = { code: 'unreachable', message: 'gone' } as const;

test('however many watch, one source is open, and a late viewer begins with the last key picture', () => {
  const { stream, sources } = open({ idleCloseMs: 60_000 });
  const seen: number[][] = [[], []];
  stream.attach({ onUnit: ({ ticks }) => seen[0]!.push(ticks) });
  for (const unit of [key(0), plain(10), key(20), plain(30)]) sources[0]!.onUnit(unit);
  stream.attach({ onUnit: ({ ticks }) => seen[1]!.push(ticks) });
  sources[0]!.onUnit(plain(40));
  expect({ seen, open: sources.length, viewers: stream.health().viewers }).toEqual({
    seen: [
      [0, 10, 20, 30, 40],
      [20, 30, 40],
    ],
    open: 1,
    viewers: 2,
  });
  stream.dispose();
});

test('a source that fails is opened again, and the clock of those who watch goes on', async () => {
  const { stream, sources } = open();
  const seen: number[] = [];
  stream.attach({ onUnit: ({ ticks }) => seen.push(ticks) });
  sources[0]!.onUnit(key(500));
  sources[0]!.onEnd(GONE);
  expect(stream.health()).toMatchObject({ state: 'backingOff', fault: 'unreachable' });
  await until(() => sources.length === 2);
  sources[1]!.onUnit(key(7));
  expect(stream.health()).toMatchObject({ state: 'live', fault: null });
  expect(seen).toHaveLength(2);
  expect(seen[1]!).toBeGreaterThan(seen[0]!);
  sources[0]!.onUnit(key(9_999));
  expect(seen).toHaveLength(2);
  stream.dispose();
});

test('it is closed some time after the last viewer, and not for one who comes back before', async () => {
  const { stream, sources, closed } = open();
  const watch = stream.attach({ onUnit: () => {} });
  sources[0]!.onUnit(key(0));
  watch.dispose();
  await until(() => stream.health().state === 'idle');
  expect(closed()).toBe(1);
  stream.attach({ onUnit: () => {} });
  expect(sources).toHaveLength(2);
  stream.dispose();
});

test('who waits for a picture is told the fault, or that none came', async () => {
  const { stream, sources } = open({ idleCloseMs: 60_000, firstBackOffMs: 60_000 });
  const first = stream.ready(60_000);
  sources[0]!.onEnd({ code: 'unauthorised', message: 'no' });
  expect(await first).toEqual({ ok: false, failure: { code: 'unauthorised', message: 'no' } });
  expect(await stream.ready(60_000)).toMatchObject({ ok: false, failure: { code: 'unauthorised' } });
  stream.dispose();
  const silent = open({ idleCloseMs: 60_000 });
  expect(await silent.stream.ready(5)).toMatchObject({ ok: false, failure: { code: 'noPicture' } });
  silent.stream.dispose();
});

test('a source that says nothing is taken for dead', async () => {
  const { stream, sources } = open({ silenceMs: 20 });
  stream.attach({ onUnit: () => {} });
  await until(() => sources.length > 1);
  expect(['connecting', 'backingOff']).toContain(stream.health().state);
  stream.dispose();
});

test('pauses double up to half a minute, and are long at once where asking again helps nobody', () => {
  const pauses = [1, 2, 3, 6, 40].map((failures) => backOffMs(failures, 'unreachable', HUB_LIMITS, () => 1));
  expect(pauses).toEqual([1_000, 2_000, 4_000, 30_000, 30_000]);
  expect(backOffMs(1, 'unauthorised', HUB_LIMITS, () => 0)).toBe(22_500);
});
