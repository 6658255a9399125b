import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PTZ_AGAIN_MS, PTZ_MOVE_MS, type PtzOrder } from '#shared/wire/ptz.ts';
import { Turner } from './turner.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a held key is told again before the station takes it for let go, and stopped once when it is', () => {
  const sent: PtzOrder[] = [];
  const turner = new Turner((order) => sent.push(order));
  turner.begin('left');
  turner.begin('left');
  vi.advanceTimersByTime(PTZ_MOVE_MS);
  turner.end();
  turner.end();
  vi.advanceTimersByTime(60_000);
  const left = { kind: 'move', pan: -0.5, tilt: 0, zoom: 0 };
  expect(sent).toEqual([
    left,
    ...Array.from({ length: Math.floor(PTZ_MOVE_MS / PTZ_AGAIN_MS) }, () => left),
    { kind: 'stop' },
  ]);
});

test('another direction takes the place of the first without a stop between', () => {
  const sent: string[] = [];
  const turner = new Turner((order) =>
    sent.push(order.kind === 'move' ? `${order.pan} ${order.tilt} ${order.zoom}` : order.kind),
  );
  turner.begin('up');
  turner.begin('nearer');
  turner.end();
  expect(sent).toEqual(['0 0.5 0', '0 0 0.5', 'stop']);
});
