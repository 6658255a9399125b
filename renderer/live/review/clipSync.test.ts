import { describe, expect, test } from 'vitest';
import { clipOrder, DRIFT_SECONDS, isUnderWay } from './clipSync.ts';

const NOTE = { fromAt: 100_000, toAt: 106_000 };
const loaded = (seconds: number) => ({ seconds, lengthSeconds: 6 });

describe('a recording beside the clock of the film', () => {
  test('before its time and after it nothing is played', () => {
    const away = { mode: 'away', seekSeconds: null };
    expect(clipOrder(NOTE, { at: 99_999, isPlaying: true, speed: 1 }, loaded(0))).toEqual(away);
    expect(clipOrder(NOTE, { at: 106_000, isPlaying: true, speed: 1 }, loaded(6))).toEqual(away);
  });

  test('at 1× it is heard, and put where the film is', () => {
    expect(clipOrder(NOTE, { at: 102_000, isPlaying: true, speed: 1 }, loaded(0))).toEqual({
      mode: 'heard',
      seekSeconds: 2,
    });
  });

  test('one that is in step is left alone: a player put right all the time stutters', () => {
    const near = loaded(2 + DRIFT_SECONDS * 0.9);
    expect(clipOrder(NOTE, { at: 102_000, isPlaying: true, speed: 1 }, near)).toEqual({
      mode: 'heard',
      seekSeconds: null,
    });
  });

  test('at any other speed it is seen and not heard', () => {
    for (const speed of [0.5, 2, 32])
      expect(clipOrder(NOTE, { at: 104_000, isPlaying: true, speed }, loaded(0))).toEqual({
        mode: 'silent',
        seekSeconds: 4,
      });
  });

  test('while the film stands it stands as well, at the very place', () => {
    expect(clipOrder(NOTE, { at: 101_000, isPlaying: false, speed: 1 }, loaded(3))).toEqual({
      mode: 'still',
      seekSeconds: 1,
    });
  });

  test('what the player knows of the length goes before what was written down', () => {
    const open = { fromAt: 0, toAt: null };
    expect(clipOrder(open, { at: 9_000, isPlaying: true, speed: 1 }, { seconds: 8, lengthSeconds: 8.5 }).mode).toBe(
      'away',
    );
    expect(clipOrder(open, { at: 9_000, isPlaying: true, speed: 1 }, { seconds: 9, lengthSeconds: null }).mode).toBe(
      'heard',
    );
    expect([isUnderWay(open, 1e9), isUnderWay(NOTE, 105_999), isUnderWay(NOTE, 106_000)]).toEqual([true, true, false]);
  });
});
